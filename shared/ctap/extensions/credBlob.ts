import { getOptionalBoolean, getOptionalBytes } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import type { ExtensionInput } from './extensionInput.ts';

/** Input of makeCredential: bytes to keep with the credential, at most getInfo's maxCredBlobLength. @see CTAP 2.3 §12.2 */
export function credBlobInput(blob: Uint8Array): ExtensionInput {
  return ['credBlob', blob];
}

/** Input of getAssertion: asks for the bytes back. */
export function getCredBlobInput(): ExtensionInput {
  return ['credBlob', true];
}

/** Whether the key kept the bytes, from makeCredential's authenticator data. @throws CborError */
export function parseCredBlobStored(extensions: CborMap): boolean {
  return getOptionalBoolean(extensions, 'credBlob') ?? false;
}

/** The bytes, from getAssertion's authenticator data; empty where none were kept. @throws CborError */
export function parseCredBlobOutput(extensions: CborMap): Uint8Array | undefined {
  return getOptionalBytes(extensions, 'credBlob');
}
