export { dialogMessages } from './messages.dialogs.en.ts';
