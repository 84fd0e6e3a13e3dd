import { constants, createHmac, type KeyObject, sign } from 'node:crypto';

/** Signers by JOSE algorithm name: what an honest issuer uses, and what an attacker would try. */
const SIGNERS: Readonly<Record<string, (data: Buffer, key: KeyObject) => Buffer>> = {
  RS256: (data, key) => sign('sha256', data, key),
  RS384: (data, key) => sign('sha384', data, key),
  RS512: (data, key) => sign('sha512', data, key),
  PS256: (data, key) =>
    sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
  ES256: (data, key) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  HS256: (data, key) =>
    createHmac('sha256', key.export({ type: 'spki', format: 'pem' }))
      .update(data)
      .digest(),
  none: () => Buffer.alloc(0),
};

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Writes a compact JWS. `signWith` is the algorithm really used, so that the header may lie.
 * HS256 takes a public key and uses its PEM text as the secret: the classic confusion attack.
 */
export function compactJwt(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  signWith: string,
  key: KeyObject,
): string {
  const signer = SIGNERS[signWith];
  if (!signer) throw new TypeError(`no signer for ${signWith}`);
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${signer(Buffer.from(signed), key).toString('base64url')}`;
}
