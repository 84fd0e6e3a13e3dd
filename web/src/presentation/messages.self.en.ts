/** Words of *My keys*. */
export const selfMessages = {
  title: 'My keys',
  loading: 'Reading your keys…',
  waitingTitle: 'PINs waiting for you',
  waitingText: (key: string) =>
    `Your new security key (${key}) has a PIN that only you can see, and you can see it only once. Have the key at hand.`,
  prepared: 'Prepared',
  showPin: 'Show PIN',
  revealed: 'You have seen this PIN. It is not shown again.',
  revealedNext: 'Lost it? Ask your operator to set the key up again.',
  passkeys: 'Your passkeys',
  noPasskeys: 'You have no security key yet',
  noPasskeysText: 'Your operator enrols one for you. It shows here as soon as it is yours.',
  confirmTitle: 'Show the PIN now?',
  confirmText:
    'It is shown once, for 30 seconds, and never again. Make sure nobody looks over your shoulder.',
  confirm: 'Show it now',
  pinTitle: 'The PIN of your security key',
  pinHidden: 'The PIN is hidden again',
  pinHiddenText:
    'It was shown once and is not shown again. If you did not catch it, ask your operator to set the key up again.',
  pinNext: (key: string) =>
    `Type it when you first sign in with your key (${key}). You may be asked to choose your own PIN then. Do not write this one on the key.`,
  secondsLeft: (seconds: number) => `Hidden in ${seconds} s, or when you leave this window`,
  hideNow: 'Hide it now',
  pinSpelled: (pin: string) => `PIN: ${[...pin].join(' ')}`,
} as const;
