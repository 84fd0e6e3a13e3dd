export { enrolMessages } from './messages.enrol.en.ts';
