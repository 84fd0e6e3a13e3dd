/** Words of the notices by mail. `key` is the model with its serial, where it has one. */
export const mailMessagesEn = {
  greeting: (name: string) => `Hello ${name},`,
  help: (text: string) => `Questions? ${text}`,
  why: 'This notice is sent whenever this happens. It cannot be answered, and it holds no PIN and nothing to sign in with.',
  keyBound: {
    subject: 'A security key was registered for you',
    paragraphs: (key: string, at: string) => [
      `The security key ${key} was registered for your account on ${at}. It can now be used to sign in as you.`,
      'If you expected this, there is nothing to do. If you did not, say so at once: whoever has that key may be able to sign in as you.',
    ],
    page: (url: string) =>
      `Was it not you? Sign in, look at what was done to your keys, and press "This was not me" at ${url}`,
  },
  keyRemoved: {
    subject: 'A security key was removed from your account',
    unnamed: 'without a name',
    paragraphs: (key: string, at: string) => [
      `The security key ${key} was removed from your account on ${at}. Nobody can sign in with it any more.`,
    ],
    how: {
      replacement: 'A new key took its place, as it was set up for you.',
      profile: 'Keywright did this by itself: your organisation does not allow this kind of key.',
      removed: 'Somebody signed in as you did this, on My keys.',
      lost: 'Somebody signed in as you said that it was lost.',
      reported: 'Somebody signed in as you said that it was not theirs.',
      bulk: 'Your organisation removed it, together with keys of others.',
    },
    by: (name: string) => `A new key took its place, which ${name} set up for you.`,
    next: 'If you expected this, there is nothing to do. If you did not, say so at once, and tell your administrator.',
    page: (url: string) =>
      `Was it not you? Sign in, look at what was done to your keys, and press "This was not me" at ${url}`,
  },
  keyLost: {
    subject: 'A security key that you set up was lost',
    paragraphs: (person: string, key: string, at: string) => [
      `${person} said on ${at} that the security key ${key} is lost. You had set it up for them.`,
      'It was taken out of Entra, or is being taken out, and its sealed PIN was destroyed. They need another key: invite them, or enrol one at a station.',
    ],
    page: (url: string) => `Who waits for a replacement stands under Invitations at ${url}`,
  },
  keyKept: {
    subject: 'A security key was not removed: it is the last one that works',
    unnamed: 'without a name',
    paragraphs: (person: string, key: string, at: string) => [
      `The profile has the security key ${key} of ${person} removed. On ${at} it was kept, because no key would be left that surely works.`,
      'Enrol a key that is allowed for them, with a profile that removes old ones. Where the setting lastMethod is on, you can ask for the exception instead: on the page Remove keys, with the approval of another administrator.',
    ],
    page: (url: string) => `Sign in and find Remove keys at ${url}`,
  },
  pinDisclosed: {
    subject: 'The PIN of your security key was shown',
    paragraphs: {
      holder: (key: string, at: string) => [
        `The PIN of the security key ${key} was shown on ${at} to somebody signed in as you.`,
        'If that was you, there is nothing to do. If it was not, tell your administrator at once and do not use the key.',
      ],
      operator: (key: string, at: string) => [
        `The PIN of the security key ${key} was shown on ${at} to the colleague who set the key up, so that they can tell you.`,
        'Choose a PIN of your own when you first use the key. If nobody has told you this PIN, tell your administrator.',
      ],
      letter: (key: string, at: string) => [
        `The letter with the PIN of the security key ${key} was printed on ${at}. It cannot be printed again.`,
        'If it does not reach you, or reaches you opened, tell your administrator and do not use the key.',
      ],
    },
    page: (url: string) => `Your keys are listed under My keys at ${url}`,
  },
  invitation: {
    subject: 'Set up your security key',
    reminder: 'Your security key is not set up yet',
    paragraphs: (until: string) => [
      `You are invited to set up a security key for your account yourself. The invitation ends on ${until}.`,
    ],
    by: (name: string, message: string) => `${name} writes: ${message}`,
    message: (message: string) => `A word from your service desk: ${message}`,
    pass: {
      operator:
        'To sign in you need an access pass that works once. Your service desk tells it to you in a call or in person, never in a mail. Give it to nobody.',
      manager:
        'To sign in you need an access pass that works once. Your manager tells it to you in a call or in person, never in a mail. Give it to nobody.',
    },
    page: (url: string) =>
      `Have the key and a computer with Chrome or Edge at hand, and type the address yourself or open ${url}`,
  },
  passToHandOver: {
    subject: 'An access pass waits for you to hand it over',
    paragraphs: (person: string) => [
      `${person} is invited to set up a security key. They sign in with an access pass that works once. It is shown to you alone, once.`,
      'Tell it to them in a call or in person. Make sure that it is them: whoever has the pass can sign in as them. Never write it into a mail or a chat.',
    ],
    page: (url: string) => `See it under My keys at ${url}`,
  },
  approvalAsked: {
    subject: 'Keywright: an approval is asked for',
    actions: {
      startEnrolment: 'Somebody asks to enrol a key for a person with power in the directory.',
      showPinToOperator: 'Somebody asks to be shown the PIN of a key, to tell its holder.',
      printPin: 'Somebody asks to print the letter with the PIN of a key.',
      printBatchLetters: 'Somebody asks to print the letters with the PINs of a batch.',
      createProfile: 'Somebody asks to add a profile.',
      editProfile: 'Somebody asks to change a profile.',
      retireProfile: 'Somebody asks to retire a profile.',
      changeScope: 'Somebody asks to change for whom operators may act.',
      removeKeys: 'Somebody asks to remove many keys, or the last one that works for somebody.',
    },
    facts: (at: string, actor: string, holder: string, approval: string) => [
      `To be decided until: ${at}`,
      `Who asks (object id): ${actor}`,
      `About whom (object id): ${holder}`,
      `Request: ${approval}`,
    ],
    next: 'Another administrator than who asks approves or refuses it, after looking at what exactly will happen.',
    page: (url: string) => `Sign in and see it under Approvals at ${url}`,
  },
  posture: {
    subject: 'Keywright: the tenant is not set up as it should be',
    isGoodAgain: 'Keywright: the tenant is as it should be again',
    checks: {
      permissions: 'The permissions of the application',
      secrets: 'Client secrets of the application',
      credential: 'Certificates and other credentials of the application',
      owners: 'Owners of the application',
      conditionalAccess: 'The Conditional Access policy behind the authentication context',
      canary: 'The canary account in the restricted administrative unit',
    },
    states: {
      ok: 'It is as it should be again. There is nothing to do.',
      attention:
        'It needs attention: something is there that should not be, or ends soon. Find out who changed it, and whether they were allowed to.',
      broken:
        'It is broken: what Keywright relies on is not in force any more, or works no longer. Look into it now.',
      unknown:
        'Keywright cannot look at it any more: a permission was taken away, or the registration is not found. Find out who did that, and why.',
    },
    facts: (check: string, at: string) => `${check}: looked at on ${at}.`,
    next: 'What was found, what was expected and the next step are on the page Readiness. Each change is mailed once.',
    page: (url: string) => `Sign in and see it at ${url}`,
  },
  removalStarted: {
    subject: 'Keywright: many keys are about to be removed',
    facts: (count: string, at: string, actor: string, removal: string) => [
      `Somebody has started to remove security keys: ${count}. The first one goes on ${at}.`,
      `Who started it (object id): ${actor}`,
      `Removal: ${removal}`,
    ],
    next: 'If this is not meant to be, stop it. Any operator or administrator can, until then and while it goes on; what is gone by then is gone.',
    page: (url: string) => `Sign in and press Stop under Remove keys at ${url}`,
  },
  alert: {
    subject: 'Keywright: somebody should look into this',
    reasons: {
      wrongPerson: 'Somebody asked for the PIN of a key that is not theirs to see. It was refused.',
      askedAgain: 'A PIN was asked for again after it had been seen. It was refused.',
      shownAgain:
        'A PIN was shown a second or third time, because the page that asked first never said that it was seen.',
      passWrongPerson:
        'Somebody asked for an access pass that is not theirs to see. It was refused.',
      passAskedAgain: 'An access pass was asked for again after it had been seen. It was refused.',
      passShownAgain:
        'An access pass was shown a second or third time, because the page that asked first never said that it was seen.',
      keyLost:
        'Somebody said that they lost a key. It was taken out of Entra, or is being taken out.',
      notMe:
        'Somebody said of what was done to their keys: this was not me. The key was taken out of Entra, or is being taken out. An operator may have been suspended.',
    },
    facts: (at: string, actor: string, holder: string, enrolment: string) => [
      `When: ${at}`,
      `Who asked (object id): ${actor}`,
      `Whose key or pass (object id): ${holder}`,
      `Enrolment, invitation or number: ${enrolment}`,
    ],
    next: 'The audit log has every request. The same alert about the same enrolment is mailed at most once an hour.',
  },
} as const;

type Words<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : T extends (...values: infer A) => readonly string[]
      ? (...values: A) => readonly string[]
      : { readonly [K in keyof T]: Words<T[K]> };

/** The notices' words in any language. */
export type MailMessages = Words<typeof mailMessagesEn>;
