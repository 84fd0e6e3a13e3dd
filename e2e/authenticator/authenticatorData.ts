import { concat } from '#shared/bytes/concat.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { sha256 } from './crypto/hash.ts';

const FLAG = { UP: 0x01, UV: 0x04, AT: 0x40, ED: 0x80 } as const;

export interface AuthenticatorDataInput {
  readonly rpId: string;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly signCount: number;
  readonly attested?: {
    readonly aaguid: Uint8Array;
    readonly credentialId: Uint8Array;
    readonly cosePublicKey: Uint8Array;
  };
  readonly extensions: ReadonlyMap<string, CborValue>;
}

/** Lays out authenticatorData (WebAuthn §6.1). */
export function buildAuthenticatorData(input: AuthenticatorDataInput): Uint8Array {
  const { attested, extensions } = input;
  const flags =
    (input.userPresent ? FLAG.UP : 0) |
    (input.userVerified ? FLAG.UV : 0) |
    (attested ? FLAG.AT : 0) |
    (extensions.size > 0 ? FLAG.ED : 0);
  const fixed = new Uint8Array(5);
  fixed[0] = flags;
  new DataView(fixed.buffer).setUint32(1, input.signCount);
  const parts = [sha256(utf8Encode(input.rpId)), fixed];
  if (attested !== undefined) {
    const idLength = new Uint8Array(2);
    new DataView(idLength.buffer).setUint16(0, attested.credentialId.length);
    parts.push(attested.aaguid, idLength, attested.credentialId, attested.cosePublicKey);
  }
  if (extensions.size > 0) parts.push(encodeCbor(new Map(extensions)));
  return concat(...parts);
}
