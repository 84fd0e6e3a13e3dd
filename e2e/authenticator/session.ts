import type { CborValue } from '#shared/cbor/cborValue.ts';
import { createKeyAgreement, type KeyAgreement } from './crypto/keyAgreement.ts';
import { createTokenState, type TokenState } from './pin/pinUvAuthToken.ts';
import type { Clock, RandomBytes } from './ports.ts';
import type { Profile } from './profiles/profile.ts';

/** What a follow-up command (getNextAssertion, enumerate…GetNext…) hands out, one at a time. */
export interface Enumeration {
  readonly kind: 'assertions' | 'rps' | 'credentials';
  readonly items: (() => CborValue)[];
  lastUsedAt: number;
}

interface FingerEnrolment {
  readonly templateId: Uint8Array;
  readonly finger: string;
  remainingSamples: number;
}

interface LargeBlobWrite {
  readonly data: Uint8Array;
  filled: number;
}

/** What a key forgets when the power goes. */
export interface Session {
  readonly poweredAt: number;
  readonly token: TokenState;
  /** Wrong PINs in a row since power-up; three block the PIN until the next power-up. */
  pinMismatches: number;
  enumeration: Enumeration | undefined;
  fingerEnrolment: FingerEnrolment | undefined;
  largeBlobWrite: LargeBlobWrite | undefined;
  /** A command that changes state was seen: too late for a reset on some models. */
  statefulCommandSeen: boolean;
  /** Set on models whose token is dead after one configuration call. */
  configTokenDead: boolean;
  /** One key agreement per PIN protocol, the same until a wrong PIN or a power cycle. */
  keyAgreement(protocol: number): KeyAgreement;
}

export function createSession(profile: Profile, clock: Clock, random: RandomBytes): Session {
  const agreements = new Map<number, KeyAgreement>();
  const legacy = profile.info.options['pinUvAuthToken'] !== true;
  return {
    poweredAt: clock.now(),
    token: createTokenState(clock, random, legacy),
    pinMismatches: 0,
    enumeration: undefined,
    fingerEnrolment: undefined,
    largeBlobWrite: undefined,
    statefulCommandSeen: false,
    configTokenDead: false,
    keyAgreement(protocol) {
      const known = agreements.get(protocol);
      if (known !== undefined) return known;
      const made = createKeyAgreement(random);
      agreements.set(protocol, made);
      return made;
    },
  };
}
