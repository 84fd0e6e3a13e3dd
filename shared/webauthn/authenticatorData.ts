import { asMap } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { type DecodeCborOptions, decodeCborFirst } from '#shared/cbor/decodeCbor.ts';
import { type CoseKey, parseCoseKey } from '#shared/cose/coseKey.ts';
import { CeremonyError } from './ceremonyError.ts';

/** The flag byte of authenticator data, by name. */
export interface AuthenticatorDataFlags {
  /** UP: the person touched the key. */
  readonly userPresent: boolean;
  /** UV: the person proved who they are, by PIN or fingerprint. */
  readonly userVerified: boolean;
  /** BE: the credential may be copied to other devices. */
  readonly backupEligible: boolean;
  /** BS: the credential is copied to other devices now. */
  readonly backedUp: boolean;
  /** AT: attested credential data is present. */
  readonly attestedCredentialDataIncluded: boolean;
  /** ED: extension outputs are present. */
  readonly extensionDataIncluded: boolean;
}

/** What a new credential is. */
export interface AttestedCredentialData {
  /** 16 bytes naming the key's model. */
  readonly aaguid: Uint8Array;
  /** 1 to 1023 bytes. */
  readonly credentialId: Uint8Array;
  readonly publicKey: CoseKey;
  /** The COSE_Key as it was on the wire. */
  readonly publicKeyBytes: Uint8Array;
}

/** Authenticator data, taken apart. Byte strings are copies. */
export interface AuthenticatorData {
  /** SHA-256 of the RP ID, 32 bytes. */
  readonly rpIdHash: Uint8Array;
  readonly flags: AuthenticatorDataFlags;
  readonly signCount: number;
  readonly attestedCredentialData?: AttestedCredentialData;
  /** Outputs by extension identifier. */
  readonly extensions?: CborMap;
}

const FLAG = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 } as const;
const OFFSET = { rpIdHash: 0, flags: 32, signCount: 33, rest: 37 } as const;
const AAGUID_BYTES = 16;
const CREDENTIAL_ID_LENGTH_BYTES = 2;
const CREDENTIAL_ID_MAX_BYTES = 1023;

/**
 * Takes authenticator data apart. Its length must be exactly what its flags announce.
 * @param options how strict the CBOR of public key and extensions is read.
 * @throws CeremonyError `ceremony_invalid` on a malformed structure; CborError on malformed CBOR inside; AppError
 *   `algorithm_unsupported` when the credential's algorithm is unknown.
 * @see WebAuthn L3 §6.1 and §6.5.1
 */
export function parseAuthenticatorData(
  bytes: Uint8Array,
  options: DecodeCborOptions = {},
): AuthenticatorData {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < OFFSET.rest) {
    throw new CeremonyError('authenticator data is shorter than 37 bytes');
  }
  const flags = parseFlags(view.getUint8(OFFSET.flags));
  let offset: number = OFFSET.rest;
  let attestedCredentialData: AttestedCredentialData | undefined;
  if (flags.attestedCredentialDataIncluded) {
    const { value, length } = parseAttestedCredentialData(bytes.subarray(offset), options);
    attestedCredentialData = value;
    offset += length;
  }
  let extensions: CborMap | undefined;
  if (flags.extensionDataIncluded) {
    const { value, length } = decodeCborFirst(bytes.subarray(offset), options);
    extensions = asMap(value);
    offset += length;
  }
  if (offset !== bytes.length) {
    throw new CeremonyError('authenticator data has bytes that its flags do not announce');
  }
  return {
    rpIdHash: bytes.slice(OFFSET.rpIdHash, OFFSET.flags),
    flags,
    signCount: view.getUint32(OFFSET.signCount),
    ...(attestedCredentialData !== undefined && { attestedCredentialData }),
    ...(extensions !== undefined && { extensions }),
  };
}

function parseFlags(byte: number): AuthenticatorDataFlags {
  const flags = {
    userPresent: (byte & FLAG.UP) !== 0,
    userVerified: (byte & FLAG.UV) !== 0,
    backupEligible: (byte & FLAG.BE) !== 0,
    backedUp: (byte & FLAG.BS) !== 0,
    attestedCredentialDataIncluded: (byte & FLAG.AT) !== 0,
    extensionDataIncluded: (byte & FLAG.ED) !== 0,
  };
  if (flags.backedUp && !flags.backupEligible) {
    // WebAuthn L3 §6.1.3 gives this combination no meaning, and relying parties have to refuse it (§7.1).
    throw new CeremonyError('credential claims to be backed up without being eligible');
  }
  return flags;
}

function parseAttestedCredentialData(
  bytes: Uint8Array,
  options: DecodeCborOptions,
): { readonly value: AttestedCredentialData; readonly length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const credentialIdStart = AAGUID_BYTES + CREDENTIAL_ID_LENGTH_BYTES;
  if (bytes.length < credentialIdStart) {
    throw new CeremonyError('attested credential data is cut short');
  }
  const credentialIdLength = view.getUint16(AAGUID_BYTES);
  const publicKeyStart = credentialIdStart + credentialIdLength;
  if (credentialIdLength === 0 || credentialIdLength > CREDENTIAL_ID_MAX_BYTES) {
    throw new CeremonyError('credential ID is not of 1 to 1023 bytes');
  }
  if (bytes.length < publicKeyStart) {
    throw new CeremonyError('credential ID is cut short');
  }
  const publicKey = decodeCborFirst(bytes.subarray(publicKeyStart), options);
  const length = publicKeyStart + publicKey.length;
  return {
    value: {
      aaguid: bytes.slice(0, AAGUID_BYTES),
      credentialId: bytes.slice(credentialIdStart, publicKeyStart),
      publicKey: parseCoseKey(asMap(publicKey.value)),
      publicKeyBytes: bytes.slice(publicKeyStart, length),
    },
    length,
  };
}
