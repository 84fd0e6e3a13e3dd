import {
  createStationBrowser,
  type StationBrowserHost,
} from '#web/adapters/stationBrowser/createStationBrowser.ts';
import {
  createStationCheck,
  type StationCheck,
  type StationCheckParts,
} from '#web/usecases/stationCheck/stationCheck.ts';

/** A check of the browser that this page is in. In a file of its own: nobody but the check's pages loads it. */
export function createStationCheckHere(parts: Omit<StationCheckParts, 'browser'>): StationCheck {
  return createStationCheck({
    ...parts,
    browser: createStationBrowser(window as StationBrowserHost),
  });
}
