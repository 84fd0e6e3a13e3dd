/** Words of *Station kit*, on the page and in the file that people read before they put a station in place. */
export const stationKitMessages = {
  title: 'Station kit',
  back: 'Station check',
  intro:
    'Files that turn one browser on one computer into a station: a browser that can reach security keys and opens nothing but Keywright and the sign-in.',
  forOrigin: 'For this address',
  refusedTitle: 'No kit can be made for this address',
  refusedText:
    'A station needs an https address with an ordinary host name. Open Keywright at its own address and come back.',
  which: 'Which station',
  os: 'Operating system',
  systems: { windows: 'Windows', macos: 'macOS', linux: 'Linux' },
  browser: 'Browser',
  browsers: { chrome: 'Google Chrome', edge: 'Microsoft Edge', chromium: 'Chromium' },
  thisComputer: (name: string) => `${name}, as here`,
  alsoOpens: 'Other sign-in addresses',
  alsoOpensHelp:
    'Only if your sign-in leads through your own servers, such as AD FS: one address a line, like https://adfs.contoso.com.',
  alsoOpensError: (line: string) =>
    `“${line}” is not an address such as https://adfs.contoso.com, without a path.`,
  state: {
    linux:
      'Its switch and policies were tried on Linux with Chromium 156; the switch with a kernel HID device and a real authenticator firmware, not with a physical key.',
    macos: 'Made from the browser’s source and documentation. Not run on macOS yet.',
    windows: 'Made from the browser’s source and documentation. Not run on Windows yet.',
  },
  readRisk: 'Read this first',
  steps: 'Put it in place',
  step: (number: number) => `Step ${number}`,
  save: 'Save',
  saveFile: (name: string) => `Save ${name}`,
  show: (name: string) => `Show ${name}`,
  contentOf: (name: string) => `Content of ${name}`,
  commandFor: (title: string) => `${title}: what to type`,
  saveReadMe: 'Save this as a text file',

  readMe: {
    title: (origin: string) => `Keywright station for ${origin}`,
    subtitle: (browser: string, os: 'windows' | 'macos' | 'linux') =>
      `${browser} on ${{ windows: 'Windows', macos: 'macOS', linux: 'Linux' }[os]}`,
    riskTitle: 'What you give up',
    risks: {
      linux: [
        'Browsers hide security keys from web pages, so that no page can pass itself off as another one to a key. A station lifts that: any page that is opened in it, and allowed to use a key, can speak to the key itself.',
      ],
      macos: [
        'Browsers hide security keys from web pages, so that no page can pass itself off as another one to a key. A station lifts that: any page that is opened in it, and allowed to use a key, can speak to the key itself.',
      ],
      windows: [
        'Browsers hide security keys from web pages, so that no page can pass itself off as another one to a key. A station lifts that: any page that is opened in it, and allowed to use a key, can speak to the key itself.',
        'Windows lets only administrators speak to a key, so the whole browser runs as administrator. Whoever breaks out of a page has the computer.',
      ],
    },
    containTitle: 'How to contain it',
    contain: [
      'Use a computer that is for this alone, or at least a browser that nobody uses for anything else: the policies hold for every profile of that browser on that computer, and it opens nothing but Keywright and the sign-in.',
      'Keep other people’s files, mail and passwords off it. Keep it updated, its disk encrypted, and lock it when you leave it.',
      'Start the station with its own start file only, and close it when you are done. Sign in with an account that may enrol and nothing more.',
      'Never plug in the key that you sign in with yourself, unless the sign-in asks for it.',
      'Keep these files where only administrators can change them.',
    ],
    policyTitle: 'Set the policies',
    policy: {
      linux:
        'They let Keywright see every key at once, let a key tell its make without a question, and keep the browser to Keywright and the sign-in. Where there are two lines, one is for Chromium as Debian packs it and one as Ubuntu does.',
      macos:
        'They let Keywright see every key at once, let a key tell its make without a question, and keep the browser to Keywright and the sign-in. macOS asks you to approve the profile in System Settings. The bar about an unsupported switch goes away only where the profile comes from a management system.',
      windows:
        'They let Keywright see every key at once, let a key tell its make without a question, and keep the browser to Keywright and the sign-in. Type it where the file lies, at a command prompt that runs as administrator. The bar about an unsupported switch goes away only on a computer that is joined to a domain or to Entra.',
    },
    startTitle: 'Start the station',
    start: {
      linux:
        'It has a profile of its own in your home folder, KeywrightStation. From a snap or a flatpak the browser may not reach keys; for the snap of Chromium: sudo snap connect chromium:u2f-devices.',
      macos: 'It has a profile of its own in your home folder, KeywrightStation.',
      windows:
        'Type the first two lines once, as administrator: they put the start file where only administrators can change it. Start it there from then on; Windows asks each time. Its profile lies beside it and opens to administrators only.',
    },
    checkTitle: 'Check it',
    check: (address: string) =>
      `In the window that opens, sign in, go to ${address} and plug a key in.`,
    undoTitle: 'Take it back',
    undo: {
      linux: 'Close the station first. This removes its profile and its policies.',
      macos: 'Close the station first. This removes its profile and its policies.',
      windows:
        'Close the station first. This removes its profile and its policies, and leaves entries of lists alone that somebody else made.',
    },
  },
} as const;
