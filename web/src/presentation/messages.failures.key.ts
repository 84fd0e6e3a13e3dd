export { keyFailureMessages } from './messages.failures.key.en.ts';
