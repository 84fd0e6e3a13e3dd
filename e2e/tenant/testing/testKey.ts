import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex } from '#shared/bytes/hex.ts';
import type { Issued } from './testCertificate.ts';
import { type Tiny, tinyCbor } from './tinyCbor.ts';

export const TEST_AAGUID = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

/** How a registration is to differ from a good one. */
export interface RegistrationWish {
  readonly challenge: string;
  readonly aaguid?: string;
  readonly type?: string;
  readonly origin?: string;
  readonly clientData?: Record<string, unknown>;
  readonly clientDataText?: string;
  readonly rpId?: string;
  readonly flags?: number;
  readonly credentialId?: Uint8Array;
  readonly id?: string;
  readonly cose?: ReadonlyMap<number, Tiny>;
  readonly extensions?: Uint8Array;
  readonly trailing?: Uint8Array;
  readonly format?: string;
  readonly statement?: ReadonlyMap<string, Tiny>;
  /** Chain, leaf first: packed by certificate. Without it, `none` or, if `self`, by the own key. */
  readonly chain?: readonly Issued[];
  readonly self?: boolean;
  readonly statementAlg?: number;
  readonly breakSignature?: boolean;
  readonly displayName?: unknown;
  readonly attestationObject?: Uint8Array;
}

/** COSE_Key of a P-256 public key. */
function coseOf(publicKey: KeyObject): Map<number, Tiny> {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (part: string) => new Uint8Array(Buffer.from(part, 'base64url'));
  return new Map<number, Tiny>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ]);
}

function sha256(data: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(data).digest());
}

/** Makes the body of `POST fido2Methods` as a security key and a client together would. */
export function makeRegistration(wish: RegistrationWish): Record<string, unknown> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = wish.credentialId ?? new Uint8Array(randomBytes(32));
  const clientData = new TextEncoder().encode(
    wish.clientDataText ??
      JSON.stringify({
        type: wish.type ?? 'webauthn.create',
        challenge: wish.challenge,
        origin: wish.origin ?? 'https://login.microsoft.com',
        ...wish.clientData,
      }),
  );
  const authData = concat(
    sha256(new TextEncoder().encode(wish.rpId ?? 'login.microsoft.com')),
    Uint8Array.of(wish.flags ?? (wish.extensions ? 0xc5 : 0x45), 0, 0, 0, 1),
    fromHex((wish.aaguid ?? TEST_AAGUID).replaceAll('-', '')),
    Uint8Array.of(credentialId.length >> 8, credentialId.length & 0xff),
    credentialId,
    tinyCbor(wish.cose ?? coseOf(publicKey)),
    wish.extensions ?? new Uint8Array(),
    wish.trailing ?? new Uint8Array(),
  );
  const [leaf] = wish.chain ?? [];
  const signature = new Uint8Array(
    sign('sha256', concat(authData, sha256(clientData)), leaf?.privateKey ?? privateKey),
  );
  if (wish.breakSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  const packed = new Map<string, Tiny>([
    ['alg', wish.statementAlg ?? -7],
    ['sig', signature],
    ...(wish.chain ? [['x5c', wish.chain.map((issued) => issued.der)] as const] : []),
  ]);
  const isPacked = wish.chain !== undefined || wish.self === true;
  const attestationObject = tinyCbor(
    new Map<string, Tiny>([
      ['fmt', wish.format ?? (isPacked ? 'packed' : 'none')],
      ['attStmt', wish.statement ?? (isPacked ? packed : new Map<string, Tiny>())],
      ['authData', authData],
    ]),
  );
  return {
    displayName: wish.displayName ?? 'Test key 12345678',
    publicKeyCredential: {
      id: wish.id ?? toBase64Url(credentialId),
      response: {
        clientDataJSON: toBase64Url(clientData),
        attestationObject: toBase64Url(wish.attestationObject ?? attestationObject),
      },
      clientExtensionResults: {},
    },
  };
}
