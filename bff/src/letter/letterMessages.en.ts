/** Words of the sealed letter. */
export const letterMessagesEn = {
  title: 'The PIN of your security key',
  for: 'For',
  nameNotDrawn:
    'Your name uses letters that this letter cannot print, so your sign-in name stands here.',
  key: 'Security key',
  serial: 'Serial number',
  noSerial: 'none',
  printed: 'Printed',
  todoTitle: 'What to do',
  todo: [
    'Check that the serial number above is the one on your key. If it is not, do not use the key and call the number below.',
    'If the fold had been opened when you got this letter, do not use the key and call the number below.',
    'Sign in, choose to sign in with a security key, and type the PIN under the fold when you are asked for it.',
    'Choose a PIN of your own when you are asked to. Tell it to nobody.',
    'Then destroy this letter. Nobody can print it again.',
  ],
  page: (url: string) => `Your keys are listed at ${url}`,
  helpTitle: 'Who to call',
  noHelp: 'The colleague who gave you the key.',
  fold: 'Fold this part up, text inside, and seal it before the letter is handed over',
  pin: 'PIN',
} as const;

type Words<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { readonly [K in keyof T]: Words<T[K]> };

/** The letter's words in any language. */
export type LetterMessages = Words<typeof letterMessagesEn>;
