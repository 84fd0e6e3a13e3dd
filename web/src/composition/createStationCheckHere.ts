import type { PageConfig } from '#shared/api/session.ts';
import {
  createStationBrowser,
  type StationBrowserHost,
} from '#web/adapters/stationBrowser/createStationBrowser.ts';
import {
  createStationCheck,
  type StationCheck,
  type StationCheckParts,
} from '#web/usecases/stationCheck/stationCheck.ts';
import { type ChromeHost, createExtensionHere } from './createExtensionHere.ts';

/** A check of the browser that this page is in. In a file of its own: nobody but the check's pages loads it. */
export function createStationCheckHere(
  config: PageConfig,
  parts: Omit<StationCheckParts, 'browser' | 'companion'>,
): StationCheck {
  return createStationCheck({
    ...parts,
    browser: createStationBrowser(window as StationBrowserHost),
    companion: createExtensionHere(config, parts.timers, globalThis as ChromeHost),
  });
}
