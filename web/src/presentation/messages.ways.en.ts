import type { Way } from '#shared/enrolment/way.ts';

/** Words of the choice of ways at the Station, and of how the companion extension is installed. */
export const wayMessages = {
  title: 'How the key is reached',
  loading: 'Looking which ways work here…',
  choose: 'Way to the key',
  names: {
    webhid: 'WebHID',
    extension: 'Companion extension',
    override: 'Remote desktop override',
    guided: 'Microsoft’s own page',
  } satisfies Record<Way, string>,
  standings: {
    works: 'Works here',
    unknown: 'Works if a key shows here once it is plugged in',
  },
  fails: (title: string) => `Not here: ${title}`,
  best: 'The best choice.',
  onlyWebHid:
    'This profile erases keys, draws their PIN or forces a change of it. That takes WebHID; for another way choose another profile.',
  none: 'No way that this profile takes works in this browser.',
  byKey: 'Plug the key in: it shows below, and is enrolled from there.',
  byBrowser: [
    'The browser asks for the key in a window of login.microsoft.com, twice: to make the passkey and to prove it.',
    'Nothing on the key is read, erased or set: not its PIN, not its rules. It keeps the PIN it has, or the browser has its holder choose one.',
  ],
  skipped: (items: string) => `Left out by this way: ${items}.`,
  guided: 'Let them register the key on Microsoft’s page',
  guidedHint: 'Works in every browser. The key is not proven, and nothing on it is set.',
  again: 'Look again',
  setUp: 'Install the companion extension',
  setUpIntro:
    'It has access to login.microsoft.com and nothing else, and serves only the pages that you name.',
  byPolicy: 'For all stations, by policy',
  forcelist: 'Add this to the policy ExtensionInstallForcelist:',
  settings: (id: string) =>
    `Give the extension its settings (3rdparty → extensions → ${id} → policy):`,
  update: (url: string) => `Put the packed extension beside this file, which belongs at ${url}:`,
  saveUpdate: 'Save update.xml',
  byHand: 'For one browser, by hand',
  handSteps: [
    'Write this page’s address into origins.json in the extension’s folder.',
    'Open chrome://extensions, switch on Developer mode, choose “Load unpacked” and that folder.',
    'Load this page again.',
  ],
  copy: 'Copy',
  copied: 'Copied',
} as const;
