import { concat } from '#shared/bytes/concat.ts';
import { getOptionalBoolean, getOptionalBytes } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeKeyAgreementKey } from '#shared/cose/keyAgreementKey.ts';
import { AppError } from '#shared/failure/appError.ts';
import { buildParameters } from '../commands/parameters.ts';
import type { Encapsulation, PinUvAuthProtocol } from '../pinuv/pinUvAuthProtocol.ts';
import type { ExtensionInput } from './extensionInput.ts';

const SALT_BYTES = 32;

/** Input of makeCredential: the credential is to have secrets. @see CTAP 2.3 §12.7 */
export function hmacSecretCreateInput(): ExtensionInput {
  return ['hmac-secret', true];
}

/** Whether the credential has secrets, from makeCredential's authenticator data. @throws CborError */
export function parseHmacSecretCreated(extensions: CborMap): boolean {
  return getOptionalBoolean(extensions, 'hmac-secret') ?? false;
}

/**
 * Input of getAssertion (and of makeCredential under `hmac-secret-mc`): one or two salts, encrypted for the key.
 * @param salts 32 bytes each
 * @see CTAP 2.3 §12.7, §12.8
 */
export function buildHmacSecretInput(
  protocol: PinUvAuthProtocol,
  agreement: Encapsulation,
  salts: readonly [Uint8Array] | readonly [Uint8Array, Uint8Array],
): CborMap {
  if (salts.some((salt) => salt.length !== SALT_BYTES)) {
    throw new TypeError('A salt of hmac-secret has 32 bytes');
  }
  const saltEnc = protocol.encrypt(agreement.sharedSecret, concat(...salts));
  return buildParameters(
    [0x01, encodeKeyAgreementKey(agreement.platformPublicKey)],
    [0x02, saltEnc],
    [0x03, protocol.authenticate(agreement.sharedSecret, saltEnc)],
    // Protocol one is the default, and keys of CTAP 2.0 do not know the member.
    [0x04, protocol.id === 1 ? undefined : protocol.id],
  );
}

/**
 * The secrets, one for each salt, from getAssertion's authenticator data.
 * @throws CborError; AppError `response_invalid` for another number of secrets than salts
 */
export function decryptHmacSecretOutput(
  protocol: PinUvAuthProtocol,
  sharedSecret: Uint8Array,
  extensions: CborMap,
  saltCount: 1 | 2,
): Uint8Array[] | undefined {
  const output = getOptionalBytes(extensions, 'hmac-secret');
  if (output === undefined) {
    return undefined;
  }
  const secrets = protocol.decrypt(sharedSecret, output);
  if (secrets.length !== SALT_BYTES * saltCount) {
    throw new AppError('response_invalid', 'The key gave another number of secrets than salts');
  }
  return Array.from({ length: saltCount }, (_, index) =>
    secrets.slice(index * SALT_BYTES, (index + 1) * SALT_BYTES),
  );
}
