/** Words of what people do about their own keys: remove, lose, rename, and say that it was not them. */
export const lostKeyMessages = {
  enrolledHere: 'Set up with Keywright',
  notUsable: 'Your organisation no longer lets anybody sign in with this kind of key.',
  beingRemoved:
    'This key is being removed. Entra has not said yet that it is gone; this page looks again by itself.',
  unnamed: 'A security key',
  history: 'What was done to my keys',
  rename: 'Rename…',
  remove: 'Remove…',
  lost: 'I lost it…',
  actionsFor: (key: string) => `What to do with ${key}`,
  cancel: 'Keep it',
  close: 'Close',

  removing: {
    title: (key: string) => `Remove ${key}?`,
    text: 'From that moment nobody can sign in with it as you. What is on the key itself stays there; to use it again, set it up anew.',
    confirm: 'Remove it',
  },
  losing: {
    title: (key: string) => `Did you lose ${key}?`,
    text: 'Say so at once, even if it may turn up again: a key can be set up anew.',
    listTitle: 'This happens when you say yes:',
    list: [
      'The key is taken out of Entra at once. Nobody can sign in with it any more.',
      'If its PIN was still kept here for you, it is destroyed.',
      'Whoever set it up and your administrators are told by mail, so that you get another one.',
    ],
    confirm: 'Yes, it is lost',
  },
  last: {
    title: 'This is the last key that works for you',
    text: 'After this no passkey is left that you can sign in with here. Unless you have another way, such as your phone, you cannot sign in to your work account until your service desk helps you. Keywright cannot see such other ways.',
    understood: 'I know that I may be locked out, and I want this',
  },
  signIn: {
    title: 'Sign in again first',
    text: 'This cannot be taken back, so it needs a sign-in of the last minutes. You come back to this very question.',
    confirm: 'Sign in again',
    leaving: 'Going to the sign-in page',
  },
  done: {
    removed: (key: string) => `${key} is removed`,
    pending: (key: string) => `${key} is being removed`,
    kept: (key: string) => `${key} could not be removed`,
    keyRemoved: 'Entra has let it go. Nobody can sign in with it any more.',
    keyPending:
      'Entra has not answered yet. Keywright looks after it and tries again by itself. You need not wait here.',
    keyPendingRemoved:
      'Entra has not answered yet. Keywright looks after it. If the key is still listed in a few minutes, remove it again.',
    keyKept: 'Entra refused. Call your service desk now: an administrator has to remove it.',
    keyGone: 'The key was not in Entra any more.',
    pinDestroyed: 'Its PIN, which was still kept here, is destroyed.',
    sessions: {
      ended:
        'Everybody who is signed in as you is signed out within some minutes, you too: sign in again then.',
      pending: 'Everybody who is signed in as you is to be signed out. Entra has not answered yet.',
      off: 'Whoever is signed in as you stays signed in: ending that is switched off here. If somebody else may have used your key, call your service desk.',
      refused:
        'Whoever is signed in as you stays signed in: Entra did not let that be ended. If somebody else may have used your key, call your service desk.',
    },
    operator: (name: string | null) =>
      name === null
        ? 'Who set it up for you is told by mail.'
        : `${name}, who set it up for you, is told by mail.`,
    alerts: 'Your administrators are told by mail.',
    nobodyTold: 'No mail goes out from here. Call your service desk and say that you lost a key.',
    nextTitle: 'What happens next',
    next: 'You stand on the list of those who wait for another key. You get an invitation to set one up, or are asked to come by. Until then sign in with another key or in another way.',
    suspended: 'Whoever did it can set no more keys up until an administrator has looked into it.',
  },
  renaming: {
    title: (key: string) => `Another name for ${key}`,
    label: 'Name',
    help: 'Up to 30 characters, such as “Key ring” or “Drawer at home”.',
    confirm: 'Save the name',
    keep: 'Leave it',
  },

  report: {
    title: 'What was done to your keys',
    intro:
      'Every key that you got or lost within the last 30 days, and who did it. If one of them was not you, or not for you, say so.',
    loading: 'Reading what was done…',
    none: 'Nothing was done to your keys within the last 30 days',
    noneText: 'Have a look at My keys all the same: every key there can sign in as you.',
    bound: (key: string) => `${key} was registered for you`,
    removed: (key: string) => `${key} was removed`,
    how: {
      operator: (name: string | null) =>
        name === null ? 'A colleague set it up for you.' : `${name} set it up for you.`,
      self: () => 'Set up by somebody who was signed in as you.',
      replacement: (name: string | null) =>
        name === null
          ? 'A new key took its place.'
          : `A new key, which ${name} set up for you, took its place.`,
      profile: () =>
        'Keywright did it by itself: your organisation does not allow this kind of key.',
      removed: () => 'Removed by somebody who was signed in as you.',
      lost: () => 'Reported as lost by somebody who was signed in as you.',
      reported: () => 'Removed because you said that it was not you.',
      bulk: (name: string | null) =>
        name === null
          ? 'Removed by your organisation, together with keys of others.'
          : `Removed by ${name}, together with keys of others.`,
    },
    notMe: 'This was not me…',
    notMeAbout: (event: string) => `This was not me: ${event}`,
    isReported: 'You reported this.',
    noneLeft: 'You have made three reports within a day. Call your service desk for anything else.',
    ask: 'This was not you?',
    askText: 'Say yes only if you are sure: it cannot be taken back.',
    listTitle: 'This happens when you say yes:',
    list: {
      bound: [
        'The key is taken out of Entra at once, and its PIN is destroyed.',
        'If a colleague set it up, they may be kept from setting up more until somebody has looked into it.',
        'Your administrators are alerted.',
      ],
      removed: [
        'If a colleague did it, they may be kept from doing more until somebody has looked into it.',
        'Your administrators are alerted. The key that was removed does not come back by itself.',
      ],
    },
    confirm: 'Yes, this was not me',
    keep: 'No, leave it',
    doneTitle: 'Your report is in',
    toKeys: 'To My keys',
  },

  waiting: {
    title: 'Lost keys: who waits for another one',
    text: 'Invite them, or enrol a key for them at a station. Whoever has got one, or an invitation, leaves this list.',
    lost: (key: string) => `Lost: ${key}`,
    stillThere: 'Entra still has the key',
    invite: 'Invite…',
    inviteWhom: (name: string) => `Invite ${name}`,
  },
} as const;
