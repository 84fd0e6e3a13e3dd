import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { toPem, writeCertificate } from '#e2e/authenticator/attestation/certificate.ts';
import { drawSigningKey } from '#e2e/authenticator/crypto/signingKey.ts';

/** A certificate of the backend's app registration and its key, both PEM, made anew for each demo or test run. */
export interface GraphCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const ES256 = -7;

/** Makes an RSA key, as Entra's certificate credentials have, and a certificate that carries it. */
export function makeGraphCertificate(): GraphCertificate {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuerKey = drawSigningKey(ES256, (length) => new Uint8Array(randomBytes(length)));
  const issuer = {
    organization: 'Keywright demo',
    organizationalUnit: 'Backend',
    commonName: `Keywright backend ${randomBytes(4).toString('hex')}`,
  };
  const certificate = writeCertificate({
    subject: issuer,
    // Only its public half goes into the certificate.
    subjectKey: { ...issuerKey, privateKey },
    issuer,
    issuerKey,
    isAuthority: false,
  });
  return {
    certificatePem: toPem(certificate),
    privateKeyPem: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
  };
}
