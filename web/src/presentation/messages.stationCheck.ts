export { stationCheckMessages } from './messages.stationCheck.en.ts';
