export { serviceFailureMessages } from './messages.failures.service.en.ts';
