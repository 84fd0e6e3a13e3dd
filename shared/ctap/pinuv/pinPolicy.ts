import { isWellFormed, utf8Encode } from '#shared/bytes/utf8.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/** What a new PIN must keep to on one key. */
export interface NewPinRules {
  /** The key's own minimum, in code points: getInfo's minPINLength, 4 where it is absent. */
  readonly minPinLength: number;
  /** The key's own maximum, in code points; CTAP 2.3's maxPINLength. */
  readonly maxPinLength?: number | undefined;
  /** Says whether a PIN is too easy to guess. Gets the PIN in NFC. */
  readonly isWeak?: ((pin: string) => boolean) | undefined;
}

/** CTAP 2.3 §6.5.1: no key may have a smaller minimum. */
const LEAST_PIN_CODE_POINTS = 4;
/** CTAP 2.3 §6.5.1: the padded PIN is 64 bytes and ends in at least one zero. */
const PADDED_PIN_BYTES = 64;
const MOST_PIN_BYTES = PADDED_PIN_BYTES - 1;

/**
 * Checks a new PIN before it is sent: a refused PIN costs a request, a PIN cut short by a key costs the key.
 * @returns `pin_malformed` (ends in NUL, or half of a surrogate pair), `pin_too_short`, `pin_too_long` (code points by
 * the key's maximum, or more than 63 bytes of UTF-8), `pin_weak`; undefined for a PIN that may be sent.
 * @see CTAP 2.3 §6.5.1
 */
export function checkNewPin(pin: string, rules: NewPinRules): FailureCode | undefined {
  const normalized = normalizePin(pin);
  if (!isWellFormed(normalized) || normalized.endsWith('\0')) {
    return 'pin_malformed';
  }
  const codePoints = Array.from(normalized).length;
  if (codePoints < Math.max(rules.minPinLength, LEAST_PIN_CODE_POINTS)) {
    return 'pin_too_short';
  }
  if (utf8Encode(normalized).length > MOST_PIN_BYTES) {
    return 'pin_too_long';
  }
  if (rules.maxPinLength !== undefined && codePoints > rules.maxPinLength) {
    return 'pin_too_long';
  }
  return rules.isWeak?.(normalized) ? 'pin_weak' : undefined;
}

/** Normalization Form C, so that the same PIN typed on another system gives the same bytes. @see CTAP 2.3 §6.5.1 */
export function normalizePin(pin: string): string {
  return pin.normalize('NFC');
}

/**
 * A PIN as newPinEnc wants it before encryption: UTF-8 of its NFC, then zeros to 64 bytes. Overwrite it after use.
 * @throws AppError `pin_too_long` `pin_malformed`
 * @see CTAP 2.3 §6.5.5.5
 */
export function padPin(pin: string): Uint8Array {
  const bytes = encodePin(pin);
  const padded = new Uint8Array(PADDED_PIN_BYTES);
  padded.set(bytes);
  bytes.fill(0);
  return padded;
}

/**
 * UTF-8 of a PIN's NFC, at most 63 bytes. Overwrite it after use.
 * @throws AppError `pin_too_long` `pin_malformed`
 */
export function encodePin(pin: string): Uint8Array {
  const normalized = normalizePin(pin);
  if (!isWellFormed(normalized) || normalized.endsWith('\0')) {
    throw new AppError('pin_malformed', 'The PIN cannot be sent to a key');
  }
  const bytes = utf8Encode(normalized);
  if (bytes.length > MOST_PIN_BYTES) {
    throw new AppError('pin_too_long', `A PIN has at most ${MOST_PIN_BYTES} bytes`);
  }
  return bytes;
}
