import type { FailureCode } from '#shared/failure/codes.ts';
import { digits } from './numbers.en.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const time = (instant: string) => clock.format(new Date(instant));

/** Words of the guide to Microsoft's own page, for people who have never held a security key. */
export const guidedMessages = {
  title: 'Register a security key',
  tab: 'Register a key',
  loading: 'Reading how it stands…',
  intro: {
    holder:
      'A security key is a small device that you sign in with. You register it on a page of Microsoft’s; this page tells you how and checks what arrives. Any browser will do, and it takes about five minutes.',
    operator:
      'The person registers the key themself, on a page of Microsoft’s. This page tells them how and checks what arrives. Any browser will do.',
  },
  needs: 'You need the security key, and something that Microsoft asks you to sign in with now.',
  forWhom: 'For whom',
  noPerson: 'First choose at the Station for whom the key is.',
  toStation: 'To the Station',
  how: 'Which key',
  noProfiles: 'No kind of key can be registered like this here',
  noProfilesText: 'Ask your administrator: a profile has to accept Microsoft’s own page as a way.',
  models: (names: readonly string[]) => `Only these models are taken: ${names.join(', ')}.`,
  begin: 'Begin',
  beginAgain: 'Register another key',

  stepsTitle: 'What to do',
  microsoftPage: 'Open Microsoft’s page',
  newTab: 'opens in a new tab',
  account: {
    holder: (upn: string) => `If it asks you to sign in, sign in as ${upn}.`,
    operator: (upn: string) =>
      `Not in this window: you are signed in here as yourself. Let them open it on their own device, or in a private window of this computer, and sign in as ${upn}.`,
  },
  address: 'Copy the address',
  copied: 'Copied',
  steps: {
    ready: {
      title: 'Have the new key at hand',
      text: 'Leave it unplugged until the browser asks for it. Register nothing else meanwhile, or you are asked which one it is.',
    },
    open: { title: 'Open Microsoft’s page' },
    add: {
      title: 'Choose “Add sign-in method”, then “Security key”',
      text: 'Say that it is a USB device, or NFC if you hold the key against a phone.',
    },
    follow: {
      title: 'Do what the browser says',
      text: 'Plug the key in. Choose a PIN of at least six digits if it has none, and remember it: nobody else knows it. Touch the key when it blinks. Where the browser offers to save a passkey on this computer or a phone, choose the security key instead.',
    },
    back: {
      title: 'Give it a name, and come back here',
      text: 'The key shows here by itself within a minute.',
    },
  },

  state: 'Now',
  watching: 'Waiting for the new key to appear',
  watchingText: (until: string) => `We look in Entra every few seconds, until ${time(until)}.`,
  over: 'Ten minutes are over',
  overText: (until: string) =>
    `No new key has appeared. If it is registered by now, or you need more time, let us look again. After ${time(until)} you have to begin anew.`,
  lookAgain: 'Look again',
  stop: 'Stop looking',
  choose: 'Two new keys appeared: which one is it?',
  chooseMany: (count: number) => `${digits(count)} new keys appeared: which one is it?`,
  chooseText:
    'Pick the one that was registered just now. The others stay as they are. If none is, stop looking.',
  chooseLabel: 'New keys',
  thisOne: 'This is it',
  unnamed: 'Without a name',
  unknownModel: 'Unknown model',
  added: (at: string) => `added at ${time(at)}`,
  found: (model: string) => `Found: ${model}`,
  foundText: 'It is being checked.',
  removing: 'It is not allowed and is being removed from Entra again.',
  done: {
    holder: 'You can sign in with it from now on. Keep its PIN to yourself.',
    operator: 'They can sign in with it from now on.',
  },
  registeredAs: 'In Entra it is called',
  leftOut: (items: string) => `Nobody can set this on Microsoft’s page: ${items}.`,
  leftOutItems: {
    alwaysUv: 'asking for the PIN every time',
    enterpriseAttestation: 'naming its serial number',
    minPinLength: 'a minimum PIN length',
    forcePinChange: 'a forced change of the PIN',
  },
  flagged: (model: string) => `${model} is registered, but it is not allowed`,
  flaggedText:
    'It stays in Entra, and your administrator can see that it is there. Get a key that is allowed, and have this one removed.',
  lastKept: {
    holder:
      'It stays in Entra: without it you may have no key to sign in with. Set up a key that is allowed. Your administrator can see that this one is there, and has it removed after that.',
    operator:
      'It was to be removed from Entra and stays: without it no key would be left that surely works. Enrol a key that is allowed, with a profile that removes old ones. Where lastMethod is switched on, you can ask for the exception under Remove keys instead.',
  },
  keptText: 'It was to be removed from Entra, but could not be. Your administrator can see that.',
  removed: (model: string) => `${model} was removed again`,
  removedText:
    'It is not registered any more and signs nobody in. What is left of it on the key does no harm.',
  why: {
    model_not_allowed: 'Keys of this model are not taken here, or it is not a security key.',
    attestation_untrusted: 'Nobody vouches for the make and model of this key.',
    key_not_expected: 'Your invitation is for a key of another model.',
  } as Partial<Record<FailureCode, string>>,
  invited: {
    ends: 'You were invited to set this key up: once it is registered and allowed, your invitation is done.',
    model: (model: string) => `It has to be a ${model}. No other model counts.`,
    serial: (serial: string) =>
      `Your key is the one with the number ${serial} on it. Nobody can check that number on Microsoft’s page: look at the key yourself before you begin.`,
    staysOpen: 'Your invitation stays open: you can begin again.',
    goOn: 'How to sign in from now on',
  },
  ended: {
    cancelled: 'Nobody looks for a new key now',
    no_new_key: 'No new key appeared',
  } as Partial<Record<FailureCode, string>>,
  endedText: 'What was registered on Microsoft’s page meanwhile stays there.',
  myKeys: 'To My keys',
} as const;
