export { stationMessages } from './messages.station.en.ts';
