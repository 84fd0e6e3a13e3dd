import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { decodeCborFirst } from '#shared/cbor/decodeCbor.ts';

export interface ReadAuthData {
  readonly rpIdHash: Uint8Array;
  readonly flags: number;
  readonly aaguid: Uint8Array;
  readonly credentialId: Uint8Array;
  readonly publicKey: CborMap;
  readonly extensions: CborMap;
}

const asMap = (value: CborValue): CborMap => {
  if (!(value instanceof Map)) throw new Error('no map');
  return value;
};

/** Takes authenticatorData apart, for tests; members that are not there come out empty. */
export function readAuthData(value: CborValue | undefined): ReadAuthData {
  if (!(value instanceof Uint8Array)) throw new Error('no authenticatorData');
  const flags = value[32] ?? 0;
  let rest = value.subarray(37);
  let aaguid: Uint8Array = new Uint8Array(0);
  let credentialId: Uint8Array = new Uint8Array(0);
  let publicKey: CborMap = new Map();
  let extensions: CborMap = new Map();
  if (flags & 0x40) {
    aaguid = rest.slice(0, 16);
    const length = ((rest[16] ?? 0) << 8) | (rest[17] ?? 0);
    credentialId = rest.slice(18, 18 + length);
    const key = decodeCborFirst(rest.subarray(18 + length));
    publicKey = asMap(key.value);
    rest = rest.subarray(18 + length + key.length);
  }
  if (flags & 0x80) {
    const item = decodeCborFirst(rest);
    extensions = asMap(item.value);
    rest = rest.subarray(item.length);
  }
  if (rest.length > 0) throw new Error('bytes left over');
  return { rpIdHash: value.slice(0, 32), flags, aaguid, credentialId, publicKey, extensions };
}
