import { getOptionalInteger } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import type { ExtensionInput } from './extensionInput.ts';

/** Input of makeCredential: asks for the key's minimum PIN length. @see CTAP 2.3 §12.5 */
export function minPinLengthInput(): ExtensionInput {
  return ['minPinLength', true];
}

/**
 * The key's minimum in code points, from authenticator data; undefined where the RP is not on the list that
 * setMinPINLength wrote.
 * @throws CborError
 */
export function parseMinPinLengthOutput(extensions: CborMap): number | undefined {
  return getOptionalInteger(extensions, 'minPinLength');
}
