import { concat } from '#shared/bytes/concat.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { speaksProtocol } from '../commands/authorise.ts';
import type { KeyContext } from '../commands/context.ts';
import { readRequest } from '../commands/request.ts';
import { hmacSha256 } from '../crypto/hash.ts';
import { demand } from '../ctapStatus.ts';
import { pinProtocol } from '../pin/pinProtocols.ts';

const INPUT = { keyAgreement: 0x01, saltEnc: 0x02, saltAuth: 0x03, pinUvAuthProtocol: 0x04 };
const SALT_BYTES = 32;

/** The hmac-secret output of one or two salts, encrypted for the platform (CTAP 2.1 §12.5). */
export function hmacSecretOutput(
  context: KeyContext,
  map: CborMap,
  credRandom: Uint8Array,
): Uint8Array {
  const input = readRequest(map);
  const id = input.optional(INPUT.pinUvAuthProtocol, 'integer') ?? 1;
  const protocol = pinProtocol(id);
  demand(protocol !== undefined && speaksProtocol(context, id), 'INVALID_PARAMETER');
  const peer = input.required(INPUT.keyAgreement, 'map');
  const saltEnc = input.required(INPUT.saltEnc, 'bytes');
  const saltAuth = input.required(INPUT.saltAuth, 'bytes');
  const secret = protocol.deriveSecret(context.session.keyAgreement(id).sharedX(peer));
  demand(protocol.verify(secret, saltEnc, saltAuth), 'PIN_AUTH_INVALID');
  const salts = protocol.decrypt(secret, saltEnc);
  demand(salts.length === SALT_BYTES || salts.length === 2 * SALT_BYTES, 'INVALID_LENGTH');
  const outputs: Uint8Array[] = [];
  for (let at = 0; at < salts.length; at += SALT_BYTES) {
    outputs.push(hmacSha256(credRandom, salts.subarray(at, at + SALT_BYTES)));
  }
  return protocol.encrypt(secret, concat(...outputs), context.random);
}
