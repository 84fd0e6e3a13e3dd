export { operatorMessages } from './messages.operators.en.ts';
