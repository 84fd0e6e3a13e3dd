export { unfinishedMessages } from './messages.unfinished.en.ts';
