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

/** The profiles a fresh installation starts with, the default first. */
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
];
