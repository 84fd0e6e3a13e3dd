import type { FailureWords } from './failureWords.ts';

/** Failures whose usual words are for operators, in words for somebody who was invited and sets up their own key. */
export const ownFailureMessages = {
  switchedOff: {
    title: 'Your account is switched off',
    cause: 'No key can be set up for it while it is. Nothing is lost: your invitation stays open.',
    next: 'Ask your IT department to switch it on, then open this page again.',
  },
  organisation: {
    title: 'Your organisation has to change something first',
    cause:
      'Its settings do not let a key be set up for you from here. It is not your fault, and nothing is lost: your invitation stays open.',
    next: 'Tell whoever invited you the code below, then open this page again when they say so.',
  },
  noRoom: {
    title: 'You have as many keys as there is room for',
    cause: 'One has to go before another one can be added.',
    next: 'Remove one that you no longer use under My keys, then open this page again.',
  },
  model: {
    title: 'Your organisation does not take keys of this kind',
    cause: 'It says which models may be used. Nothing is lost: your invitation stays open.',
    next: 'Pull it out and plug in the key that you were sent. If this is the one, ask whoever invited you for another one.',
  },
  somebodys: {
    title: 'This key belongs to somebody already',
    cause: 'They sign in with it, so nothing was changed on it.',
    next: 'Pull it out and plug in the key that you were sent. If this is the one, tell whoever invited you.',
  },
  yours: {
    title: 'This key is set up for you already',
    cause: 'You can sign in with it. Nothing was changed on it.',
    next: 'To set up another one, pull this one out and plug in the new one.',
  },
  usedBefore: {
    title: 'This key has a PIN that nobody here knows',
    cause: 'Somebody used it before, and it may not be erased here. Nothing was changed on it.',
    next: 'Pull it out and plug in the key that you were sent. If this is the one, ask whoever invited you for another one.',
  },
  ended: {
    title: 'Your invitation has ended',
    cause: 'It led to a key, was taken back, or its time has passed.',
    next: 'Ask whoever invited you for a new one.',
  },
  elsewhere: {
    title: 'A key is being set up for you already',
    cause: 'That goes on in another window, on another device, or with your IT department.',
    next: 'Go on there. If you do not know where that is, ask whoever invited you.',
  },
  otherWay: {
    title: 'Your key cannot be set up like this',
    cause: 'Your organisation asks for something that this browser cannot do with a key.',
    next: 'Open the link of your invitation in Chrome or Edge on a computer.',
  },
} as const satisfies Record<string, FailureWords>;
