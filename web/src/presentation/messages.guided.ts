export { guidedMessages } from './messages.guided.en.ts';
