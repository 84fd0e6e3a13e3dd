export { auditMessages } from './messages.audit.en.ts';
