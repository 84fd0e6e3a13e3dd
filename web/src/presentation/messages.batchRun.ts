export { batchRunMessages } from './messages.batchRun.en.ts';
