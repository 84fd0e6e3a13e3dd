export { wayMessages } from './messages.ways.en.ts';
