import { asMap, getBytes, getMap, getText } from '#shared/cbor/cborMap.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { type DecodeCborOptions, decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { type AuthenticatorData, parseAuthenticatorData } from './authenticatorData.ts';
import { CeremonyError } from './ceremonyError.ts';

/** The three parts of an attestation object, as makeCredential returns them. */
export interface AttestationObjectParts {
  /** Attestation statement format, as `packed` or `none`. */
  readonly fmt: string;
  /** Authenticator data as the key signed it. */
  readonly authData: Uint8Array;
  readonly attStmt: CborMap;
}

/** An attestation object with its authenticator data taken apart. */
export interface AttestationObject extends AttestationObjectParts {
  readonly authenticatorData: AuthenticatorData;
}

const MEMBERS = 3;
/** WebAuthn L3 §8.1: identifiers are at most 32 bytes of printable ASCII without backslash and quotation mark. */
const FORMAT_IDENTIFIER = /^[!#-[\]-~]{1,32}$/;

/**
 * Writes the attestation object that a browser would have made of the key's answer; authData goes in unchanged.
 * @throws CeremonyError when the format's name is malformed; CborError when the statement has no CBOR form.
 * @see WebAuthn L3 §6.5.4
 */
export function encodeAttestationObject(parts: AttestationObjectParts): Uint8Array {
  checkFormat(parts.fmt, parts.attStmt);
  return encodeCbor(
    new Map<string, CborValue>([
      ['fmt', parts.fmt],
      ['attStmt', parts.attStmt],
      ['authData', parts.authData],
    ]),
  );
}

/**
 * Reads an attestation object and the authenticator data in it. The statement is not verified here: that takes roots of
 * trust, which the backend has.
 * @throws CeremonyError, CborError, or AppError `algorithm_unsupported`, as {@link parseAuthenticatorData}.
 * @see WebAuthn L3 §6.5.4
 */
export function parseAttestationObject(
  bytes: Uint8Array,
  options: DecodeCborOptions = {},
): AttestationObject {
  const map = asMap(decodeCbor(bytes, options));
  const fmt = getText(map, 'fmt');
  const authData = getBytes(map, 'authData');
  const attStmt = getMap(map, 'attStmt');
  if (map.size !== MEMBERS) {
    throw new CeremonyError('attestation object has members beyond its three');
  }
  checkFormat(fmt, attStmt);
  return { fmt, authData, attStmt, authenticatorData: parseAuthenticatorData(authData, options) };
}

function checkFormat(fmt: string, attStmt: CborMap): void {
  if (!FORMAT_IDENTIFIER.test(fmt)) {
    throw new CeremonyError('attestation statement format has a malformed name');
  }
  if (fmt === 'none' && attStmt.size !== 0) {
    // WebAuthn L3 §8.7: the statement of `none` is the empty map.
    throw new CeremonyError('attestation "none" comes with a statement');
  }
}
