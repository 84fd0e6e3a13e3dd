import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { TAG } from '../registration/der.ts';
import { bits, boolean, der, integer, octets, oid, sequence, text, time } from './derWriter.ts';

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const NAME_OIDS: Readonly<Record<string, string>> = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
};

/** A certificate with the key that belongs to it. */
export interface Issued {
  readonly certificate: X509Certificate;
  readonly pem: string;
  readonly der: Uint8Array;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly name: Uint8Array;
}

export interface CertificateWish {
  readonly subject?: Readonly<Record<string, string>>;
  readonly isCa?: boolean;
  readonly issuer?: Issued;
  readonly aaguid?: Uint8Array;
  readonly isAaguidCritical?: boolean;
  readonly version?: number;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The key to certify; the signature is then by a throw-away key, for uses that do not look at it. */
  readonly subjectKey?: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
}

/** The subject WebAuthn asks of an attestation certificate. */
const MAKER_SUBJECT = {
  C: 'NL',
  O: 'Test Maker',
  OU: 'Authenticator Attestation',
  CN: 'Test key',
};

function nameOf(subject: Readonly<Record<string, string>>): Uint8Array {
  const parts = Object.entries(subject).map(([key, value]) =>
    der(0x31, sequence(oid(NAME_OIDS[key] ?? NAME_OIDS['CN'] ?? ''), text(value))),
  );
  return sequence(...parts);
}

/** Issues a P-256 certificate; self-signed when no issuer is given. */
export function issueCertificate(wish: CertificateWish = {}): Issued {
  const made = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { privateKey, publicKey } = wish.subjectKey ?? made;
  const name = nameOf(wish.subject ?? MAKER_SUBJECT);
  const algorithm = sequence(oid(ECDSA_SHA256));
  const extensions = [
    sequence(
      oid('2.5.29.19'),
      boolean(true),
      octets(wish.isCa ? sequence(boolean(true)) : sequence()),
    ),
  ];
  if (wish.aaguid) {
    const critical = wish.isAaguidCritical ? [boolean(true)] : [];
    extensions.push(
      sequence(oid('1.3.6.1.4.1.45724.1.1.4'), ...critical, octets(octets(wish.aaguid))),
    );
  }
  const version = wish.version ?? 2;
  const body = sequence(
    der(TAG.version, integer(version)),
    integer(1),
    algorithm,
    wish.issuer?.name ?? name,
    sequence(
      time(wish.validFrom ?? '2020-01-01T00:00:00'),
      time(wish.validTo ?? '2049-01-01T00:00:00'),
    ),
    name,
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    ...(version === 2 ? [der(TAG.extensions, sequence(...extensions))] : []),
  );
  const signature = sign('sha256', body, wish.issuer?.privateKey ?? made.privateKey);
  const bytes = sequence(body, algorithm, bits(new Uint8Array(signature)));
  const certificate = new X509Certificate(bytes);
  return { certificate, pem: certificate.toString(), der: bytes, privateKey, publicKey, name };
}
