import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { concat } from '#shared/bytes/concat.ts';
import { AppError } from '#shared/failure/appError.ts';

/** A secret under a data key of its own, and that key under the master key. */
export interface Envelope {
  readonly wrappedKey: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** What an envelope belongs to. It is not stored in it: who opens it has to know. */
export type EnvelopeContext = readonly (string | number)[];

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals bytes: AES-256-GCM under a fresh key, which is wrapped under the master key the same way. Both are bound to the
 * context, so that an envelope moved to another row, person or key does not open.
 */
export function sealEnvelope(
  masterKey: Uint8Array,
  plaintext: Uint8Array,
  context: EnvelopeContext,
): Envelope {
  const dataKey = randomBytes(KEY_BYTES);
  try {
    return {
      wrappedKey: encrypt(masterKey, dataKey, ['key', ...context]),
      ciphertext: encrypt(dataKey, plaintext, ['data', ...context]),
    };
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Opens an envelope. Overwrite the result after use.
 * @throws AppError `escrow_unreadable` when it was changed, belongs to another context or to another master key.
 */
export function openEnvelope(
  masterKey: Uint8Array,
  envelope: Envelope,
  context: EnvelopeContext,
): Uint8Array {
  const dataKey = decrypt(masterKey, envelope.wrappedKey, ['key', ...context]);
  try {
    return decrypt(dataKey, envelope.ciphertext, ['data', ...context]);
  } finally {
    dataKey.fill(0);
  }
}

/** An envelope in one piece, for a single column: the wrapped key has a fixed length. */
export function joinEnvelope(envelope: Envelope): Uint8Array {
  return concat(envelope.wrappedKey, envelope.ciphertext);
}

/** The inverse of {@link joinEnvelope}. */
export function splitEnvelope(bytes: Uint8Array): Envelope {
  const length = IV_BYTES + KEY_BYTES + TAG_BYTES;
  return { wrappedKey: bytes.slice(0, length), ciphertext: bytes.slice(length) };
}

/** Layout: IV, ciphertext, tag. Every key encrypts few messages, so random IVs do not meet. */
function encrypt(key: Uint8Array, plaintext: Uint8Array, context: EnvelopeContext): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(encodeContext(context));
  return concat(iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

function decrypt(key: Uint8Array, bytes: Uint8Array, context: EnvelopeContext): Uint8Array {
  try {
    const iv = bytes.subarray(0, IV_BYTES);
    const tag = bytes.subarray(bytes.length - TAG_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(encodeContext(context));
    decipher.setAuthTag(tag);
    const ciphertext = bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES);
    return concat(decipher.update(ciphertext), decipher.final());
  } catch (cause) {
    throw new AppError('escrow_unreadable', 'a sealed secret does not open', { cause });
  }
}

/** JSON keeps the members apart: no two contexts give the same bytes. */
function encodeContext(context: EnvelopeContext): Buffer {
  return Buffer.from(JSON.stringify(['keywright', ...context]), 'utf8');
}
