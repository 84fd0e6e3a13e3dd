export { appMessages } from './messages.app.en.ts';
