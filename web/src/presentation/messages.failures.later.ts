export { laterFailureMessages } from './messages.failures.later.en.ts';
