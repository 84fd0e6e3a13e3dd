import { concat } from '#shared/bytes/concat.ts';
import { getBytes } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type CtapCallOptions, type CtapLink, type CtapRequest, callCtap } from '../ctapCall.ts';
import { CTAP_COMMAND } from '../ctapCommand.ts';
import type { PinUvAuth } from '../pinuv/pinUvAuthToken.ts';
import { buildParameters } from './parameters.ts';

/** CTAP 2.3 §6.10: what remains of a message beside a fragment. */
const MESSAGE_OVERHEAD_BYTES = 64;
/** No key has room for more; bounds the loop on a lying one. */
const MOST_ARRAY_BYTES = 65_536;

/**
 * Reads the serialized large-blob array whole, its 16-byte checksum at the end included.
 * Wire: authenticatorLargeBlobs (0x0C), no token.
 * @throws AppError `response_invalid` for more bytes than were asked for or can be
 * @see CTAP 2.3 §6.10.2
 */
export async function readLargeBlobArray(
  link: CtapLink,
  options?: CtapCallOptions,
): Promise<Uint8Array> {
  const fragmentBytes = link.maxMsgSize - MESSAGE_OVERHEAD_BYTES;
  const fragments: Uint8Array[] = [];
  let offset = 0;
  for (;;) {
    const request = buildLargeBlobsGetRequest(offset, fragmentBytes);
    const fragment = parseLargeBlobsResponse(await callCtap(link, request, options));
    fragments.push(fragment);
    offset += fragment.length;
    if (fragment.length > fragmentBytes || offset > MOST_ARRAY_BYTES) {
      throw new AppError(
        'response_invalid',
        'The key gave more large-blob bytes than were asked for',
      );
    }
    if (fragment.length < fragmentBytes) {
      return concat(...fragments);
    }
  }
}

/** Writes the request for `length` bytes from `offset`. */
export function buildLargeBlobsGetRequest(offset: number, length: number): CtapRequest {
  return {
    command: CTAP_COMMAND.largeBlobs,
    parameters: buildParameters([0x01, length], [0x03, offset]),
  };
}

/** Writes the request that stores one fragment; `totalLength` goes with the first one only. */
export function buildLargeBlobsSetRequest(
  fragment: Uint8Array,
  offset: number,
  totalLength: number,
  auth?: PinUvAuth,
): CtapRequest {
  return {
    command: CTAP_COMMAND.largeBlobs,
    parameters: buildParameters(
      [0x02, fragment],
      [0x03, offset],
      [0x04, offset === 0 ? totalLength : undefined],
      [0x05, auth?.pinUvAuthParam],
      [0x06, auth?.pinUvAuthProtocol],
    ),
  };
}

/**
 * What pinUvAuthParam is computed over: 32 bytes 0xFF, 0x0C 0x00, the offset as 32 bits little-endian, SHA-256 of the
 * fragment.
 * @see CTAP 2.3 §6.10.2
 */
export function largeBlobsAuthMessage(offset: number, fragmentHash: Uint8Array): Uint8Array {
  const head = new Uint8Array(38).fill(0xff, 0, 32);
  head[32] = CTAP_COMMAND.largeBlobs;
  new DataView(head.buffer).setUint32(34, offset, true);
  return concat(head, fragmentHash);
}

/** Reads `config` (0x01), the bytes. @throws CborError */
export function parseLargeBlobsResponse(map: CborMap): Uint8Array {
  return getBytes(map, 0x01);
}
