export { peopleMessages } from './messages.people.en.ts';
