export { invitationMessages } from './messages.invitations.en.ts';
