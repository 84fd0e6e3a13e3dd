import { BROWSER_PLACES } from '../stationKit/stationBrowsers.ts';
import { extensionDeployment } from '../ways/companionExtension.ts';
import type { StationReport } from './assessStation.ts';
import { type Place, placeOf } from './fixes.ts';

/** As Chrome makes them: 128 bits, a letter for each four. */
const EXTENSION_ID = /^[a-p]{32}$/;
/** A list's values have numbers for names; high ones, so as to overwrite nobody else's. */
const FIRST_NUMBER = 7001;

/**
 * What mends the companion extension in this browser, ready to be copied: commands that set policies, or where to click.
 * Nothing on macOS, where policies come in a profile.
 */
export function companionFix(
  { identity, probes }: StationReport,
  pageOrigin: string,
  extensionId: string,
): readonly string[] {
  const place = placeOf(identity, pageOrigin);
  if (place === null || !EXTENSION_ID.test(extensionId)) return [];
  switch (probes.companion.finding) {
    case 'missing':
      return [
        ...new Set([...installCommands(place, extensionId), ...pagesCommands(place, extensionId)]),
      ];
    case 'otherPages':
      return pagesCommands(place, extensionId);
    case 'tooOld':
    case 'hostWithdrawn':
      return [`${place.browser === 'edge' ? 'edge' : 'chrome'}://extensions/?id=${extensionId}`];
    case 'asking':
    case 'installed':
    case 'unknown':
      return [];
  }
}

/** The browser fetches it from the page's host. */
function installCommands(place: Place, id: string): readonly string[] {
  const { forcelistLine } = extensionDeployment(place.origin, id);
  return policyCommands(place, {
    file: 'keywright-extension',
    json: { ExtensionInstallForcelist: [forcelistLine] },
    key: 'ExtensionInstallForcelist',
    value: forcelistLine,
  });
}

/** Which pages it serves. */
function pagesCommands(place: Place, id: string): readonly string[] {
  return policyCommands(place, {
    file: 'keywright-extension-pages',
    json: { '3rdparty': { extensions: { [id]: { origins: [place.origin] } } } },
    key: `3rdparty\\extensions\\${id}\\policy\\origins`,
    value: place.origin,
  });
}

interface ListPolicy {
  /** On Linux each policy has a file of its own, so that none takes another one's place. */
  readonly file: string;
  readonly json: object;
  /** On Windows a list is a key of its own. */
  readonly key: string;
  readonly value: string;
}

function policyCommands(
  { os, browser }: Place,
  { file, json, key, value }: ListPolicy,
): readonly string[] {
  const { linux, windows } = BROWSER_PLACES[browser];
  if (os === 'macos') return [];
  if (os === 'windows') {
    return [
      `reg add "HKLM\\${windows.policyKey}\\${key}" /v ${FIRST_NUMBER} /t REG_SZ /d "${value}" /f`,
    ];
  }
  const [folder] = linux.policyFolders;
  return [
    `sudo mkdir -p ${folder}`,
    `echo '${JSON.stringify(json)}' | sudo tee ${folder}/${file}.json`,
  ];
}
