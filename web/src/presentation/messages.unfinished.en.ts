import { digits } from './numbers.en.ts';

/** Words of *Unfinished*: what happened to each enrolment and the one thing to do. */
export const unfinishedMessages = {
  title: 'Unfinished',
  intro:
    'Enrolments that were begun and are not at their end, whoever began them. Nothing is lost: each carries on where it stopped.',
  loading: 'Reading what is unfinished…',
  emptyTitle: 'Everything is finished',
  emptyText: 'An enrolment that is interrupted shows here until it is carried on or cancelled.',
  truncated: (count: number) => `Only the ${digits(count)} that rest longest are shown.`,
  serial: (name: string, serial: string) => `${name}, serial ${serial}`,
  print: (name: string, print: string) => `${name}, no serial, fingerprint ${print}`,
  noKey: 'No key yet',
  unknownKey: 'Security key',
  whatHappened: 'What happened',
  whatToDo: 'What to do',
  operator: 'Operator',
  unknownOperator: 'Not known',
  since: 'Since',
  carryOn: 'Carry on at the station',
  showGuide: 'Show the guide',

  stoppedAt: {
    read: 'No key was plugged in yet.',
    reset: 'The key was chosen. It is not certain that it was erased.',
    pin: 'It stopped while the key’s PIN was being set.',
    credential: 'The key has its PIN. Its passkey is still to be made.',
    register: 'The passkey is on the key. Entra has not confirmed it yet.',
    prove: 'The key is registered with Entra. It is still to prove itself.',
    policy: 'The key is registered and proven. Its rules are still to be set.',
    oldKeys: 'The new key works. Old passkeys are still to be removed.',
  },
  watched: 'A key is being registered on Microsoft’s page. Entra is watched for it.',
  allDone: 'The key is done. Only the books are still to be closed.',
  takingBack: 'The enrolment is being taken back.',
  takenBackBecause: (reason: string) => `The enrolment is being taken back: ${reason}`,

  key: {
    serial: (serial: string) => `key ${serial}`,
    print: (print: string) => `the key with fingerprint ${print}`,
  },
  next: {
    plugAnyKey: (name: string) =>
      `Plug a key for ${name} in. It is checked before anything on it is changed.`,
    goOnInBrowser: 'Carry on at a station whose browser has the companion extension.',
    plugKey: (key: string) => `Plug ${key} in; nothing will be erased.`,
    confirmReset: (key: string) =>
      `Plug ${key} in and say whether it may be erased. Until you do, nothing is.`,
    finishReset: (key: string) =>
      `Plug ${key} in and touch it when it blinks. It is erased, as agreed, and then set up.`,
    confirmUndoReset: (key: string) =>
      `Plug ${key} in and say whether it may be erased: a passkey that opens nothing may be on it and goes in no other way. If the key is gone, carry on and cancel once more.`,
    finishUndoReset: (key: string) =>
      `Plug ${key} in and touch it when it blinks. It is erased, as agreed.`,
    takeBack: (key: string) =>
      `Plug ${key} in, so that its passkey is removed from it. If the key is gone, carry on and cancel once more.`,
    guide: {
      register: (name: string) => `${name} registers the key on Microsoft’s page.`,
      choose: (name: string) => `Say which of several new keys is ${name}’s.`,
      lookAgain: (name: string) =>
        `No new key of ${name} has appeared. Look again if they have registered it by now.`,
    },
    wait: 'Nothing. Keywright goes on by itself within minutes.',
    waitUntil: (time: string) => `Nothing. Keywright goes on by itself, at ${time} or soon after.`,
    nothing: 'Nothing. It has just come to its end.',
  },
} as const;
