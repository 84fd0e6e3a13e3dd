import { toHex } from '#shared/bytes/hex.ts';
import { CeremonyError } from './ceremonyError.ts';

const AAGUID_BYTES = 16;

/**
 * Writes an AAGUID as the lower-case GUID text that the FIDO metadata and Graph's `aaGuid` use, bytes in their order on
 * the wire (not Microsoft's mixed-endian GUID).
 * @throws CeremonyError when it is not 16 bytes.
 */
export function formatAaguid(aaguid: Uint8Array): string {
  if (aaguid.length !== AAGUID_BYTES) {
    throw new CeremonyError('AAGUID is not 16 bytes');
  }
  const hex = toHex(aaguid);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
