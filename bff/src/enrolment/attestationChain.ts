import { X509Certificate } from 'node:crypto';

/**
 * Tells whether a chain of attestation certificates leads to one of our roots: every certificate within its time, issued
 * and signed by the next, every issuer a CA. Done here and not by the WebAuthn library, whose roots are global to the
 * process and which fetches revocation lists from wherever the certificate says.
 * @param x5c DER, the attestation certificate first.
 * @param roots PEM.
 */
export function chainsToRoot(
  x5c: readonly Uint8Array[],
  roots: readonly string[],
  now: Date,
): boolean {
  try {
    const chain = x5c.map((der) => new X509Certificate(der));
    const anchors = roots.map((pem) => new X509Certificate(pem));
    const isWhole = chain.every((certificate, index) => {
      const issuer = chain[index + 1];
      return (
        isCurrent(certificate, now) && (issuer === undefined || isIssuedBy(certificate, issuer))
      );
    });
    const last = chain.at(-1);
    if (!isWhole || last === undefined) return false;
    return anchors.some(
      (anchor) =>
        isCurrent(anchor, now) &&
        (last.fingerprint256 === anchor.fingerprint256 || isIssuedBy(last, anchor)),
    );
  } catch {
    // A certificate that cannot be read leads nowhere.
    return false;
  }
}

function isCurrent(certificate: X509Certificate, now: Date): boolean {
  return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
