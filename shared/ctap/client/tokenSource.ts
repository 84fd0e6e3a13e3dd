import { CtapError } from '#shared/failure/appError.ts';
import {
  getPinRetries,
  getPinToken,
  getTokenUsingPin,
  getTokenUsingUv,
  type TokenScope,
} from '../commands/clientPin.ts';
import type { CtapCallOptions } from '../ctapCall.ts';
import { supportsPinUvAuthToken } from '../features.ts';
import type { PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';
import type { PeerKeyAgreement, PinUvPlatform } from '../pinuv/pinUvPlatform.ts';
import { CTAP_STATUS } from '../status.ts';
import type { KeySession } from './keySession.ts';
import { explainPinFailure } from './pinFailure.ts';

/** How a request is authenticated: by whose PIN, or by the key's own user verification. */
export interface TokenAuth {
  readonly platform: PinUvPlatform;
  /** `uv`: a finger on the key. Default `pin`. */
  readonly by?: 'pin' | 'uv' | undefined;
}

/** The same where it may be left out: the request then goes out unauthenticated. */
export interface OptionalAuth {
  readonly platform?: PinUvPlatform | undefined;
  readonly by?: 'pin' | 'uv' | undefined;
}

/** Gets tokens, and new ones for those that a key does not take. */
export interface TokenSource {
  acquire(auth: TokenAuth, scope: TokenScope, options?: CtapCallOptions): Promise<PinUvAuthToken>;
  /**
   * Runs `use` with a new token; without `auth`, with none. If the key rejects the token (PIN_AUTH_INVALID, before it
   * does anything), agrees anew and runs it once more: some firmware gets one agreement in 200 wrong.
   */
  withToken<Result>(
    auth: TokenAuth | undefined,
    scope: TokenScope,
    options: CtapCallOptions | undefined,
    use: (token: PinUvAuthToken | undefined) => Promise<Result>,
  ): Promise<Result>;
}

/** With fewer attempts left nothing is tried again on our own: the rest belongs to the person. */
const RETRIES_TO_SPARE = 4;

/** Makes the source of tokens for one key. */
export function createTokenSource(session: KeySession): TokenSource {
  let hasTriedAgain = false;

  async function request(
    { platform, by }: TokenAuth,
    peer: PeerKeyAgreement,
    scope: TokenScope,
    options: CtapCallOptions | undefined,
  ): Promise<Uint8Array> {
    const link = session.link();
    if (by === 'uv') {
      const members = await platform.keyAgreement(peer);
      return getTokenUsingUv(link, peer.protocol, members, scope, options);
    }
    const members = await platform.pinHash(peer);
    return supportsPinUvAuthToken(await session.info(options))
      ? getTokenUsingPin(link, peer.protocol, members, scope, options)
      : getPinToken(link, peer.protocol, members, options);
  }

  /** Says whether one more attempt may be made: never twice for one plugging in, never with few attempts left. */
  async function mayTryAgain(
    auth: TokenAuth,
    peer: PeerKeyAgreement,
    options: CtapCallOptions | undefined,
  ): Promise<boolean> {
    if (hasTriedAgain || auth.by === 'uv') {
      return false;
    }
    hasTriedAgain = true;
    const { pinRetries } = await getPinRetries(session.link(), peer.protocol, options);
    return pinRetries >= RETRIES_TO_SPARE;
  }

  async function acquire(
    auth: TokenAuth,
    scope: TokenScope,
    options?: CtapCallOptions,
  ): Promise<PinUvAuthToken> {
    if (auth.by !== 'uv' && session.pinBlocked !== undefined) {
      throw session.pinBlocked;
    }
    const peer = await session.peer(options);
    try {
      const encryptedToken = await request(auth, peer, scope, options);
      return {
        protocol: peer.protocol,
        authenticate: (message) => auth.platform.authenticate(peer, encryptedToken, message),
      };
    } catch (error) {
      if (isRejection(error) && (await mayTryAgain(auth, peer, options))) {
        session.forgetKeyAgreement();
        return acquire(auth, scope, options);
      }
      throw await explainPinFailure(session, peer.protocol, error, options);
    }
  }

  return {
    acquire,
    async withToken(auth, scope, options, use) {
      if (auth === undefined) {
        return use(undefined);
      }
      const token = await acquire(auth, scope, options);
      try {
        return await use(token);
      } catch (error) {
        if (!isRejection(error) || auth.by === 'uv') {
          throw error;
        }
        session.forgetKeyAgreement();
        return use(await acquire(auth, scope, options));
      }
    },
  };
}

/** The key could not check the authentication; it has done nothing yet. */
export function isRejection(error: unknown): boolean {
  return error instanceof CtapError && error.status === CTAP_STATUS.CTAP2_ERR_PIN_AUTH_INVALID;
}
