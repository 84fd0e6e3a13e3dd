export { profileFieldMessages } from './messages.profileFields.en.ts';
