/** Words of *My keys*. */
export const selfMessages = {
  title: 'My keys',
  loading: 'Reading your keys…',
  waitingTitle: 'PINs waiting for you',
  waitingText: (key: string) =>
    `Your new security key (${key}) has a PIN that only you can see, and you can see it only once. Have the key at hand.`,
  prepared: 'Prepared',
  showPin: 'Show PIN',
  fetched:
    'This PIN was sent to a window that did not say you saw it. You can still see it. If that was not you, tell your administrator first.',
  revealed: 'This PIN was shown. It is not shown again.',
  destroyed: 'Nobody looked at this PIN for 30 days, so it was destroyed.',
  again: 'Do you need it? Ask your operator to set the key up again.',
  passkeys: 'Your passkeys',
  registerOwn: 'Register a security key yourself',
  plugged: 'Manage the key in my hand: PIN, passkeys, fingerprints',
  noPasskeys: 'You have no security key yet',
  noPasskeysText: 'Your operator enrols one for you. It shows here as soon as it is yours.',
} as const;
