import { createHash } from 'node:crypto';
import { equal } from '#shared/bytes/equal.ts';
import { toHex } from '#shared/bytes/hex.ts';
import { decodeCborFirst } from '#shared/cbor/decodeCbor.ts';
import { badRequest } from '../graph/graphError.ts';
import { type CredentialKey, parseCredentialKey } from './coseKey.ts';

const FLAG = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 } as const;
const RP_ID_HASH_BYTES = 32;
const SIGN_COUNT_AT = 33;
const FIXED_BYTES = 37;
const AAGUID_BYTES = 16;
const MIN_CREDENTIAL_ID = 16;
const MAX_CREDENTIAL_ID = 1023;

/** A registration's authenticator data after all checks. */
export interface AttestedCredential {
  readonly aaGuid: string;
  readonly aaguidBytes: Uint8Array;
  readonly credentialId: Uint8Array;
  readonly publicKeyBytes: Uint8Array;
  readonly publicKey: CredentialKey;
  readonly isBackupEligible: boolean;
  readonly signCount: number;
}

function guidOf(bytes: Uint8Array): string {
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function signCountOf(data: Uint8Array): number {
  return new DataView(data.buffer, data.byteOffset).getUint32(SIGN_COUNT_AT);
}

/** Flags that a registration and an assertion need alike. */
function checkFlags(flags: number): void {
  if (!(flags & FLAG.UP)) throw badRequest('The user present flag is not set.');
  if (!(flags & FLAG.UV)) throw badRequest('The user verified flag is not set.');
  if (flags & FLAG.BS && !(flags & FLAG.BE)) {
    throw badRequest('The backup state flag is set without backup eligibility.');
  }
}

function firstCborItem(bytes: Uint8Array, what: string) {
  try {
    return decodeCborFirst(bytes);
  } catch {
    throw badRequest(`The ${what} in the authenticator data is not valid CBOR.`);
  }
}

/** RP ID hash and flags. @returns the flags */
function checkFixedPart(data: Uint8Array, rpId: string): number {
  const rpIdHash = createHash('sha256').update(rpId).digest();
  if (!equal(data.slice(0, RP_ID_HASH_BYTES), new Uint8Array(rpIdHash))) {
    throw badRequest('The RP ID hash is not expected.');
  }
  const flags = data[RP_ID_HASH_BYTES] ?? 0;
  checkFlags(flags);
  return flags;
}

/** What follows: the extensions' outputs where the flags say so, and not a byte more. */
function checkRest(rest: Uint8Array, flags: number): void {
  let at = 0;
  if (flags & FLAG.ED) {
    const extensions = firstCborItem(rest, 'extensions');
    if (!(extensions.value instanceof Map)) throw badRequest('The extensions are not a map.');
    at = extensions.length;
  }
  if (at !== rest.length) throw badRequest('The authenticator data has bytes left over.');
}

/**
 * Takes an assertion's authenticator data apart and checks it (WebAuthn L3 §7.2 steps 15 to 20).
 * @returns the signature counter
 * @throws GraphRefusal 400
 */
export function checkAssertionData(data: Uint8Array, rpId: string): number {
  if (data.length < FIXED_BYTES) throw badRequest('The authenticator data is too short.');
  const flags = checkFixedPart(data, rpId);
  if (flags & FLAG.AT) throw badRequest('An assertion has no attested credential data.');
  checkRest(data.slice(FIXED_BYTES), flags);
  return signCountOf(data);
}

/**
 * Takes a registration's authenticator data apart and checks it (WebAuthn L3 §6.1 and §7.1 steps 14 to 20).
 * No byte may be left over.
 * @throws GraphRefusal 400
 */
export function checkAuthenticatorData(data: Uint8Array, rpId: string): AttestedCredential {
  if (data.length < FIXED_BYTES + AAGUID_BYTES + 2) {
    throw badRequest('The authenticator data is too short.');
  }
  const flags = checkFixedPart(data, rpId);
  if (!(flags & FLAG.AT)) throw badRequest('The attested credential data is missing.');
  const aaguidBytes = data.slice(FIXED_BYTES, FIXED_BYTES + AAGUID_BYTES);
  let at = FIXED_BYTES + AAGUID_BYTES;
  const idLength = ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
  at += 2;
  const credentialId = data.slice(at, at + idLength);
  if (
    idLength < MIN_CREDENTIAL_ID ||
    idLength > MAX_CREDENTIAL_ID ||
    credentialId.length !== idLength
  ) {
    throw badRequest('The credential id has a wrong length.');
  }
  at += idLength;
  const key = firstCborItem(data.slice(at), 'public key');
  const publicKeyBytes = data.slice(at, at + key.length);
  at += key.length;
  checkRest(data.slice(at), flags);
  return {
    aaGuid: guidOf(aaguidBytes),
    aaguidBytes,
    credentialId,
    publicKeyBytes,
    publicKey: parseCredentialKey(key.value),
    isBackupEligible: (flags & FLAG.BE) !== 0,
    signCount: signCountOf(data),
  };
}
