import type { KitParts, SystemKit } from './kitFile.ts';
import { linuxKit } from './linuxKit.ts';
import { macosKit } from './macosKit.ts';
import { BROWSER_PLACES, type StationBrowser, type StationSystem } from './stationBrowsers.ts';
import { readStationOrigin } from './stationOrigin.ts';
import { stationPolicies } from './stationPolicies.ts';
import { windowsKit } from './windowsKit.ts';

/** Which station is wanted. */
export interface StationKitRequest {
  /** Of the page. */
  readonly origin: string;
  readonly os: StationSystem;
  readonly browser: StationBrowser;
  /** Origins that the browser may open as well, such as that of a federated sign-in. */
  readonly alsoOpens?: readonly string[];
}

const KITS: Readonly<Record<StationSystem, (parts: KitParts) => SystemKit>> = {
  windows: windowsKit,
  macos: macosKit,
  linux: linuxKit,
};

/**
 * Makes the files of a station: its policies, what starts it, what takes it back, and what to type for each. Everything
 * that comes from outside is checked before it is written into a script.
 * @throws TypeError for an origin that `readStationOrigin` does not take
 */
export function makeStationKit({
  origin,
  os,
  browser,
  alsoOpens = [],
}: StationKitRequest): SystemKit {
  const own = checked(origin);
  return KITS[os]({
    os,
    browser,
    origin: own,
    places: BROWSER_PLACES[browser],
    policies: stationPolicies(own, alsoOpens.map(checked)),
  });
}

function checked(text: string): string {
  const origin = readStationOrigin(text);
  if (origin === null) throw new TypeError('not an origin that a station can be made for');
  return origin;
}
