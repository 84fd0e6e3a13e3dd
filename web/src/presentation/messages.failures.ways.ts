export { wayFailureMessages } from './messages.failures.ways.en.ts';
