import { digits, plural } from './numbers.en.ts';

/** Each probe: what was found, in a few words, and what it means and what to do. */
const PROBES = {
  browser: {
    title: 'Browser',
    findings: {
      asking: { says: 'Asking…', means: '' },
      unknown: {
        says: 'It does not say what it is',
        means: 'Load the page again. If it still does not say, use another browser.',
      },
      fit: { says: 'Fit for a station', means: '' },
      otherMake: {
        says: 'Not one of those we looked at',
        means: 'It is built on Chromium and may work. Chrome, Edge and Chromium are looked at.',
      },
      insecure: {
        says: 'The page is not secure',
        means: 'Browsers give keys to secure pages only. Open Keywright by its https address.',
      },
      otherEngine: {
        says: 'It cannot reach keys',
        means: 'Only Chrome and Edge 136 or later on a computer can. Open this page there.',
      },
      tooOld: {
        says: 'Too old',
        means: 'Chrome or Edge 136 or later is needed. Update it, then check again.',
      },
      notADesktop: {
        says: 'Not a station’s system',
        means:
          'A station runs on Windows, macOS or Linux. ChromeOS and phones do not let a browser be started as one.',
      },
    },
  },
  webhid: {
    title: 'WebHID, the way to a key',
    findings: {
      there: { says: 'Available', means: '' },
      missing: {
        says: 'Missing',
        means: 'This browser has no WebHID, or the page is not secure. See the line above.',
      },
      forbidden: {
        says: 'Forbidden by the host of this page',
        means:
          'The server that hands this page out forbids it to use keys. Whoever runs it has to send this header instead.',
      },
    },
  },
  reach: {
    title: 'Keys that the browser shows',
    findings: {
      impossible: { says: 'Not to be tested yet', means: 'Mend what stands above first.' },
      seen: {
        says: 'It shows keys to this page',
        means: 'So it was started as a station: without the switch it would hide them.',
      },
      held: {
        says: 'It shows a real key to this page',
        means:
          'So it was started as a station. This is a demonstration, and the key is not touched before you say so at the Station.',
      },
      software: {
        says: 'Only keys in software',
        means:
          'They belong to the demonstration and say nothing about this browser. Whether it shows real keys is not known.',
      },
      nothingYet: {
        says: 'None so far',
        means: 'Either none is plugged in, or the browser has to be asked. Plug one in first.',
      },
      question: {
        says: 'Nothing was chosen',
        means: 'Why, the browser does not tell. Please say what you saw.',
      },
      listed: {
        says: 'It shows keys in its list',
        means:
          'So it was started as a station: without the switch the list would be empty. But it gives this page no key by itself.',
      },
      hidden: {
        says: 'It hides keys from this page',
        means:
          'It was not started as a station, or another window of the same profile was open first. Close all its windows, then start it like this, or with the start file of the station kit.',
      },
      noKeyIn: { says: 'No key in a port', means: 'Plug a security key in.' },
      refused: {
        says: 'It did not show its list',
        means: 'Load the page again and press the button once more.',
      },
    },
  },
  key: {
    title: 'A key that answers',
    findings: {
      none: { says: 'No key to ask yet', means: '' },
      reading: { says: 'Asking the key…', means: 'Leave it plugged in.' },
      answers: { says: 'It answers', means: '' },
      blocked: {
        says: 'It may not be opened',
        means: '',
      },
      u2fOnly: {
        says: 'It answers, but cannot hold passkeys',
        means: 'The station is fine. The key is too old: plug in one that knows FIDO2.',
      },
      silent: { says: 'It gave no proper answer', means: '' },
    },
  },
  replug: {
    title: 'Keys come back by themselves',
    findings: {
      impossible: {
        says: 'Not to be tested yet',
        means: 'For this test a real key has to be there.',
      },
      open: {
        says: 'Not tested yet',
        means: 'Erasing a key and working through a batch need it.',
      },
      pull: { says: 'Waiting for you to pull the key out', means: '' },
      plug: { says: 'Gone. Waiting for it to come back', means: '' },
      returned: {
        says: 'They do',
        means:
          'If you have chosen this very key in the browser’s list before, make sure with a second one: a few keys are remembered one by one.',
      },
      lost: {
        says: 'Each key has to be chosen, at every plug',
        means:
          'The policy that grants keys to this page is missing. Single keys can be enrolled; erasing and batches need it. Set it, then start the browser again.',
      },
    },
  },
  clock: {
    title: 'Clock of this computer',
    findings: {
      asking: { says: 'Asking…', means: '' },
      right: { says: 'Right', means: '' },
      wrong: {
        says: 'Wrong',
        means: 'Sign-ins and registrations last minutes and fail by a wrong clock. Set it.',
      },
      backendWrong: {
        says: 'Right by the backend, whose own clock is wrong',
        means: 'Whoever runs the backend has to set the clock of its host.',
      },
      unknown: {
        says: 'Not known',
        means: 'The backend did not answer in time. Check again.',
      },
    },
  },
  override: {
    title: 'Acting for Microsoft’s sign-in (remote desktop override)',
    findings: {
      open: {
        says: 'Not asked yet',
        means:
          'A managed browser can let this page make passkeys for Microsoft’s sign-in through its own dialog, without a station. If it does, that dialog may flash.',
      },
      asking: { says: 'Asking…', means: '' },
      allowed: {
        says: 'Allowed',
        means:
          'The browser would make a passkey for login.microsoft.com at this page’s request. It cannot set PINs or erase keys that way.',
      },
      unsupported: { says: 'Not in this browser', means: 'It has no WebAuthn for this page.' },
      policyAbsent: {
        says: 'Not allowed: no policy',
        means:
          'The policy WebAuthenticationRemoteDesktopAllowedOrigins is not set, or the browser was not started again since. From Chrome 156 it also takes a profile that your organisation manages in the cloud.',
      },
      notPermitted: {
        says: 'Not allowed: policy without effect here',
        means:
          'The policy is set. Either it does not list this address, or the profile is not managed in the cloud by the same organisation as the browser. Which of the two, the browser does not tell.',
      },
      forbiddenByHost: {
        says: 'Not allowed by the host of this page',
        means: 'The server forbids this page to make passkeys. It has to send this header.',
      },
      notFocused: {
        says: 'Not known: the window was not in front',
        means: 'Click into this window and ask once more.',
      },
      unclear: {
        says: 'Not known',
        means: 'The browser’s answer is not one of those we know.',
      },
    },
  },
  companion: {
    title: 'Companion extension',
    findings: {
      asking: { says: 'Asking…', means: '' },
      installed: {
        says: 'Installed, and serves this page',
        means:
          'Keys can be enrolled through the browser’s own dialog, without a station. It cannot set PINs or erase keys.',
      },
      missing: {
        says: 'Not installed',
        means:
          'Or switched off, or one with another id. A station needs none. Elsewhere it lets the browser’s own dialog make passkeys: by policy it is installed like this, once its packed file lies at the page’s host; by hand as the Station says under “Install the companion extension”. Then load this page again.',
      },
      tooOld: {
        says: 'Too old for this page',
        means:
          'Open this address and press Update. One that was loaded by hand: put the new files into its folder, and load it again there. One that came by policy updates itself once the new packed file and its update.xml lie at the page’s host.',
      },
      hostWithdrawn: {
        says: 'It may not use login.microsoft.com',
        means:
          'Its access was taken away. Open this address and allow that site under “Site access”. Where nothing can be changed there a policy forbids it: take login.microsoft.com out of runtime_blocked_hosts in ExtensionSettings.',
      },
      otherPages: {
        says: 'Installed, but not for this page',
        means:
          'This page’s address is not among those that it serves. By policy it is named like this; one that was loaded by hand reads origins.json in its folder.',
      },
      unknown: {
        says: 'Not known',
        means: 'It did not answer in time, or not as those that we know. Check again.',
      },
    },
  },
  capabilities: {
    title: 'What the browser’s own dialog can do',
    findings: {
      asking: { says: 'Asking…', means: '' },
      read: { says: 'Read', means: '' },
      unknown: { says: 'It does not say', means: '' },
    },
  },
} as const;

/** Words of *Station check*. */
export const stationCheckMessages = {
  title: 'Station check',
  back: 'Station',
  intro: 'What this browser lets Keywright do with security keys, and how to mend what is amiss.',
  again: 'Check again',
  results: 'What was found',
  otherWays: 'Without a station',
  kit: 'Station kit',
  getKit: 'Get the station kit',
  toStation: 'Go to the Station',
  fixTitle: (title: string) => `${title}: the fix`,
  marks: {
    good: 'In order',
    warning: 'Mind this',
    bad: 'Amiss',
    open: 'Your turn',
    busy: 'Being checked',
    note: 'For information',
  },
  probes: PROBES,
  verdicts: {
    checking: { word: 'Checking…', means: 'This takes a second or two.' },
    notReady: {
      word: 'Not ready',
      means: 'Keys cannot be enrolled here as things are. Mend this first:',
    },
    question: {
      word: 'What did you see?',
      means: 'The browser showed its list and nothing was chosen.',
    },
    needsKey: {
      word: 'Plug in a security key',
      means:
        'Any key will do; nothing on it is changed. If nothing happens within a moment, let the browser show its list.',
    },
    held: {
      word: 'It shows real keys',
      means: 'The rest needs your say that real keys may be used in this demonstration.',
    },
    demo: {
      word: 'Keys in software work',
      means: 'This is a demonstration. It says nothing about real keys in this browser.',
    },
    needsReplug: {
      word: 'One test is left',
      means: 'Keys can be reached. Now see whether a key comes back by itself: it takes seconds.',
    },
    oneClickPerKey: {
      word: 'Ready for single keys',
      means: 'Each key has to be chosen in the browser’s list. Erasing and batches need more.',
    },
    ready: {
      word: 'Ready, also for batches',
      means: 'Keys are shown, answer, and come back by themselves.',
    },
  },
  choose: 'Show the browser’s list…',
  answers: {
    keyNotListed: 'The key is in, but was not in the list',
    keyListed: 'It was there, I chose none',
    noKeyIn: 'No key was plugged in',
  },
  startReplug: 'Test it',
  pullNow: 'Pull the key out now',
  pullText: 'The test notices by itself.',
  plugNow: 'Plug the same key in again',
  plugText: 'Wait three seconds. If nothing happens here, say so.',
  nothingHappens: 'It is in, nothing happens',
  stopReplug: 'Stop the test',
  readAgain: 'Ask the key again',
  blocked: {
    linux:
      'This system does not let the browser have the key. With systemd 244 or later it does so by itself for whoever sits at the screen: is the browser a snap or a flatpak, or are you connected from elsewhere? Older systems need rules for udev.',
    windows:
      'Windows lets administrators only speak to a key, and this browser is not, or no longer, elevated. Close all its windows and start it from a command prompt that runs as administrator, or with the station kit. Over Remote Desktop keys have to be plugged into the station itself.',
    macos:
      'Another program holds the key. Close other windows that ask for a security key, and programs that manage keys, then plug it in again.',
    other: 'The system does not let the browser have the key.',
  },
  clock: {
    same: 'to the second',
    ahead: (text: string) => `${text} ahead`,
    behind: (text: string) => `${text} behind`,
    seconds: (count: number) => plural(count, '1 second', `${digits(count)} seconds`),
    minutes: (count: number) => plural(count, '1 minute', `${digits(count)} minutes`),
    byGraph: (time: string) =>
      `Measured against Microsoft Graph, by what its answer of ${time} said to the backend.`,
    byBackend:
      'Measured against the backend’s own clock: Graph has not answered since the backend started.',
  },
  keyDetails: 'What the keys say',
  key: {
    aaguid: 'Model (AAGUID)',
    versions: 'Speaks',
    pin: 'PIN',
    pinSet: 'Set',
    pinNotSet: 'None yet',
    pinUnsupported: 'It has none',
    minPinLength: 'Shortest PIN',
    characters: (count: number) => `${count} characters`,
    setMinPinLength: 'Minimum length and forced change can be set',
    yes: 'Yes',
    no: 'No',
  },
  capabilityNames: {
    'extension:minPinLength': 'Minimum PIN length (minPinLength)',
    'extension:credentialProtectionPolicy': 'Protection of passkeys (credProtect)',
    'extension:remoteClientDataJSON': 'Acting for another page (remoteClientDataJSON)',
  },
  can: 'yes',
  cannot: 'no',
  askOverride: 'Ask the browser',
  busyAtStation: 'Not while a key is being enrolled.',
  summary: 'For support',
  summaryText: 'What this page found, as a file: no PIN, no name, no account.',
  withSerials: 'Serial numbers of the keys too',
  withSerialsHelp: 'A serial number names one key, and by it its holder.',
  saveSummary: 'Save the summary',
} as const;
