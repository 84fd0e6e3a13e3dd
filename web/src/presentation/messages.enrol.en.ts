/** Words of the page for somebody who was invited, and has perhaps never held a security key. */
export const enrolMessages = {
  tab: 'Set up your key',
  title: 'Set up your security key',
  loading: 'Looking for your invitation',
  whatItIs:
    'A security key is a small device that you plug in and touch to sign in. Nobody can guess it, and nobody can use it without its PIN.',
  before: {
    title: 'What you need',
    list: [
      'the security key that you were sent',
      'a computer with a free USB port that it fits in',
      'the access pass: a code that the person who invited you, or your manager, tells you in person or on the phone',
    ],
    minutes: 'It takes about five minutes.',
  },
  signIn: 'Sign in with the access pass',
  signInHelp:
    'On the next page type your work address. When you are asked for it, type the access pass in place of a password.',
  passHelp: {
    title: 'The access pass is not taken?',
    list: [
      'Type it exactly as you were told it: capitals and small letters differ.',
      'It works for a certain time. Where it is too early, wait; where it is too late, it takes another one.',
      'Most work once: one that was used already takes another one, too.',
      'If you were told another one since, only the newest works.',
    ],
    next: 'Whoever invited you can issue another one at any time. Your invitation stays open, and nothing is lost.',
  },
  signingIn: 'Going to the sign-in page',
  signInAgain: 'Sign in again',
  loop: {
    title: 'Signing in does not get you any further',
    text: 'You were sent to the sign-in page more than once, and it did not bring what is needed here. It is not your fault, and trying again is not likely to help. Nothing is lost: your invitation stays open.',
    next: 'Send the lines below to your IT department, or read them out.',
    passUsed:
      'Most access passes work once. If yours has been used, ask whoever invited you for another one first.',
    forIt: 'For IT',
    copy: 'Copy for IT',
    copied: 'Copied',
    lines: (code: string, origin: string, at: string) =>
      [
        `Keywright at ${origin}, ${at}: the sign-in for an invitation comes back without what is asked for (${code}).`,
        'Look at the sign-in logs of Entra for this person: which Conditional Access policy applies, and which grant fails.',
        'A policy that asks for a compliant device, or for a method that this person does not have yet, must let a Temporary Access Pass through: with an authentication strength that contains it.',
        'Where Keywright asks for an authentication context, a policy that people with an access pass can meet must be tied to it.',
        'The policy for Temporary Access Passes must be on for this person.',
      ].join('\n'),
  },
  none: {
    title: 'No invitation waits for you',
    text: 'This page is for people who were invited to set up a key. If you have a mail with an invitation, look whether you are signed in with the address that it went to.',
  },
  over: {
    expired: {
      title: 'Your invitation has expired',
      text: 'Ask whoever invited you for a new one.',
    },
    cancelled: {
      title: 'Your invitation was taken back',
      text: 'If you did not expect that, ask whoever invited you.',
    },
  },
  otherAccount: 'Sign out and use another account',
  invitedBy: (name: string) => `${name} has invited you.`,
  until: 'Your invitation ends',
  yourKey: 'Your key',
  expectedSerial: (serial: string) => `the one with the number ${serial} on it`,
  expectedModel: (model: string) => `a ${model}`,
  plug: {
    title: 'Plug in your key',
    text: 'Push it into a USB port of this computer. The side with the round or golden spot is the one to touch later.',
    choose: 'Look for my key',
    chooseHelp: 'Your browser asks which device this page may use. Choose your key there.',
    reading: 'Looking at the key',
    readyText: 'Nothing has been changed on it yet.',
    begin: 'Set up this key',
    several: 'More than one key is plugged in. Leave only the new one in.',
    wrong: 'This is not the key of your invitation',
    wrongText: (what: string) =>
      `Yours is ${what}. Nothing was changed on the one that is plugged in. Pull it out and plug in the right one. If you have no other key, ask whoever invited you.`,
    own: 'You sign in with this key already',
    ownText: 'It is left as it is. Pull it out and plug in the new one.',
  },
  other: {
    title: 'Your key does not show up?',
    text: 'Many browsers keep security keys to themselves. Then you register it on Microsoft’s own page, and this page watches and tells you whether it worked.',
    none: 'This browser does not let a page reach security keys',
    noneText:
      'That is usual on phones, in Firefox and in Safari. You can register the key on Microsoft’s own page instead. This page tells you how, and whether it worked.',
    link: 'Register it on Microsoft’s page',
    notTaken:
      'This key has to be set up from this page: open the link of your invitation in Chrome or Edge on a computer.',
    underWay: 'You are registering the key on Microsoft’s page',
    underWayText: 'We are looking for it in Entra.',
    goOn: 'Go on there',
    byBrowser: 'Let the browser ask for the key',
    byBrowserText:
      'A window of Microsoft’s sign-in page opens twice and asks for your key: once to register it, once to try it out.',
    begin: 'Set up my key',
  },
  progress: 'How far it is',
  pin: {
    newTitle: 'Choose a PIN for your key',
    newText:
      'You type it each time you use the key. It stays on the key: it is not sent anywhere, and nobody can look it up for you.',
    currentTitle: 'Type the PIN of your key',
    currentText: 'The key has a PIN already. Only who knows it can go on with this key.',
  },
  states: {
    working: { word: 'Working', hint: 'Leave the key plugged in.' },
    touch: {
      word: 'Touch your key',
      hint: 'It blinks. Put a finger on the round or golden spot until it stops.',
    },
    plug: { word: 'Plug your key in', hint: 'It goes on by itself, from where it was.' },
    replug: {
      word: 'Pull it out, plug it in again',
      hint: 'Count to three in between. It goes on by itself.',
    },
    otherKey: {
      word: 'Take the other key',
      hint: 'Pull this one out and plug in the right one. Nothing was changed on this one.',
    },
    browser: { word: 'Look at the other window', hint: 'Your browser asks for the key there.' },
    pin: { word: 'Your PIN', hint: null },
    confirmReset: {
      word: 'This key was used before',
      hint: 'It has to be erased first. Do that only if nobody uses it any more.',
    },
    signIn: { word: 'Sign in again', hint: 'Your sign-in has ended. Nothing is lost.' },
    wait: { word: 'One moment', hint: 'It goes on by itself.' },
    tryAgain: { word: 'It stopped', hint: null },
    cancelling: { word: 'Taking it back', hint: 'Leave the key plugged in.' },
    rolledBack: { word: 'Not set up', hint: 'Your invitation stays open: you can begin again.' },
  },
  stop: 'Stop',
  beginAgain: 'Begin again',
  done: {
    title: 'Your key is ready',
    text: 'It was tried out, and it works.',
    seenText: 'It is registered, and of a kind that is allowed. Try it now, to see that it works.',
    passGone: 'Your access pass is no longer needed, and has been taken away.',
    ownPin: 'It asks for the PIN that you gave it, or that it had. Nobody else knows it.',
    unchecked: (serial: string) =>
      `Nobody could check the number on your key. Your invitation was for number ${serial}: if yours has another one, tell whoever invited you.`,
    drawn:
      'Its PIN was made up for you. You can see it once: have paper ready, or change it right after.',
    seePin: 'See the PIN',
    typed: 'It asks for the PIN that you have just chosen. Nobody else knows it.',
    existing: 'It asks for the PIN that it had.',
    next: 'How to sign in from now on',
    steps: [
      'Where you sign in, choose “Sign-in options”, then “Face, fingerprint, PIN or security key”.',
      'Plug the key in and type its PIN.',
      'Touch it when it blinks.',
    ],
    lost: 'If you lose the key, say so at once: here, under My keys, or to your IT department.',
    tryIt: 'Try it: sign in with the key',
    keys: 'Your keys',
    all: 'All about my keys',
  },
} as const;
