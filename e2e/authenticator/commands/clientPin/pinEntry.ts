import { utf8Decode } from '#shared/bytes/utf8.ts';
import { same, sha256 } from '../../crypto/hash.ts';
import { demand, StatusError } from '../../ctapStatus.ts';
import { type PinProtocol, pinProtocol } from '../../pin/pinProtocols.ts';
import { PIN_RETRIES, UV_RETRIES } from '../../state/keyState.ts';
import { speaksProtocol } from '../authorise.ts';
import type { KeyContext } from '../context.ts';
import type { CommandRequest } from '../request.ts';

/** Members of clientPIN requests and answers (CTAP 2.1 §6.5.5). */
export const PIN_REQUEST = {
  pinUvAuthProtocol: 0x01,
  subCommand: 0x02,
  keyAgreement: 0x03,
  pinUvAuthParam: 0x04,
  newPinEnc: 0x05,
  pinHashEnc: 0x06,
  permissions: 0x09,
  rpId: 0x0a,
} as const;

export const MISMATCHES_PER_POWER_CYCLE = 3;
const PADDED_PIN_BYTES = 64;
const MAX_PIN_BYTES = 63;
const PIN_HASH_BYTES = 16;

export interface SharedSecret {
  readonly protocol: PinProtocol;
  readonly secret: Uint8Array;
}

/** The protocol the request names. @throws StatusError MISSING_PARAMETER, INVALID_PARAMETER */
export function readProtocol(context: KeyContext, request: CommandRequest): PinProtocol {
  const id = request.required(PIN_REQUEST.pinUvAuthProtocol, 'integer');
  const protocol = pinProtocol(id);
  demand(speaksProtocol(context, id) && protocol !== undefined, 'INVALID_PARAMETER');
  return protocol;
}

/** Runs the key's half of the key agreement with the platform's public key. */
export function agree(context: KeyContext, request: CommandRequest): SharedSecret {
  const protocol = readProtocol(context, request);
  const peer = request.required(PIN_REQUEST.keyAgreement, 'map');
  let x = context.session.keyAgreement(protocol.id).sharedX(peer);
  if (context.profile.quirks.dropsLeadingZerosOfSharedSecret) {
    x = x.subarray(x.findIndex((byte) => byte !== 0));
  }
  return { protocol, secret: protocol.deriveSecret(x) };
}

/** Refuses to look at a PIN that is blocked for good or until the next power-up. */
export function demandPinUsable(context: KeyContext): void {
  const { state, session } = context;
  demand(state.pinHash !== undefined, 'PIN_NOT_SET');
  demand(state.pinRetries > 0, 'PIN_BLOCKED');
  demand(session.pinMismatches < MISMATCHES_PER_POWER_CYCLE, 'PIN_AUTH_BLOCKED');
}

/**
 * Compares an encrypted PIN hash. The counter goes down before the comparison, so that pulling the key does not help.
 * @throws StatusError PIN_INVALID, PIN_AUTH_BLOCKED, PIN_BLOCKED
 */
export function checkPinHash(
  context: KeyContext,
  { protocol, secret }: SharedSecret,
  pinHashEnc: Uint8Array,
): void {
  const { state, session } = context;
  state.pinRetries -= 1;
  context.save();
  let matches = false;
  try {
    const hash = protocol.decrypt(secret, pinHashEnc);
    matches = state.pinHash !== undefined && same(hash, state.pinHash);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
  if (matches) {
    state.pinRetries = PIN_RETRIES;
    // Who knows the PIN gets the sensor back, too.
    state.uvRetries = UV_RETRIES;
    session.pinMismatches = 0;
    context.save();
    return;
  }
  session.keyAgreement(protocol.id).regenerate();
  session.pinMismatches += 1;
  demand(state.pinRetries > 0, 'PIN_BLOCKED');
  demand(session.pinMismatches < MISMATCHES_PER_POWER_CYCLE, 'PIN_AUTH_BLOCKED');
  throw new StatusError('PIN_INVALID');
}

export interface NewPin {
  readonly hash: Uint8Array;
  readonly codePoints: number;
}

/** Decrypts and judges a new PIN. @throws StatusError INVALID_PARAMETER, PIN_POLICY_VIOLATION */
export function readNewPin(
  context: KeyContext,
  { protocol, secret }: SharedSecret,
  newPinEnc: Uint8Array,
): NewPin {
  const padded = protocol.decrypt(secret, newPinEnc);
  demand(padded.length === PADDED_PIN_BYTES, 'INVALID_PARAMETER');
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end -= 1;
  demand(end <= MAX_PIN_BYTES, 'PIN_POLICY_VIOLATION');
  const pin = padded.subarray(0, end);
  let characters: string[];
  try {
    characters = Array.from(utf8Decode(pin));
  } catch {
    throw new StatusError('PIN_POLICY_VIOLATION');
  }
  const codePoints = characters.length;
  demand(codePoints >= context.state.minPinLength, 'PIN_POLICY_VIOLATION');
  // What a policy asks for is the maker's; all that are known refuse this (CTAP 2.3 §6.4, pinComplexityPolicy).
  const isComplex = new Set(characters).size > 1;
  demand(isComplex || context.profile.info.pinComplexityPolicy !== true, 'PIN_POLICY_VIOLATION');
  return { hash: sha256(pin).slice(0, PIN_HASH_BYTES), codePoints };
}

/** Makes a PIN the key's PIN. */
export function storePin(context: KeyContext, pin: NewPin): void {
  const { state, session } = context;
  state.pinHash = pin.hash;
  state.pinCodePoints = pin.codePoints;
  state.pinRetries = PIN_RETRIES;
  state.forcePinChange = false;
  session.pinMismatches = 0;
  session.token.reset();
  context.save();
}
