/** The systems that a station can run on. */
export const STATION_SYSTEMS = ['windows', 'macos', 'linux'] as const;
export type StationSystem = (typeof STATION_SYSTEMS)[number];

/** The browsers that a station can be. */
export const STATION_BROWSERS = ['chrome', 'edge', 'chromium'] as const;
export type StationBrowser = (typeof STATION_BROWSERS)[number];

/** Where a browser is found and where it looks for its policies. */
export interface BrowserPlaces {
  readonly name: string;
  readonly windows: {
    /** Below Program Files, where only administrators can change it. */
    readonly program: string;
    readonly policyKey: string;
  };
  readonly macos: { readonly app: string; readonly domain: string };
  readonly linux: {
    readonly programs: readonly string[];
    /** The first one counts; the others are where some distributions look. */
    readonly policyFolders: readonly [string, ...string[]];
  };
}

/**
 * Sources: Chromium "Policy Templates" and its Linux quick start; Microsoft "Configure Microsoft Edge". Chromium of Ubuntu
 * reads `/etc/chromium-browser`.
 */
export const BROWSER_PLACES: Readonly<Record<StationBrowser, BrowserPlaces>> = {
  chrome: {
    name: 'Google Chrome',
    windows: {
      program: 'Google\\Chrome\\Application\\chrome.exe',
      policyKey: 'SOFTWARE\\Policies\\Google\\Chrome',
    },
    macos: { app: 'Google Chrome', domain: 'com.google.Chrome' },
    linux: {
      programs: ['google-chrome-stable', 'google-chrome'],
      policyFolders: ['/etc/opt/chrome/policies/managed'],
    },
  },
  edge: {
    name: 'Microsoft Edge',
    windows: {
      program: 'Microsoft\\Edge\\Application\\msedge.exe',
      policyKey: 'SOFTWARE\\Policies\\Microsoft\\Edge',
    },
    macos: { app: 'Microsoft Edge', domain: 'com.microsoft.Edge' },
    linux: {
      programs: ['microsoft-edge-stable', 'microsoft-edge'],
      policyFolders: ['/etc/opt/edge/policies/managed'],
    },
  },
  chromium: {
    name: 'Chromium',
    windows: {
      program: 'Chromium\\Application\\chrome.exe',
      policyKey: 'SOFTWARE\\Policies\\Chromium',
    },
    macos: { app: 'Chromium', domain: 'org.chromium.Chromium' },
    linux: {
      programs: ['chromium', 'chromium-browser'],
      policyFolders: ['/etc/chromium/policies/managed', '/etc/chromium-browser/policies/managed'],
    },
  },
};
