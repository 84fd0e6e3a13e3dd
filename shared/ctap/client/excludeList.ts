import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { CtapError } from '#shared/failure/appError.ts';
import { buildDescriptor, type CredentialDescriptor } from '../commands/credentialEntities.ts';
import { getAssertion } from '../commands/getAssertion.ts';
import type { GetInfo } from '../commands/getInfo.ts';
import type { CtapCallOptions, CtapLink } from '../ctapCall.ts';
import type { PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';

/** What the rest of a makeCredential request takes at most: hashes, names of 64 bytes, options, authentication. */
const REST_OF_REQUEST_BYTES = 512;

/**
 * What a key is asked by while an excludeList is looked through. Nobody gets the signature, and nothing could be done with it:
 * 32 zero bytes are the hash of no client data.
 */
export const NO_CLIENT_DATA_HASH: Uint8Array = new Uint8Array(32);

/**
 * Cuts an excludeList into parts that the key takes: not more entries, not longer ids and not longer messages than
 * getInfo allows. An id that is too long for this key cannot be on it.
 */
export function splitExcludeList(
  excludeList: readonly CredentialDescriptor[],
  info: GetInfo,
): CredentialDescriptor[][] {
  const maxIdLength = info.maxCredentialIdLength ?? Number.POSITIVE_INFINITY;
  const maxCount = info.maxCredentialCountInList ?? Number.POSITIVE_INFINITY;
  const maxBytes = info.maxMsgSize - REST_OF_REQUEST_BYTES;
  const parts: CredentialDescriptor[][] = [];
  let part: CredentialDescriptor[] = [];
  let bytes = 0;
  for (const descriptor of excludeList) {
    if (descriptor.id.length > maxIdLength) {
      continue;
    }
    const length = encodeCbor(buildDescriptor(descriptor)).length;
    if (part.length > 0 && (part.length >= maxCount || bytes + length > maxBytes)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(descriptor);
    bytes += length;
  }
  return part.length > 0 ? [...parts, part] : parts;
}

/**
 * Finds the part with a credential that is on the key, by silent assertions (`up: false`). The part is then excluded as
 * usual, so that the key still asks for a touch before it tells.
 * @param token needs permission `ga` for the RP
 * @returns undefined when none is on the key
 * @see CTAP 2.3 §6.1.2 and its note on pre-flight
 */
export async function findExcludedPart(
  link: CtapLink,
  rpId: string,
  parts: readonly CredentialDescriptor[][],
  token: PinUvAuthToken | undefined,
  options?: CtapCallOptions,
): Promise<CredentialDescriptor[] | undefined> {
  const clientDataHash = NO_CLIENT_DATA_HASH;
  for (const part of parts) {
    try {
      const parameters = { rpId, clientDataHash, allowList: part, options: { up: false } };
      await getAssertion(link, parameters, token, options);
      return part;
    } catch (error) {
      if (!(error instanceof CtapError) || error.code !== 'no_credentials') {
        throw error;
      }
    }
  }
  return undefined;
}
