import { plural } from './numbers.en.ts';

/** Words of the Station's dialogs, and of what asks for them, that come when they are wanted. */
export const dialogMessages = {
  pin: {
    newTitle: (name: string) => `A PIN for ${name}’s key`,
    currentTitle: 'The PIN of this key',
    newHelp: (name: string) => `${name} types it. It goes to the key and is kept nowhere else.`,
    newLabel: 'New PIN',
    repeatLabel: 'The same PIN again',
    currentLabel: 'PIN',
    show: 'Show what is typed',
    set: 'Set the PIN',
    use: 'Use this PIN',
    length: (min: number) => `At least ${min} characters`,
    notTooLong: (max: number) => `At most ${max} characters`,
    bytes: 'At most 63 bytes: most letters count one, others two to four',
    notWeak: 'Not one character repeated, not a row like 123456',
    same: 'Both are the same',
    met: 'met',
    open: 'not yet',
    attempts: (count: number) =>
      plural(
        count,
        '1 attempt left. A wrong PIN now locks the key, and only erasing it unlocks it.',
        `${count} attempts left before the key locks itself.`,
      ),
  },
  reset: {
    title: 'Erase this key?',
    hasPin: 'This key already has a PIN that we do not know.',
    lost: (key: string) =>
      `Erasing ${key} removes its PIN and every passkey on it, for every site, for good. This cannot be undone.`,
    forWhom: (name: string) => `After that it is set up for ${name}.`,
    other: 'Or pull it out and use another key.',
    leftover: 'A passkey that opens nothing may be on it, and there is no other way to remove it.',
    afterUndo: 'After that it is like new.',
    undoOther: 'You need not. The next enrolment of this key erases it as well.',
    confirm: 'Erase this key',
    keep: 'Keep it',
  },
  realKey: {
    hint: (badge: string) =>
      `This is “${badge}”: a key enrolled here opens nothing real. It is not touched until you say so.`,
    action: 'Use this key…',
    title: 'Use a real security key here?',
    intro: (key: string, badge: string) =>
      `${key} is a real key, and this is “${badge}”. If you enrol it, this is written to it:`,
    list: [
      'A passkey for login.microsoft.com that opens nothing. It takes one place of the key’s memory.',
      'A PIN, if it has none. If it has one, the key may be erased first, with every passkey on it; you are asked again before that.',
      'A minimum PIN length, if the profile sets one. Only erasing the key takes it back.',
    ],
    advice: 'Use a spare key, never the one you sign in with.',
    confirm: 'Use real keys here',
    keep: 'Leave it alone',
  },
  cancel: {
    title: (name: string) => `Cancel the enrolment for ${name}?`,
    text: 'What was registered with Entra is removed again, and the passkey on the key where that is possible. A PIN that was set, and what was erased, stay as they are.',
    confirm: 'Cancel the enrolment',
    keep: 'Go on with it',
  },
} as const;
