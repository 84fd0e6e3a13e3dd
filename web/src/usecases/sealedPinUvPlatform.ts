import type { ActionView, SealedPin } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { equal } from '#shared/bytes/equal.ts';
import type {
  CoseEcdhKey,
  PeerKeyAgreement,
  PinUvPlatform,
} from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { AppError } from '#shared/failure/appError.ts';

/** The sealed members of `setPin`. */
export type SealedNewPin = NonNullable<Extract<ActionView, { kind: 'setPin' }>['sealed']>;

/** What {@link createSealedPinUvPlatform} needs. */
export interface SealedPinUvPlatformParts {
  readonly sealed: SealedPin | SealedNewPin;
  /** The key agreement that the backend was told of, and computed `sealed` for. */
  readonly peer: PeerKeyAgreement;
  /** `POST …/pin-auth`: base64url in and out. */
  readonly pinAuth: (encryptedToken: string, message: string) => Promise<string>;
}

const UNCOMPRESSED_POINT = 0x04;

/**
 * The platform side of the PIN/UV protocol for a PIN that only the backend knows. Members that come from the PIN arrived
 * with the action; messages are authenticated by the backend, which alone can decrypt the token.
 * Every method throws AppError `pin_session_lost` for another key agreement than the backend's: the key made a new one
 * and has to be read again.
 * @see CTAP 2.3 §6.5.5; design §1.3
 */
export function createSealedPinUvPlatform(parts: SealedPinUvPlatformParts): PinUvPlatform {
  const { sealed, peer: agreed, pinAuth } = parts;

  function platformKey(peer: PeerKeyAgreement): CoseEcdhKey {
    if (
      peer.protocol !== sealed.protocol ||
      peer.protocol !== agreed.protocol ||
      !equal(peer.publicKey, agreed.publicKey)
    ) {
      throw new AppError('pin_session_lost', 'The key made another key agreement since');
    }
    const { x, y } = sealed.keyAgreement;
    return concat(Uint8Array.of(UNCOMPRESSED_POINT), fromBase64Url(x), fromBase64Url(y));
  }

  return {
    async setPin(peer) {
      const keyAgreement = platformKey(peer);
      if (!('newPinEnc' in sealed)) throw new TypeError('This action sets no PIN');
      return {
        keyAgreement,
        newPinEnc: fromBase64Url(sealed.newPinEnc),
        pinUvAuthParam: fromBase64Url(sealed.pinUvAuthParam),
      };
    },
    async changePin() {
      throw new TypeError('A sealed PIN is not changed here');
    },
    async pinHash(peer) {
      const keyAgreement = platformKey(peer);
      if (!('pinHashEnc' in sealed)) throw new TypeError('This action takes no token');
      return { keyAgreement, pinHashEnc: fromBase64Url(sealed.pinHashEnc) };
    },
    async keyAgreement(peer) {
      return { keyAgreement: platformKey(peer) };
    },
    async authenticate(peer, encryptedToken, message) {
      platformKey(peer);
      return fromBase64Url(await pinAuth(toBase64Url(encryptedToken), toBase64Url(message)));
    },
  };
}
