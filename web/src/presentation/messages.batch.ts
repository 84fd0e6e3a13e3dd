export { batchMessages } from './messages.batch.en.ts';
