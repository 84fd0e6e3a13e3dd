import type { FingerprintFeedback } from '#shared/ctap/commands/fingerprintSample.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from './failureWords.ts';

/** Words of *The key in my hand*. */
export const pluggedKeyMessages = {
  tab: 'The key in my hand',
  title: 'The key in my hand',
  intro:
    'See what is on a security key, change its PIN, and remove what you no longer need. Everything stays between this page and the key: nothing is sent anywhere.',
  back: 'Back to My keys',

  plug: {
    title: 'Plug in your key',
    text: 'Push it into a USB port of this computer. It shows here by itself if this browser already may use it.',
    choose: 'Look for my key',
    help: 'Your browser asks which device this page may use. Choose your key there.',
    unavailable:
      'You can manage the key in the settings of your system or browser instead. On Windows: Settings, Accounts, Sign-in options, Security key. In Chrome: Settings, Privacy and security, Security, Manage security keys.',
    reading: 'Looking at the key…',
  },

  several: {
    title: 'More than one key is plugged in',
    text: 'Choose the one you mean. Nothing is changed on the others.',
    others: 'Also plugged in',
    show: 'Use this one',
    showNamed: (name: string) => `Use this one: ${name}`,
    wink: 'Make it blink',
    winkNamed: (name: string) => `Make it blink: ${name}`,
    inUse: 'An enrolment at this computer is working on it.',
    reading: 'Being read…',
  },
  inUse: {
    title: 'This key is being set up',
    text: 'An enrolment at this computer is working on it. When that has ended, the key can be managed here.',
  },

  facts: {
    title: 'This key',
    firmware: 'Firmware',
    serial: 'Serial number',
    noSerial: 'It has none that can be read',
    model: 'Model number (AAGUID)',
    pin: 'PIN',
    pinSet: 'Set',
    pinNone: 'None',
    pinImpossible: 'This key cannot have one',
    pinMustChange: 'Set, and must be changed',
    attempts: 'Wrong PINs it still takes',
    minLength: 'Shortest PIN',
    characters: (count: number) => `${count} characters`,
    room: 'Room for passkeys',
    roomCount: (count: number) => (count === 1 ? '1 more' : `${count} more`),
  },

  pin: {
    title: 'PIN',
    set: 'Set a PIN…',
    change: 'Change the PIN…',
    has: 'The key asks for this PIN when you sign in. Nobody but you needs to know it.',
    none: 'This key has no PIN yet. Sites that ask for one, as work accounts do, cannot use it before it has.',
    impossible:
      'This key has no PIN, or one of a kind that this page cannot speak to. Passkeys and fingerprints on it cannot be managed here either.',
    mustChange: 'This PIN must be changed',
    mustChangeText:
      'The key was set up so that it does nothing else before you choose your own PIN.',
    lastTry: 'One wrong PIN more locks this key',
    lastTryText:
      'Then only erasing it unlocks it. If you are not sure of the PIN, ask your IT department first.',
    replug: 'Pull the key out and plug it in again',
    replugText: (left: number | null) =>
      left === null
        ? 'It was given a wrong PIN three times in a row and takes none until then.'
        : `It was given a wrong PIN three times in a row and takes none until then. After that ${left} attempts are left.`,
    blocked: 'The PIN of this key is blocked for good',
    blockedText:
      'Too many wrong PINs were typed. Nobody can unlock it; only erasing the key, below, makes it usable again.',
    setTitle: 'Set a PIN on this key',
    changeTitle: 'Change the PIN of this key',
    currentLabel: 'Current PIN',
    policy:
      'This key has more rules than these and says itself whether it takes the PIN, for example none that are easy to guess.',
    policyAt: (address: string) => `Its maker explains them at ${address}`,
    setNow: 'Set the PIN',
    changeNow: 'Change the PIN',
    setDone: 'The PIN is set.',
    changeDone: 'The PIN is changed. The old one no longer works.',
    left: (count: number) =>
      count === 1
        ? '1 attempt is left. A wrong PIN now locks the key, and only erasing it unlocks it.'
        : `${count} attempts are left before the key locks itself.`,
  },

  unlock: {
    title: 'On this key',
    text: 'The key shows what is on it only to who knows its PIN.',
    textSensor: 'The key shows its passkeys and fingerprints only to who knows its PIN.',
    show: 'Show what is on it',
    hide: 'Hide it again',
    hidden: 'Hidden again. The PIN was forgotten by this page.',
    needsPin: 'Set a PIN first. Without one the key does not show what is on it.',
    needsChange: 'Change the PIN first. Until then the key shows nothing.',
    needsReplug: 'First pull the key out and plug it in again.',
    blocked: 'The PIN is blocked, so the key does not show any more what is on it.',
  },

  passkeys: {
    title: 'Passkeys',
    unsupported:
      'This key cannot show or delete single passkeys: it is of an older kind. What is on it stays until you erase the whole key.',
    none: 'There are no passkeys on this key',
    noneText:
      'Keys used only as a second factor beside a password leave nothing on the key that could be listed.',
    room: (count: number) => (count === 1 ? 'One more fits.' : `${count} more fit.`),
    roomNone: 'The key is full. Delete one that you no longer need before you add another.',
    count: (count: number) => (count === 1 ? '1 passkey' : `${count} passkeys`),
    unknownSite: 'A site that the key does not name',
    noName: 'No name was kept',
    remove: 'Delete…',
    removeNamed: (name: string, site: string) => `Delete the passkey of ${name} for ${site}`,
    work: 'Your sign-in at work',
    dialogTitle: 'Delete this passkey?',
    dialogText: (name: string, site: string) =>
      `The passkey of ${name} for ${site} is removed from this key, for good. You can no longer sign in there with this key.`,
    dialogOther: 'The site still has it in its list. Remove it there, too.',
    dialogWork:
      'With this passkey you sign in at work. Make sure that you have another way in. It has to be removed in Entra as well: on your security info page (mysignins.microsoft.com), or by your IT department.',
    dialogOwn: (account: string) =>
      `With this passkey you sign in as ${account}. Make sure that you have another way in. It has to be removed in Entra as well: on your security info page (mysignins.microsoft.com), or by your IT department.`,
    keep: 'Keep it',
    confirm: 'Delete the passkey',
    done: (name: string, site: string) => `The passkey of ${name} for ${site} was deleted.`,
  },

  fingerprints: {
    title: 'Fingerprints',
    none: 'No fingerprint is on this key',
    noneText: 'With one you need not type the PIN each time.',
    unnamed: (number: number) => `Finger ${number}`,
    add: 'Add a fingerprint…',
    rename: 'Rename…',
    renameNamed: (name: string) => `Rename ${name}`,
    remove: 'Remove…',
    removeNamed: (name: string) => `Remove ${name}`,
    addTitle: 'Add a fingerprint',
    addText:
      'The key asks for the same finger several times. Lift it in between and move it a little.',
    begin: 'Begin',
    stop: 'Stop',
    touchNow: 'Touch the sensor of the key now',
    touchAgain: 'Lift your finger, and touch again',
    progress: (done: number, total: number) => `${done} of ${total} touches`,
    feedback: {
      good: 'Good.',
      too_high: 'Your finger was too far up.',
      too_low: 'Your finger was too far down.',
      too_left: 'Your finger was too far left.',
      too_right: 'Your finger was too far right.',
      too_fast: 'That was too quick. Leave the finger on a little longer.',
      too_slow: 'That took too long. Lift the finger a little sooner.',
      poor_quality: 'The key could not see it well. Dry the finger, or press a little harder.',
      too_skewed: 'Your finger was turned too far. Put it on straight.',
      too_short: 'Too little of the finger was on the sensor. Put it on flat.',
      merge_failure: 'That did not fit the touches before. Take the same finger.',
      exists: 'This finger is on the key already. Stop, and take another one.',
      database_full: 'There is no room for another finger.',
      no_user_activity: 'No finger was seen for half a minute.',
      no_user_presence_transition: 'Lift the finger first, then touch again.',
      other: 'The key wants that touch again.',
    } satisfies Record<FingerprintFeedback, string>,
    addedTitle: 'The finger is on the key',
    nameLabel: 'What it is called',
    nameHelp: 'For you alone, such as “right index”. It helps to find it again.',
    nameTooLong: 'This name is too long for the key.',
    nameSave: 'Save the name',
    nameSkip: 'Without a name',
    renameTitle: (name: string) => `Rename ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: 'The key no longer knows this finger. Your PIN and passkeys stay.',
    removeLast: 'It is the only one. Afterwards the key asks for its PIN again.',
    keep: 'Keep it',
    removeConfirm: 'Remove it',
    added: (name: string) => `${name} was added.`,
    removed: (name: string) => `${name} was removed.`,
  },

  reset: {
    title: 'Erase the key',
    text: 'Makes the key like new, for example before you give it away, or when its PIN is blocked.',
    open: 'Erase this key…',
    impossible:
      'This key cannot be erased over USB. Its maker allows it in another way only, such as over NFC; their own program does it.',
    dialogTitle: 'Erase this key?',
    lost: (key: string) => `On ${key} this is lost for good, and cannot be brought back:`,
    lostPasskeys: (count: number, sites: number) =>
      `${count === 1 ? 'its passkey' : `its ${count} passkeys`} for ${sites === 1 ? 'this site' : `these ${sites} sites`}:`,
    lostNoPasskeys: 'no passkeys: there are none on it',
    lostUnknown:
      'every passkey on it, for every site. Type the PIN above first to see which they are.',
    lostUnlisted: 'every passkey on it, for every site. They cannot be listed.',
    lostSecondFactor: 'every sign-in in which it is the second factor',
    lostPin: 'its PIN',
    lostFingerprints: (count: number) =>
      count === 1 ? 'its fingerprint' : `its ${count} fingerprints`,
    lostFingerprintsUnknown: 'its fingerprints',
    entra:
      'If you sign in at work with this key, make sure that you have another way in first. The key has to be removed in Entra as well: on your security info page (mysignins.microsoft.com), or by your IT department.',
    entraOwn: (account: string) =>
      `With this key you sign in as ${account}. Make sure that you have another way in first. The key has to be removed in Entra as well: on your security info page (mysignins.microsoft.com), or by your IT department.`,
    typeLabel: (word: string) => `Type “${word}” to confirm`,
    word: 'erase',
    keep: 'Keep it',
    confirm: 'Erase this key',
    replugTitle: 'Pull this key out, and plug it in again',
    replugText: 'Then touch it as soon as it blinks, within ten seconds. No other key is erased.',
    touchTitle: 'Touch the key now',
    touchText: 'It blinks. With your touch it is erased.',
    touchLong:
      'It blinks. Leave your finger on it until it stops, for about ten seconds. Then it is erased.',
    stop: 'Stop, erase nothing',
    doneTitle: 'The key is erased',
    doneText: 'It is like new: no PIN, no passkeys, no fingerprints.',
    doneEntra: 'If it was your key at work, remove it in Entra, too, or have it removed.',
    done: 'Done',
  },

  /** Where the words of other pages would mislead here. */
  failures: {
    device_removed: {
      title: 'The key was pulled out',
      cause: 'It was not finished.',
      next: 'Plug it in again, look whether the change was made, and else begin again.',
    },
    command_unsupported: {
      title: 'This key cannot do that',
      cause: 'It does not know this function, or its maker has switched it off.',
      next: 'Nothing was changed. The program of the key’s maker may know a way.',
    },
    pin_change_required: {
      title: 'The PIN must be changed first',
      cause: 'The key was set up so that its PIN is replaced before anything else.',
      next: 'Change the PIN above, then try again.',
    },
    pin_blocked: {
      title: 'The PIN of this key is blocked for good',
      cause: 'No attempt is left.',
      next: 'Only erasing the key makes it usable again.',
    },
    pin_auth_invalid: {
      title: 'The key did not accept that',
      cause: 'It has a PIN already, or its permission had run out.',
      next: 'Pull the key out, plug it in again, and try once more.',
    },
    pin_policy_violation: {
      title: 'The key does not accept this PIN',
      cause: 'It has rules of its own, or it is the PIN that it has now.',
      next: 'Choose another PIN: longer, and without a pattern.',
    },
    wrong_key: {
      title: 'This is not the key that you confirmed',
      cause: 'It is another one, or it was changed since. It is left as it is.',
      next: 'Pull it out and plug in the key that is to be erased. Or stop.',
    },
    several_keys: {
      title: 'Two keys look alike',
      cause: 'It must be certain which one is erased, and they have no serial numbers to tell.',
      next: 'Leave only the right one plugged in.',
    },
    key_store_full: {
      title: 'The key is full',
      cause: 'There is no room on it for that.',
      next: 'Remove something that you no longer need first.',
    },
    no_credentials: {
      title: 'This passkey is no longer on the key',
      cause: 'It was removed meanwhile.',
      next: 'Nothing is left to do.',
    },
    touch_timeout: {
      title: 'Nobody touched the key in time',
      cause: 'The key waits for about half a minute and then gives up.',
      next: 'Begin again and touch the key when it blinks.',
    },
    key_without_fido2: {
      title: 'This key is too old to be managed',
      cause: 'It speaks U2F only: it has no PIN and keeps no passkeys.',
      next: 'It still works as a second factor where you registered it.',
    },
  } satisfies Partial<Record<FailureCode, FailureWords>>,
} as const;
