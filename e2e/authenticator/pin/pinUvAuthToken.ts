import { StatusError } from '../ctapStatus.ts';
import type { Clock, RandomBytes } from '../ports.ts';
import { pinProtocol } from './pinProtocols.ts';

/** Permission bits of a pinUvAuthToken (CTAP 2.1 §6.5.5.7). */
export const PERMISSION = {
  mc: 0x01,
  ga: 0x02,
  cm: 0x04,
  be: 0x08,
  lbw: 0x10,
  acfg: 0x20,
  pcmr: 0x40,
} as const;

export type Permission = keyof typeof PERMISSION;

const TOKEN_BYTES = 32;
/** A token unused this long after it was handed out is dead. */
const INITIAL_USAGE_LIMIT_MS = 30_000;
/** A token is dead this long after it was handed out, used or not. */
const MAX_USAGE_MS = 600_000;
/** A finger that made a token counts as a touch for this long. */
const USER_PRESENT_LIMIT_MS = 30_000;

interface TokenGrant {
  readonly protocol: number;
  readonly permissions: number;
  readonly rpId: string | undefined;
  readonly userPresent: boolean;
}

interface LiveToken extends TokenGrant {
  readonly value: Uint8Array;
  readonly issuedAt: number;
  used: boolean;
  permissions: number;
  rpId: string | undefined;
  userVerified: boolean;
  userPresent: boolean;
}

interface TokenCheck {
  readonly protocol: number;
  readonly message: Uint8Array;
  readonly param: Uint8Array;
  readonly permission: Permission;
}

/** The one pinUvAuthToken a key has in use at a time, with everything that limits it (CTAP 2.1 §6.5.2.1). */
export interface TokenState {
  issue(grant: TokenGrant): Uint8Array;
  /** Makes every token handed out so far worthless. */
  reset(): void;
  /** @throws StatusError PIN_AUTH_INVALID: no token, expired, wrong protocol, signature or permission. */
  verify(check: TokenCheck): void;
  /** The RP the token is bound to. */
  rpId(): string | undefined;
  /** Binds an unbound token to an RP, refuses another RP. @throws StatusError PIN_AUTH_INVALID */
  bind(rpId: string): void;
  userVerified(): boolean;
  userPresent(): boolean;
  /** After a touch was used: no presence, no verification, no permission but writing large blobs is left. */
  spend(): void;
}

/** @param legacy  a CTAP 2.0 token: no permissions, no lifetime, the same until the power goes. */
export function createTokenState(clock: Clock, random: RandomBytes, legacy: boolean): TokenState {
  let token: LiveToken | undefined;
  let legacyValue = random(TOKEN_BYTES);

  const live = (): LiveToken | undefined => {
    if (token === undefined || legacy) return token;
    const age = clock.now() - token.issuedAt;
    if (age >= MAX_USAGE_MS || (!token.used && age >= INITIAL_USAGE_LIMIT_MS)) token = undefined;
    return token;
  };

  return {
    issue(grant) {
      const value = legacy ? legacyValue : random(TOKEN_BYTES);
      token = { ...grant, value, issuedAt: clock.now(), used: false, userVerified: true };
      return value;
    },
    reset() {
      token = undefined;
      legacyValue = random(TOKEN_BYTES);
    },
    verify({ protocol, message, param, permission }) {
      const current = live();
      const known = pinProtocol(protocol);
      if (
        current === undefined ||
        known === undefined ||
        (current.protocol !== protocol && !legacy) ||
        !known.verify(current.value, message, param) ||
        (!legacy && (current.permissions & PERMISSION[permission]) === 0)
      ) {
        throw new StatusError('PIN_AUTH_INVALID');
      }
      current.used = true;
    },
    rpId: () => live()?.rpId,
    bind(rpId) {
      const current = live();
      if (current === undefined || legacy) return;
      if (current.rpId !== undefined && current.rpId !== rpId) {
        throw new StatusError('PIN_AUTH_INVALID');
      }
      current.rpId = rpId;
    },
    userVerified: () => live()?.userVerified ?? false,
    userPresent() {
      const current = live();
      return (
        current?.userPresent === true && clock.now() - current.issuedAt < USER_PRESENT_LIMIT_MS
      );
    },
    spend() {
      if (token === undefined || legacy) return;
      token.userPresent = false;
      token.userVerified = false;
      token.permissions &= PERMISSION.lbw;
    },
  };
}
