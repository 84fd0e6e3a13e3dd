import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type ConfigOperations, createConfigOperations } from './client/configOperations.ts';
import {
  type CredentialOperations,
  createCredentialOperations,
} from './client/credentialOperations.ts';
import { findExcludedPart, splitExcludeList } from './client/excludeList.ts';
import { createKeySession, type KeySession } from './client/keySession.ts';
import { replacePin, setFirstPin } from './client/pinOperations.ts';
import {
  createTokenSource,
  type OptionalAuth,
  type TokenAuth,
  type TokenSource,
} from './client/tokenSource.ts';
import {
  getPinRetries,
  getUvRetries,
  type PinRetries,
  type TokenScope,
} from './commands/clientPin.ts';
import {
  type GetAssertionParameters,
  type GetAssertionResponse,
  getAssertion,
  getNextAssertion,
} from './commands/getAssertion.ts';
import type { GetInfo } from './commands/getInfo.ts';
import {
  type MakeCredentialParameters,
  type MakeCredentialResponse,
  makeCredential,
} from './commands/makeCredential.ts';
import { resetAuthenticator } from './commands/reset.ts';
import { selectAuthenticator } from './commands/selection.ts';
import type { CtapCallOptions } from './ctapCall.ts';
import { pinProtocol, supportsSelection } from './features.ts';
import type { CtapHidChannel } from './hid/ctapHidChannel.ts';
import { PIN_UV_AUTH_PERMISSION, type PinUvAuthToken } from './pinuv/pinUvAuthToken.ts';
import type { PeerKeyAgreement, PinUvPlatform } from './pinuv/pinUvPlatform.ts';

/**
 * One security key, by what a person wants of it. Start an operation when the one before has ended. A client lasts as
 * long as the key stays plugged in; make a new one, with a new channel, after that.
 * Failures of every operation: CtapError, TransportError, CtapHidError, CborError, CryptoError by their codes. A wrong PIN
 * is CtapError `pin_invalid` with `pinRetries`, and is never tried again; after `pin_auth_blocked` no PIN is sent.
 */
export interface CtapClient extends ConfigOperations, CredentialOperations {
  /** What the key is, read again only after something was changed or where `fresh` is true. `key_without_fido2`. */
  getInfo(options?: CtapCallOptions & { readonly fresh?: boolean }): Promise<GetInfo>;
  /** Costs no attempt. */
  pinRetries(options?: CtapCallOptions): Promise<PinRetries>;
  uvRetries(options?: CtapCallOptions): Promise<number>;
  /**
   * The key's side of the key agreement that the next operations use, for a platform that is elsewhere. Changes after a
   * wrong PIN. `key_without_pin_support`.
   */
  keyAgreement(options?: CtapCallOptions): Promise<PeerKeyAgreement>;
  /** Puts the first PIN on the key. `pin_auth_invalid`: it has one already. */
  setPin(input: { readonly platform: PinUvPlatform }, options?: CtapCallOptions): Promise<void>;
  changePin(input: { readonly platform: PinUvPlatform }, options?: CtapCallOptions): Promise<void>;
  /** A token for a caller's own request; the operations here take their own. `pin_change_required`. */
  acquireToken(input: TokenAuth & TokenScope, options?: CtapCallOptions): Promise<PinUvAuthToken>;
  /** An excludeList of any length is looked through; `credential_excluded` comes after a touch. */
  makeCredential(
    input: OptionalAuth & MakeCredentialParameters,
    options?: CtapCallOptions,
  ): Promise<MakeCredentialResponse>;
  getAssertion(
    input: OptionalAuth & GetAssertionParameters,
    options?: CtapCallOptions,
  ): Promise<GetAssertionResponse>;
  getNextAssertion(options?: CtapCallOptions): Promise<GetAssertionResponse>;
  /** Waits for a touch of this key; `command_unsupported` before CTAP 2.1. */
  select(options?: CtapCallOptions): Promise<void>;
  /** Erases the key. On some keys nothing but getInfo may come before it. */
  reset(options?: CtapCallOptions): Promise<void>;
  /** CTAPHID requests so far, channel opening included. */
  readonly requestCount: number;
}

/** What a client is made of. */
export interface CtapClientParts {
  readonly channel: Pick<CtapHidChannel, 'cbor' | 'requestCount'>;
  readonly crypto: Pick<Crypto, 'sha256'>;
  /** Told of answers in a sloppy form that were read nevertheless, by command number. */
  readonly onSloppyCbor?: ((command: number) => void) | undefined;
}

/** Makes the client of one plugged-in key. Nothing is sent until the first operation. */
export function createCtapClient(parts: CtapClientParts): CtapClient {
  const session = createKeySession(parts.channel, parts.onSloppyCbor);
  return clientOf(parts, session, createTokenSource(session));
}

/** The client of a session that more operations share. */
export function clientOf(
  { channel, crypto }: CtapClientParts,
  session: KeySession,
  tokens: TokenSource,
): CtapClient {
  async function requireProtocol(options?: CtapCallOptions) {
    const protocol = pinProtocol(await session.info(options));
    if (protocol === undefined) {
      throw new AppError('key_without_pin_support', 'The key has no PIN/UV protocol we know');
    }
    return protocol;
  }

  return {
    ...createConfigOperations(session, tokens),
    ...createCredentialOperations(session, tokens, crypto),

    getInfo: (options) => session.currentInfo(options, options?.fresh),

    async pinRetries(options) {
      const protocol = await requireProtocol(options);
      return getPinRetries(session.link(), protocol, options);
    },

    async uvRetries(options) {
      const protocol = await requireProtocol(options);
      return getUvRetries(session.link(), protocol, options);
    },

    keyAgreement: (options) => session.peer(options),
    setPin: ({ platform }, options) => setFirstPin(session, platform, options),
    changePin: ({ platform }, options) => replacePin(session, platform, options),
    acquireToken: ({ permissions, rpId, ...auth }, options) =>
      tokens.acquire(auth, { permissions, rpId }, options),

    async makeCredential(input, options) {
      const parts = splitExcludeList(input.excludeList ?? [], await session.info(options));
      const mustLook = parts.length > 1;
      const scope = {
        permissions:
          PIN_UV_AUTH_PERMISSION.makeCredential |
          (mustLook ? PIN_UV_AUTH_PERMISSION.getAssertion : 0),
        rpId: input.rp.id,
      };
      session.markChanged();
      return tokens.withToken(authOf(input), scope, options, async (token) => {
        const link = session.link();
        const found = mustLook
          ? await findExcludedPart(link, input.rp.id, parts, token, options)
          : undefined;
        return makeCredential(link, { ...input, excludeList: found ?? parts[0] }, token, options);
      });
    },

    async getAssertion(input, options) {
      await session.info(options);
      const scope = { permissions: PIN_UV_AUTH_PERMISSION.getAssertion, rpId: input.rpId };
      return tokens.withToken(authOf(input), scope, options, (token) =>
        getAssertion(session.link(), input, token, options),
      );
    },

    getNextAssertion: (options) => getNextAssertion(session.link(), options),
    async select(options) {
      // Asked first: vfido falls silent for good over a command it does not know.
      if (!supportsSelection(await session.info(options))) {
        throw new AppError('command_unsupported', 'The key has no authenticatorSelection');
      }
      await selectAuthenticator(session.link(), options);
    },

    async reset(options) {
      session.forgetKeyAgreement();
      session.markChanged();
      await resetAuthenticator(session.link(), options);
      session.pinBlocked = undefined;
    },

    get requestCount() {
      return channel.requestCount;
    },
  };
}

function authOf({ platform, by }: OptionalAuth): TokenAuth | undefined {
  return platform && { platform, by };
}
