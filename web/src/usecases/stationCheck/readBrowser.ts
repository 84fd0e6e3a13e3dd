import type { StationBrowser, StationSystem } from '../stationKit/stationBrowsers.ts';
import type { BrowserStatement } from './stationBrowserPort.ts';

/** The first version whose WebHID and policies are as the station needs them. */
const MINIMUM_VERSION = 136;

/** Which browser it is, as far as it says. */
export interface BrowserIdentity {
  readonly fitness:
    | 'fit'
    /** Chromium inside, but none of those that were looked at. */
    | 'otherMake'
    | 'insecure'
    | 'otherEngine'
    | 'tooOld'
    | 'notADesktop';
  /** For people, with its version; empty where it does not say. */
  readonly name: string;
  readonly platform: string;
  readonly browser: StationBrowser | null;
  readonly os: StationSystem | null;
}

/** Brands that say more than "Chromium", which all of them say as well. */
const BRANDS: Readonly<Record<string, StationBrowser>> = {
  'Google Chrome': 'chrome',
  'Microsoft Edge': 'edge',
};
const PLATFORMS: Readonly<Record<string, StationSystem>> = {
  Windows: 'windows',
  macOS: 'macos',
  Linux: 'linux',
};

/** Reads what a browser says of itself. @see User-Agent Client Hints */
export function readBrowser({ isSecureContext, hints }: BrowserStatement): BrowserIdentity {
  const chromium = hints?.brands.find(({ brand }) => brand === 'Chromium');
  if (hints === null || chromium === undefined) {
    const fitness = isSecureContext ? 'otherEngine' : 'insecure';
    return { fitness, name: '', platform: '', browser: null, os: null };
  }
  // One brand is made up, so that nobody counts on the list; it is told by its odd characters.
  const own = hints.brands.find(({ brand }) => brand !== 'Chromium' && /^[\w .]+$/.test(brand));
  const { brand, version } = own ?? chromium;
  const browser = own === undefined ? 'chromium' : (BRANDS[brand] ?? null);
  const os = PLATFORMS[hints.platform] ?? null;
  return {
    fitness: fitnessOf(),
    name: `${brand} ${version}`,
    platform: `${hints.platform} ${hints.platformVersion}`.trim(),
    browser,
    os,
  };

  function fitnessOf(): BrowserIdentity['fitness'] {
    if (!isSecureContext) return 'insecure';
    if (hints?.isMobile || os === null) return 'notADesktop';
    if (!(Number.parseInt(chromium?.version ?? '', 10) >= MINIMUM_VERSION)) return 'tooOld';
    return browser === null ? 'otherMake' : 'fit';
  }
}
