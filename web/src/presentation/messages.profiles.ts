export { profileMessages } from './messages.profiles.en.ts';
