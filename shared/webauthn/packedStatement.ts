import { getBytes, getInteger, getOptionalArray } from '#shared/cbor/cborMap.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { CeremonyError } from './ceremonyError.ts';

/** The members of a `packed` attestation statement. */
export interface PackedStatement {
  /** COSE algorithm of `sig`. */
  readonly alg: number;
  /** Over authData and clientDataHash. */
  readonly sig: Uint8Array;
  /** DER certificates, the attestation certificate first. Absent in self attestation, which the credential's key signs. */
  readonly x5c?: readonly Uint8Array[];
}

const MEMBERS = { selfAttestation: 2, withCertificates: 3 } as const;

/**
 * Reads a `packed` attestation statement, of the kind with certificates or of self attestation. Reading is not trusting:
 * neither signature nor chain is verified here.
 * @throws CborError on a missing member or one of another type; CeremonyError on an empty chain or unknown members.
 * @see WebAuthn L3 §8.2
 */
export function parsePackedStatement(attStmt: CborMap): PackedStatement {
  const alg = getInteger(attStmt, 'alg');
  const sig = getBytes(attStmt, 'sig');
  const chain = getOptionalArray(attStmt, 'x5c');
  const members = chain === undefined ? MEMBERS.selfAttestation : MEMBERS.withCertificates;
  if (attStmt.size !== members) {
    throw new CeremonyError('packed statement has unknown members');
  }
  return chain === undefined ? { alg, sig } : { alg, sig, x5c: readChain(chain) };
}

function readChain(chain: readonly CborValue[]): Uint8Array[] {
  if (chain.length === 0) {
    throw new CeremonyError('packed statement has an empty chain of certificates');
  }
  return chain.map((certificate) => {
    if (!(certificate instanceof Uint8Array) || certificate.length === 0) {
      throw new CeremonyError('packed statement has a certificate that is not bytes');
    }
    return certificate;
  });
}
