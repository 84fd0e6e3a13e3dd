import type { EnrolmentProfile } from './profile.ts';

const BASE = {
  version: 1,
  minPinLength: null,
  minPinLengthRpIds: [],
  alwaysUv: false,
  enterpriseAttestation: false,
  requireTrustedAttestation: false,
  allowedAaguids: [],
  displayNameTemplate: '{model} {serial}',
  oldKeys: 'keep',
} as const;

/**
 * The profiles that a database without them is given, the default first. They are its own from then on: what is changed
 * here later reaches nobody who has them, except as a new id.
 */
export const BUILT_IN_PROFILES: readonly EnrolmentProfile[] = [
  {
    ...BASE,
    id: 'new-colleague',
    name: 'New colleague',
    description:
      'A sealed random PIN that only the holder can see; they choose their own at first use.',
    reset: 'ifUsed',
    pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'holderOnly' },
    minPinLength: 6,
    forcePinChange: true,
  },
  {
    ...BASE,
    id: 'holder-present',
    name: 'Holder at the station',
    description: 'The holder types their own PIN here; nobody else learns it.',
    reset: 'ifUsed',
    pin: { source: 'typedByHolder' },
    minPinLength: 6,
    forcePinChange: false,
  },
  {
    ...BASE,
    id: 'keep-pin',
    name: 'Key that is already in use',
    description:
      'The key keeps its PIN and its other passkeys; whoever knows the PIN types it here.',
    reset: 'never',
    pin: { source: 'existing' },
    forcePinChange: false,
  },
  {
    ...BASE,
    id: 'replacement',
    name: 'Replacement',
    description: 'Like New colleague; the old keys are removed once the new one is proven.',
    reset: 'ifUsed',
    pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'holderOnly' },
    minPinLength: 6,
    forcePinChange: true,
    oldKeys: 'removeAfterProof',
  },
  {
    ...BASE,
    id: 'shipped-by-post',
    name: 'Shipped by post',
    description:
      'For a key that travels: genuine models only; its holder sees the PIN after it arrived and chooses their own.',
    reset: 'ifUsed',
    pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'holderOnly' },
    minPinLength: 6,
    forcePinChange: true,
    requireTrustedAttestation: true,
  },
  {
    ...BASE,
    id: 'sealed-letter',
    name: 'PIN by letter',
    description:
      'For people who cannot sign in before they have their key: the PIN is printed once, on a letter to fold.',
    reset: 'ifUsed',
    pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'sealedLetter' },
    minPinLength: 6,
    forcePinChange: true,
  },
  {
    ...BASE,
    id: 'operator-tells',
    name: 'PIN told by the operator',
    description:
      'The PIN is shown here once, to tell the holder in person; they choose their own at first use.',
    reset: 'ifUsed',
    pin: { source: 'random', length: 8, alphabet: 'digits', disclosure: 'operatorOnce' },
    minPinLength: 6,
    forcePinChange: true,
  },
  {
    ...BASE,
    id: 'like-the-yubico-scripts',
    name: 'Like the Yubico scripts',
    description:
      'What bulk registration with Yubico’s scripts ends in: six random digits told by the operator, changed at first use; the old keys go, but only once the new one is proven.',
    reset: 'never',
    pin: { source: 'random', length: 6, alphabet: 'digits', disclosure: 'operatorOnce' },
    minPinLength: 6,
    forcePinChange: true,
    displayNameTemplate: 'Serial: {serial} {date}',
    oldKeys: 'removeAfterProof',
  },
];
