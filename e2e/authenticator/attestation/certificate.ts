import { createPublicKey } from 'node:crypto';
import { fromHex } from '#shared/bytes/hex.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { sha256 } from '../crypto/hash.ts';
import type { SigningKey } from '../crypto/signingKey.ts';
import {
  bitString,
  boolean,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';

const OID = {
  country: '2.5.4.6',
  organization: '2.5.4.10',
  organizationalUnit: '2.5.4.11',
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  /** id-fido-gen-ce-aaguid (WebAuthn §8.2.1). */
  aaguid: '1.3.6.1.4.1.45724.1.1.4',
} as const;

const NOT_BEFORE = '20240101000000Z';
const NOT_AFTER = '20491231235959Z';
const SERIAL_BYTES = 8;

export interface Subject {
  readonly organization: string;
  readonly organizationalUnit: string;
  readonly commonName: string;
}

export interface CertificateInput {
  readonly subject: Subject;
  readonly subjectKey: SigningKey;
  readonly issuer: Subject;
  readonly issuerKey: SigningKey;
  readonly isAuthority: boolean;
  /** 32 hex digits for the AAGUID extension. */
  readonly aaguid?: string;
}

function name(subject: Subject): Uint8Array {
  const attribute = (oid: string, value: Uint8Array) => set(sequence(objectIdentifier(oid), value));
  return sequence(
    attribute(OID.country, printableString('SE')),
    attribute(OID.organization, utf8String(subject.organization)),
    attribute(OID.organizationalUnit, utf8String(subject.organizationalUnit)),
    attribute(OID.commonName, utf8String(subject.commonName)),
  );
}

function extensions(input: CertificateInput): Uint8Array {
  const constraints = input.isAuthority ? sequence(boolean(true)) : sequence();
  const list = [
    sequence(objectIdentifier(OID.basicConstraints), boolean(true), octetString(constraints)),
  ];
  if (input.aaguid !== undefined) {
    // The value is an OCTET STRING inside the extension's OCTET STRING, and must not be critical.
    const value = octetString(octetString(fromHex(input.aaguid)));
    list.push(sequence(objectIdentifier(OID.aaguid), value));
  }
  return explicit(3, sequence(...list));
}

/** Writes and signs an X.509 v3 certificate (DER), ECDSA P-256 with SHA-256. */
export function writeCertificate(input: CertificateInput): Uint8Array {
  const algorithm = sequence(objectIdentifier(OID.ecdsaWithSha256));
  const spki = createPublicKey(input.subjectKey.privateKey).export({ format: 'der', type: 'spki' });
  const label = utf8Encode(`${input.subject.commonName} ${input.aaguid ?? ''}`);
  const serial = sha256(label).slice(0, SERIAL_BYTES);
  const toBeSigned = sequence(
    explicit(0, integer(Uint8Array.of(2))),
    integer(serial),
    algorithm,
    name(input.issuer),
    sequence(time(NOT_BEFORE), time(NOT_AFTER)),
    name(input.subject),
    new Uint8Array(spki),
    extensions(input),
  );
  return sequence(toBeSigned, algorithm, bitString(input.issuerKey.sign(toBeSigned)));
}

export function toPem(certificate: Uint8Array): string {
  const lines =
    Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
