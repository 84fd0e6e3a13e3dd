import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { concat } from '#shared/bytes/concat.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { badRequest } from '../graph/graphError.ts';
import { checkAttestationCertificate } from './attestationCertificate.ts';
import { type AttestedCredential, checkAuthenticatorData } from './authenticatorData.ts';
import { isChainTrusted } from './certificateChain.ts';
import { ES256, OFFERED_ALGORITHMS } from './coseKey.ts';

/** What an attestation proves. */
export interface AttestationResult {
  readonly credential: AttestedCredential;
  readonly format: 'none' | 'packed';
  /** The chain ends in a root the tenant trusts. */
  readonly isTrusted: boolean;
  /** SHA-1 thumbprints, as Graph lists them. */
  readonly thumbprints: readonly string[];
}

interface Surroundings {
  readonly rpId: string;
  readonly rootsPem: readonly string[];
  readonly now: number;
}

type Statement = ReadonlyMap<unknown, CborValue>;

function decode(bytes: Uint8Array): { format: string; authData: Uint8Array; statement: Statement } {
  let value: CborValue;
  try {
    value = decodeCbor(bytes);
  } catch {
    throw badRequest('The attestation object is not valid CBOR.');
  }
  const map = value instanceof Map ? value : new Map<unknown, CborValue>();
  const [format, authData, statement] = [map.get('fmt'), map.get('authData'), map.get('attStmt')];
  if (
    map.size !== 3 ||
    typeof format !== 'string' ||
    !(authData instanceof Uint8Array) ||
    !(statement instanceof Map)
  ) {
    throw badRequest('The attestation object does not have its three members.');
  }
  return { format, authData, statement };
}

function certificatesOf(value: CborValue | undefined): X509Certificate[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length === 0) throw badRequest('The x5c member is not valid.');
  return value.map((der) => {
    if (!(der instanceof Uint8Array)) throw badRequest('The x5c member is not valid.');
    try {
      return new X509Certificate(der);
    } catch {
      throw badRequest('An attestation certificate cannot be read.');
    }
  });
}

function checkSignature(
  statement: Statement,
  signed: Uint8Array,
  algorithm: number,
  key: KeyObject,
): void {
  const signature = statement.get('sig');
  const isRightKey = key.asymmetricKeyType === (algorithm === ES256 ? 'ec' : 'rsa');
  if (
    !(signature instanceof Uint8Array) ||
    !isRightKey ||
    !verify('sha256', signed, key, signature)
  ) {
    throw badRequest('The attestation signature is not valid.');
  }
}

/** WebAuthn L3 §8.2: by certificate, or by the credential's own key. */
function checkPacked(
  statement: Statement,
  credential: AttestedCredential,
  signed: Uint8Array,
  { rootsPem, now }: Surroundings,
): { isTrusted: boolean; thumbprints: string[] } {
  if ([...statement.keys()].some((name) => name !== 'alg' && name !== 'sig' && name !== 'x5c')) {
    throw badRequest('The attestation statement has an unknown member.');
  }
  const algorithm = statement.get('alg');
  if (typeof algorithm !== 'number' || !OFFERED_ALGORITHMS.includes(algorithm)) {
    throw badRequest('The algorithm of the attestation is not supported.');
  }
  const chain = certificatesOf(statement.get('x5c'));
  const leaf = chain?.[0];
  if (!chain || !leaf) {
    if (algorithm !== credential.publicKey.algorithm) {
      throw badRequest('The algorithm of the self attestation is not the one of the credential.');
    }
    checkSignature(statement, signed, algorithm, credential.publicKey.key);
    return { isTrusted: false, thumbprints: [] };
  }
  checkSignature(statement, signed, algorithm, leaf.publicKey);
  checkAttestationCertificate(leaf, credential.aaguidBytes);
  return {
    isTrusted: isChainTrusted(chain, rootsPem, now),
    thumbprints: [leaf.fingerprint.replaceAll(':', '').toLowerCase()],
  };
}

/**
 * Verifies an attestation object against the client data it came with. Formats other than `none`
 * and `packed` are refused: security keys send no others.
 * @throws GraphRefusal 400
 */
export function checkAttestation(
  attestationObject: Uint8Array,
  clientDataJson: Uint8Array,
  surroundings: Surroundings,
): AttestationResult {
  const { format, authData, statement } = decode(attestationObject);
  const credential = checkAuthenticatorData(authData, surroundings.rpId);
  if (format === 'none') {
    if (statement.size > 0) throw badRequest('The statement of attestation none must be empty.');
    return { credential, format, isTrusted: false, thumbprints: [] };
  }
  if (format !== 'packed') throw badRequest(`The attestation format is not supported.`);
  const clientDataHash = new Uint8Array(createHash('sha256').update(clientDataJson).digest());
  const result = checkPacked(statement, credential, concat(authData, clientDataHash), surroundings);
  return { credential, format, ...result };
}
