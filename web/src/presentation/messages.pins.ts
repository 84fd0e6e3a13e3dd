export { pinMessages } from './messages.pins.en.ts';
