export { selfMessages } from './messages.self.en.ts';
