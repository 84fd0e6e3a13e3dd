import { X509Certificate } from 'node:crypto';

function isValidAt(certificate: X509Certificate, now: number): boolean {
  return now >= Date.parse(certificate.validFrom) && now <= Date.parse(certificate.validTo);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** Whether the chain, leaf first, is sound and ends in (or just below) one of the roots. */
export function isChainTrusted(
  chain: readonly X509Certificate[],
  rootsPem: readonly string[],
  now: number,
): boolean {
  const roots = rootsPem.map((pem) => new X509Certificate(pem));
  if (chain.length === 0 || !chain.every((certificate) => isValidAt(certificate, now)))
    return false;
  for (const [index, certificate] of chain.entries()) {
    const isAnchored = roots.some(
      (root) =>
        root.fingerprint256 === certificate.fingerprint256 ||
        (isValidAt(root, now) && isIssuedBy(certificate, root)),
    );
    if (isAnchored) return true;
    const issuer = chain[index + 1];
    if (!issuer || !isIssuedBy(certificate, issuer)) return false;
  }
  return false;
}
