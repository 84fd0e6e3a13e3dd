/** Words around PINs that are shown or printed once. `own`: to the holder. `told`: to an operator, for the holder. */
export const pinMessages = {
  own: {
    confirmTitle: 'Show the PIN now?',
    confirmText:
      'It is shown once, for 30 seconds, and never again. Make sure nobody looks over your shoulder.',
    title: 'The PIN of your security key',
    next: (key: string) =>
      `Type it when you first sign in with your key (${key}). You may be asked to choose your own PIN then. Do not write this one on the key.`,
    hiddenText:
      'It was shown once and is not shown again. If you did not catch it, ask your operator to set the key up again.',
  },
  told: (holder: string) => ({
    confirmTitle: `Show the PIN of ${holder}’s key?`,
    confirmText: `It is shown once, for 30 seconds, and never again. Do it when ${holder} is there, and make sure nobody else looks. It is written down that you saw it, and they get a mail that says so.`,
    title: `The PIN of ${holder}’s key`,
    next: (key: string) =>
      `Tell ${holder} this PIN for their ${key}. They choose their own when they first sign in with it. Do not write it on the key or into a mail.`,
    hiddenText:
      'It was shown once and is not shown again. If it was not caught, set the key up again.',
  }),
  confirm: 'Show it now',
  hidden: 'The PIN is hidden again',
  unseen: 'The PIN was not shown',
  unseenText:
    'This window was in the background when it came. It can be shown here within a minute.',
  secondsLeft: (seconds: number) => `Hidden in ${seconds} s, or when you leave this window`,
  hideNow: 'Hide it now',
  spelled: (pin: string) => `PIN: ${[...pin].join(' ')}`,

  show: 'Show the PIN…',
  print: 'Print the letter…',
  letter: {
    confirmTitle: (holder: string) => `Print the letter with ${holder}’s PIN?`,
    confirmText:
      'The letter is made once and never again. It is saved to this computer as a PDF, and it is written down that you made it.',
    confirm: 'Make the letter',
    savedTitle: 'The letter is saved',
    savedText: (fileName: string) =>
      `Look for ${fileName} among the downloads. Print it, fold and seal it, then delete the file and empty the bin.`,
    saveAgain: 'Save it again',
    done: 'Printed and deleted',
  },
} as const;
