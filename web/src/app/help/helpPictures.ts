import { language } from '#web/presentation/language.ts';
import type { HelpTopic } from './helpTopic.ts';
import enrolDoneDe from './pictures/enrol-done.de.png';
import enrolDoneEn from './pictures/enrol-done.en.png';
import enrolPinDe from './pictures/enrol-pin.de.png';
import enrolPinEn from './pictures/enrol-pin.en.png';
import enrolPlugDe from './pictures/enrol-plug.de.png';
import enrolPlugEn from './pictures/enrol-plug.en.png';
import enrolTouchDe from './pictures/enrol-touch.de.png';
import enrolTouchEn from './pictures/enrol-touch.en.png';
import stationDoneDe from './pictures/station-done.de.png';
import stationDoneEn from './pictures/station-done.en.png';
import stationReadyDe from './pictures/station-ready.de.png';
import stationReadyEn from './pictures/station-ready.en.png';
import stationTouchDe from './pictures/station-touch.de.png';
import stationTouchEn from './pictures/station-touch.en.png';

/** In the order of the steps. `npm run docs:screenshots` takes them anew. */
export const HELP_PICTURES: Readonly<Record<HelpTopic, readonly string[]>> = {
  en: {
    enrol: [enrolPlugEn, enrolPinEn, enrolTouchEn, enrolDoneEn],
    station: [stationReadyEn, stationTouchEn, stationDoneEn],
  },
  de: {
    enrol: [enrolPlugDe, enrolPinDe, enrolTouchDe, enrolDoneDe],
    station: [stationReadyDe, stationTouchDe, stationDoneDe],
  },
}[language];
