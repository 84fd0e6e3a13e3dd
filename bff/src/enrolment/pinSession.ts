import { joinEnvelope, openEnvelope, sealEnvelope, splitEnvelope } from '#bff/escrow/envelope.ts';
import { escrowKeyName } from '#bff/escrow/pinEscrow.ts';
import type { PeerKeyAgreementJson } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { encodePin, padPin } from '#shared/ctap/pinuv/pinPolicy.ts';
import {
  createPinUvAuthProtocol,
  type PinUvAuthProtocol,
} from '#shared/ctap/pinuv/pinUvAuthProtocol.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/** The platform side of the PIN protocol for one plug of a key, where the PIN is sealed. */
interface PinSession {
  readonly protocol: PinUvAuthProtocol;
  /** 65 bytes: 0x04, X, Y. */
  readonly platformPublicKey: Uint8Array;
  readonly sharedSecret: Uint8Array;
}

const UNCOMPRESSED_POINT = 0x04;
const COORDINATE_BYTES = 32;
const PUBLIC_KEY_BYTES = 1 + 2 * COORDINATE_BYTES;
const PIN_HASH_BYTES = 16;
const PURPOSE = 'pin-session';

/** The members of a token request that come from the sealed PIN, base64url. */
export async function sealedPinHash(parts: EnrolmentParts, open: OpenEnrolment) {
  return withPin(parts, open, (session, pin) => {
    const bytes = encodePin(pin);
    const hash = parts.crypto.sha256(bytes);
    const pinHashEnc = session.protocol.encrypt(
      session.sharedSecret,
      hash.subarray(0, PIN_HASH_BYTES),
    );
    bytes.fill(0);
    hash.fill(0);
    return { ...publicMembers(session), pinHashEnc: toBase64Url(pinHashEnc) };
  });
}

/** The members of setPIN that come from the sealed PIN, base64url. @see CTAP 2.3 §6.5.5.5 */
export async function sealedNewPin(parts: EnrolmentParts, open: OpenEnrolment) {
  return withPin(parts, open, (session, pin) => {
    const padded = padPin(pin);
    const newPinEnc = session.protocol.encrypt(session.sharedSecret, padded);
    padded.fill(0);
    const pinUvAuthParam = session.protocol.authenticate(session.sharedSecret, newPinEnc);
    return {
      ...publicMembers(session),
      newPinEnc: toBase64Url(newPinEnc),
      pinUvAuthParam: toBase64Url(pinUvAuthParam),
    };
  });
}

/**
 * Authenticates a message with a token that the key sent encrypted under this session.
 * @throws AppError `pin_session_lost` without a session, `request_invalid` for a token of a length that cannot be right.
 */
export function authenticateMessage(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  encryptedToken: Uint8Array,
  message: Uint8Array,
): Uint8Array {
  const session = loadSession(parts, open);
  if (session === null) throw new AppError('pin_session_lost', 'no key agreement for this plug');
  const token = decryptToken(session, encryptedToken);
  const isRightLength = token.length === 32 || (session.protocol.id === 1 && token.length === 16);
  const pinUvAuthParam = session.protocol.authenticate(token, message);
  token.fill(0);
  session.sharedSecret.fill(0);
  if (!isRightLength) throw new AppError('request_invalid', 'not the length of a token');
  return pinUvAuthParam;
}

function decryptToken({ protocol, sharedSecret }: PinSession, encrypted: Uint8Array): Uint8Array {
  try {
    return protocol.decrypt(sharedSecret, encrypted);
  } catch (cause) {
    throw new AppError('request_invalid', 'not an encrypted token', { cause });
  }
}

/** @throws AppError `pin_session_lost` when the page did not say how to reach the key; `escrow_unreadable`. */
async function withPin<T>(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  use: (session: PinSession, pin: string) => T,
): Promise<T> {
  const { key, holder } = open.state;
  const peer = open.row.keyPeer;
  if (peer === null || key === null) {
    throw new AppError('pin_session_lost', 'the key’s side of the key agreement is not known');
  }
  const session = loadSession(parts, open) ?? (await agree(parts, open, peer));
  const pin = await parts.escrow.open(open.queries, {
    enrolmentId: open.id,
    holderId: holder.id,
    keyName: escrowKeyName(key.identity),
  });
  const made = use(session, pin.reveal());
  session.sharedSecret.fill(0);
  return made;
}

/** Makes a key pair for this plug and keeps what was agreed, sealed: any backend can answer the next request. */
async function agree(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  peer: PeerKeyAgreementJson,
): Promise<PinSession> {
  const protocol = createPinUvAuthProtocol(peer.protocol, parts.crypto);
  const { platformPublicKey, sharedSecret } = protocol.encapsulate(peerPoint(peer));
  const plain = concat(Uint8Array.of(protocol.id), platformPublicKey, sharedSecret);
  const envelope = sealEnvelope(parts.masterKey.reveal(), plain, contextOf(parts, open));
  plain.fill(0);
  await open.setSession({ pinSession: joinEnvelope(envelope) });
  return { protocol, platformPublicKey, sharedSecret };
}

function loadSession(parts: EnrolmentParts, open: OpenEnrolment): PinSession | null {
  const kept = open.row.pinSession;
  if (kept === null) return null;
  const plain = openEnvelope(parts.masterKey.reveal(), splitEnvelope(kept), contextOf(parts, open));
  const session = {
    protocol: createPinUvAuthProtocol(plain[0] === 1 ? 1 : 2, parts.crypto),
    platformPublicKey: plain.slice(1, 1 + PUBLIC_KEY_BYTES),
    sharedSecret: plain.slice(1 + PUBLIC_KEY_BYTES),
  };
  plain.fill(0);
  return session;
}

function contextOf(parts: EnrolmentParts, open: OpenEnrolment): string[] {
  return [parts.tenantId, open.id, open.row.holderId, open.row.keySession ?? '', PURPOSE];
}

/** @throws AppError `request_invalid` when the coordinates cannot be a point; CryptoError later when it is off the curve. */
function peerPoint({ publicKey }: PeerKeyAgreementJson): Uint8Array {
  const x = fromBase64Url(publicKey.x);
  const y = fromBase64Url(publicKey.y);
  if (x.length !== COORDINATE_BYTES || y.length !== COORDINATE_BYTES) {
    throw new AppError('request_invalid', 'a coordinate has 32 bytes');
  }
  return concat(Uint8Array.of(UNCOMPRESSED_POINT), x, y);
}

function publicMembers({ protocol, platformPublicKey }: PinSession) {
  const middle = 1 + COORDINATE_BYTES;
  return {
    protocol: protocol.id,
    keyAgreement: {
      x: toBase64Url(platformPublicKey.subarray(1, middle)),
      y: toBase64Url(platformPublicKey.subarray(middle)),
    },
  };
}
