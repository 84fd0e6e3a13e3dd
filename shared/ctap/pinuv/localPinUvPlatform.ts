import { concat } from '#shared/bytes/concat.ts';
import { toHex } from '#shared/bytes/hex.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import { encodePin, padPin } from './pinPolicy.ts';
import {
  createPinUvAuthProtocol,
  type Encapsulation,
  type PinUvAuthProtocol,
} from './pinUvAuthProtocol.ts';
import type { PeerKeyAgreement, PinUvPlatform } from './pinUvPlatform.ts';

/** What {@link createLocalPinUvPlatform} needs. */
export interface LocalPinUvPlatformParts {
  readonly crypto: Crypto;
  /** The PIN the key has, or is to have where `newPin` is left out. None is needed for tokens by fingerprint. */
  readonly pin?: string | undefined;
  /** The PIN that setPIN and changePIN put on the key. */
  readonly newPin?: string | undefined;
}

/** A {@link PinUvPlatform} in this process. */
export interface LocalPinUvPlatform extends PinUvPlatform {
  /** Overwrites every shared secret and forgets the PINs. What is called later is a TypeError. */
  dispose(): void;
}

const PIN_HASH_BYTES = 16;

/** A session with one peer: the protocol and what was agreed on. */
interface Session extends Encapsulation {
  readonly protocol: PinUvAuthProtocol;
}

/**
 * The platform side of the PIN/UV protocol where the PIN is known here: a person typed it into the page.
 * @see CTAP 2.3 §6.5.5.5 (setPIN), §6.5.5.6 (changePIN), §6.5.5.7 (tokens)
 */
export function createLocalPinUvPlatform(parts: LocalPinUvPlatformParts): LocalPinUvPlatform {
  const { crypto } = parts;
  const sessions = new Map<string, Session>();
  let pins: { pin: string | undefined; newPin: string | undefined } | undefined = {
    pin: parts.pin,
    newPin: parts.newPin,
  };

  function sessionWith(peer: PeerKeyAgreement): Session {
    if (pins === undefined) {
      throw new TypeError('The PIN platform was disposed of');
    }
    const name = `${peer.protocol}:${toHex(peer.publicKey)}`;
    const known = sessions.get(name);
    if (known !== undefined) {
      return known;
    }
    const protocol = createPinUvAuthProtocol(peer.protocol, crypto);
    const session = { protocol, ...protocol.encapsulate(peer.publicKey) };
    sessions.set(name, session);
    return session;
  }

  function requirePin(pin: string | undefined): string {
    if (pin === undefined) {
      throw new TypeError('The PIN platform was made without this PIN');
    }
    return pin;
  }

  function encryptNewPin({ protocol, sharedSecret }: Session, pin: string): Uint8Array {
    const padded = padPin(pin);
    const newPinEnc = protocol.encrypt(sharedSecret, padded);
    padded.fill(0);
    return newPinEnc;
  }

  function encryptPinHash({ protocol, sharedSecret }: Session, pin: string): Uint8Array {
    const bytes = encodePin(pin);
    const hash = crypto.sha256(bytes);
    const pinHashEnc = protocol.encrypt(sharedSecret, hash.subarray(0, PIN_HASH_BYTES));
    bytes.fill(0);
    hash.fill(0);
    return pinHashEnc;
  }

  return {
    async setPin(peer) {
      const session = sessionWith(peer);
      const newPinEnc = encryptNewPin(session, requirePin(pins?.newPin ?? pins?.pin));
      return {
        keyAgreement: session.platformPublicKey,
        newPinEnc,
        pinUvAuthParam: session.protocol.authenticate(session.sharedSecret, newPinEnc),
      };
    },

    async changePin(peer) {
      const session = sessionWith(peer);
      const newPinEnc = encryptNewPin(session, requirePin(pins?.newPin));
      const pinHashEnc = encryptPinHash(session, requirePin(pins?.pin));
      const message = concat(newPinEnc, pinHashEnc);
      return {
        keyAgreement: session.platformPublicKey,
        pinHashEnc,
        newPinEnc,
        pinUvAuthParam: session.protocol.authenticate(session.sharedSecret, message),
      };
    },

    async pinHash(peer) {
      const session = sessionWith(peer);
      const pinHashEnc = encryptPinHash(session, requirePin(pins?.pin));
      return { keyAgreement: session.platformPublicKey, pinHashEnc };
    },

    async keyAgreement(peer) {
      return { keyAgreement: sessionWith(peer).platformPublicKey };
    },

    async authenticate(peer, encryptedToken, message) {
      const { protocol, sharedSecret } = sessionWith(peer);
      const token = protocol.decrypt(sharedSecret, encryptedToken);
      checkTokenLength(protocol, token);
      const pinUvAuthParam = protocol.authenticate(token, message);
      token.fill(0);
      return pinUvAuthParam;
    },

    dispose() {
      for (const { sharedSecret } of sessions.values()) {
        sharedSecret.fill(0);
      }
      sessions.clear();
      pins = undefined;
    },
  };
}

/** CTAP 2.0 left the length of protocol one's token open; protocol two has 32 bytes. */
function checkTokenLength(protocol: PinUvAuthProtocol, token: Uint8Array): void {
  const isRight = token.length === 32 || (protocol.id === 1 && token.length === 16);
  if (!isRight) {
    throw new AppError('response_invalid', `The key sent a token of ${token.length} bytes`);
  }
}
