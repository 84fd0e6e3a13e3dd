export { stationKitMessages } from './messages.stationKit.en.ts';
