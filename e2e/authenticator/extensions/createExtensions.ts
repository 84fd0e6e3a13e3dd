import type { CborValue } from '#shared/cbor/cborValue.ts';
import type { KeyContext } from '../commands/context.ts';
import type { MakeCredentialRequest } from '../commands/makeCredential/readMakeCredential.ts';
import { demand } from '../ctapStatus.ts';
import type { StoredCredential } from '../state/keyState.ts';
import { hmacSecretOutput } from './hmacSecret.ts';

const CRED_RANDOM_BYTES = 32;

type ExtensionState = Pick<
  StoredCredential,
  | 'credProtect'
  | 'hmacSecretWithUv'
  | 'hmacSecretWithoutUv'
  | 'credBlob'
  | 'largeBlobKey'
  | 'thirdPartyPayment'
>;

/** What the extensions of makeCredential leave on the key and say in authenticatorData (CTAP 2.1 §12). */
export function createExtensions(
  context: KeyContext,
  wanted: MakeCredentialRequest,
  verified: boolean,
): { stored: ExtensionState; outputs: Map<string, CborValue> } {
  const { profile, random, state } = context;
  const { extensions } = wanted;
  const supported = (name: string) => profile.info.extensions?.includes(name) === true;
  const outputs = new Map<string, CborValue>();

  let credProtect = 1;
  if (supported('credProtect')) {
    const level = extensions.optional('credProtect', 'integer');
    if (level !== undefined) {
      demand(level >= 1 && level <= 3, 'INVALID_OPTION');
      credProtect = level;
      outputs.set('credProtect', level);
    }
  }

  const hmac = supported('hmac-secret') && extensions.optional('hmac-secret', 'boolean') === true;
  if (hmac) outputs.set('hmac-secret', true);
  const hmacSecretWithUv = hmac ? random(CRED_RANDOM_BYTES) : undefined;
  const hmacSecretWithoutUv = hmac ? random(CRED_RANDOM_BYTES) : undefined;
  const secret = verified ? hmacSecretWithUv : hmacSecretWithoutUv;
  if (supported('hmac-secret-mc') && secret !== undefined) {
    const salts = extensions.optional('hmac-secret-mc', 'map');
    if (salts !== undefined) {
      outputs.set('hmac-secret-mc', hmacSecretOutput(context, salts, secret));
    }
  }

  let credBlob: Uint8Array | undefined;
  if (supported('credBlob')) {
    const blob = extensions.optional('credBlob', 'bytes');
    if (blob !== undefined) {
      const fits = wanted.rk && blob.length <= (profile.info.maxCredBlobLength ?? 0);
      if (fits) credBlob = blob;
      outputs.set('credBlob', fits);
    }
  }

  if (supported('minPinLength') && extensions.optional('minPinLength', 'boolean') === true) {
    if (state.minPinLengthRpIds.includes(wanted.rpId)) {
      outputs.set('minPinLength', state.minPinLength);
    }
  }

  let largeBlobKey: Uint8Array | undefined;
  if (supported('largeBlobKey')) {
    const asked = extensions.optional('largeBlobKey', 'boolean');
    demand(asked !== false, 'INVALID_OPTION');
    demand(asked !== true || wanted.rk, 'INVALID_OPTION');
    if (asked === true) largeBlobKey = random(CRED_RANDOM_BYTES);
  }

  const thirdPartyPayment =
    supported('thirdPartyPayment') && extensions.optional('thirdPartyPayment', 'boolean') === true;
  const stored = {
    credProtect,
    hmacSecretWithUv,
    hmacSecretWithoutUv,
    credBlob,
    largeBlobKey,
    thirdPartyPayment,
  };
  return { stored, outputs };
}
