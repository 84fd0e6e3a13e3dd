import { utf8Encode } from '#shared/bytes/utf8.ts';
import { sha256 } from '../crypto/hash.ts';
import { type SigningKey, signingKey } from '../crypto/signingKey.ts';
import { type Subject, toPem, writeCertificate } from './certificate.ts';

/** A maker of test keys: a root and what it signs. Its keys follow from its name, so every process knows the same ones. */
interface Authority {
  readonly subject: Subject;
  readonly key: SigningKey;
  readonly certificate: Uint8Array;
}

export interface AttestationIdentity {
  readonly key: SigningKey;
  /** DER, leaf only: x5c leaves the root out. */
  readonly certificate: Uint8Array;
}

const MAKER = 'Keywright Test Keys';
const ES256 = -7;

const keyNamed = (label: string): SigningKey => signingKey(ES256, sha256(utf8Encode(label)));

function authority(commonName: string, issuer?: Authority): Authority {
  const subject = { organization: MAKER, organizationalUnit: 'Test Authority', commonName };
  const key = keyNamed(commonName);
  const certificate = writeCertificate({
    subject,
    subjectKey: key,
    issuer: issuer?.subject ?? subject,
    issuerKey: issuer?.key ?? key,
    isAuthority: true,
  });
  return { subject, key, certificate };
}

const testRoot = authority('Keywright Test FIDO Root');
const AUTHORITIES = {
  test: testRoot,
  foreign: authority('Somebody Else Test FIDO Root'),
  /** Between the test root and leaves; a chain without it does not reach the root. */
  intermediate: authority('Keywright Test FIDO Intermediate', testRoot),
};

/**
 * The root that attests every well-behaved software key. Subject and key are the same in every process; the signature on
 * it is not (ECDSA), so compare by key or verify the chain, not by bytes.
 */
export const testAttestationRootPem: string = toPem(testRoot.certificate);

const identities = new Map<string, AttestationIdentity>();

/** The attestation key and certificate of a model. */
export function attestationIdentity(
  model: { readonly aaguid: string; readonly productName: string },
  issuedBy: keyof typeof AUTHORITIES,
): AttestationIdentity {
  const label = `${issuedBy} ${model.aaguid} ${model.productName}`;
  const known = identities.get(label);
  if (known !== undefined) return known;
  const issuer = AUTHORITIES[issuedBy];
  const key = keyNamed(`attestation ${label}`);
  const subject = {
    organization: MAKER,
    // The exact words that WebAuthn §8.2.1 demands.
    organizationalUnit: 'Authenticator Attestation',
    commonName: `${model.productName} Attestation`,
  };
  const certificate = writeCertificate({
    subject,
    subjectKey: key,
    issuer: issuer.subject,
    issuerKey: issuer.key,
    isAuthority: false,
    aaguid: model.aaguid,
  });
  const identity = { key, certificate };
  identities.set(label, identity);
  return identity;
}
