import type { FailureWords } from './failureWords.ts';

/** Failures of what people do about their own keys. */
export const lostKeyFailureMessages = {
  keys_changed: {
    title: 'Your keys are not what this page showed',
    cause: 'One was added or removed meanwhile, here or elsewhere. Nothing was done.',
    next: 'Close this, look at the list, and decide again.',
  },
  last_key: {
    title: 'This is the last key that works',
    cause: 'Without it no key is left that you can sign in with. Nothing was done.',
    next: 'Read what you would lose, and say yes to it, or keep the key.',
  },
  rename_unsupported: {
    title: 'Entra does not let this name be changed',
    cause: 'Microsoft does not offer it to programs like this one in your organisation.',
    next: 'Leave the name as it is. A key that is set up anew gets a new name.',
  },
  already_reported: {
    title: 'You reported this already',
    cause: 'Each of them can be reported once, and what follows from it is under way.',
    next: 'Call your service desk if you hear nothing.',
  },
  reports_limited: {
    title: 'No more reports today',
    cause: 'Three within a day are the most. Nothing was done this time.',
    next: 'Call your service desk now: it can do everything that a report does.',
  },
} as const satisfies Partial<Record<string, FailureWords>>;
