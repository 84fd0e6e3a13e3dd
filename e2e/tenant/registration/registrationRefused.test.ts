import { beforeEach, describe, expect, it } from 'vitest';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { errorOf } from '../testing/graphClient.ts';
import {
  AAGUID_BYTES,
  HOLDER,
  METHODS,
  type RegistrationBench,
  registrationBench,
} from '../testing/registrationBench.ts';
import { issueCertificate } from '../testing/testCertificate.ts';
import { makeRegistration, type RegistrationWish } from '../testing/testKey.ts';
import { type Tiny, tinyCbor } from '../testing/tinyCbor.ts';

let bench: RegistrationBench;

beforeEach(async () => {
  bench = await registrationBench();
});

describe('a registration that is refused', () => {
  const badCose = (entries: readonly [number, Tiny][]) => new Map<number, Tiny>(entries);
  const rows: [string, Partial<RegistrationWish>, RegExp][] = [
    ['an assertion type', { type: 'webauthn.get' }, /type is not webauthn\.create/],
    ['the page as origin', { origin: 'http://localhost:3000' }, /origin/],
    ['an extension as origin', { origin: 'chrome-extension://abc' }, /origin/],
    ['a cross-origin frame', { clientData: { crossOrigin: true } }, /across origins/],
    ['a top origin', { clientData: { topOrigin: 'https://evil.example' } }, /inside another page/],
    ['client data that is no JSON', { clientDataText: '{' }, /not valid JSON/],
    ['client data without challenge', { clientData: { challenge: 5 } }, /no challenge/],
    ['a challenge of its own', { challenge: 'AAAA' }, /not issued/],
    ['another RP', { rpId: 'login.microsoftonline.com' }, /RP ID hash/],
    ['no user presence', { flags: 0x44 }, /user present/],
    ['no user verification', { flags: 0x41 }, /user verified/],
    ['no attested credential data', { flags: 0x05 }, /attested credential data/],
    ['backup state without eligibility', { flags: 0x55 }, /backup state/],
    ['a synced passkey where only device-bound ones are allowed', { flags: 0x4d }, /type synced/],
    [
      'another id than the authenticator says',
      { id: toBase64Url(new Uint8Array(32)) },
      /not the credential id/,
    ],
    ['a padded id', { id: 'AAAA=' }, /base64url without padding/],
    ['an id in plain base64', { id: '++++' }, /base64url without padding/],
    ['a credential id that is too short', { credentialId: new Uint8Array(8) }, /wrong length/],
    ['a credential id that is too long', { credentialId: new Uint8Array(1024) }, /wrong length/],
    ['bytes left over', { trailing: Uint8Array.of(0) }, /left over/],
    ['extensions that are no map', { extensions: tinyCbor('x') }, /not a map/],
    ['the extension flag without extensions', { flags: 0xc5 }, /not valid CBOR/],
    [
      'an algorithm that was not offered',
      {
        cose: badCose([
          [1, 1],
          [3, -8],
          [-1, 6],
          [-2, new Uint8Array(32)],
        ]),
      },
      /not offered/,
    ],
    [
      'a point off the curve',
      {
        cose: badCose([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(32).fill(1)],
          [-3, new Uint8Array(32).fill(1)],
        ]),
      },
      /public key is not valid/,
    ],
    [
      'a short coordinate',
      {
        cose: badCose([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(31)],
          [-3, new Uint8Array(32)],
        ]),
      },
      /public key is not valid/,
    ],
    [
      'an RSA key for ES256',
      {
        cose: badCose([
          [1, 3],
          [3, -7],
          [-1, new Uint8Array(256)],
          [-2, Uint8Array.of(1, 0, 1)],
        ]),
      },
      /public key is not valid/,
    ],
    [
      'an attestation object that is no CBOR',
      { attestationObject: Uint8Array.of(0xff) },
      /not valid CBOR/,
    ],
    [
      'an attestation object without members',
      { attestationObject: Uint8Array.of(0xa0) },
      /three members/,
    ],
    ['an unknown format', { format: 'fido-u2f' }, /format is not supported/],
    ['a statement with none', { statement: new Map<string, Tiny>([['alg', -7]]) }, /must be empty/],
    ['a broken self attestation', { self: true, breakSignature: true }, /signature is not valid/],
    [
      'a self attestation of another algorithm',
      { self: true, statementAlg: -257 },
      /not the one of the credential/,
    ],
    ['an attestation algorithm nobody offered', { self: true, statementAlg: -8 }, /not supported/],
    [
      'a packed statement with an unknown member',
      { format: 'packed', statement: new Map<string, Tiny>([['ecdaaKeyId', new Uint8Array(1)]]) },
      /unknown member/,
    ],
    [
      'an empty chain',
      {
        format: 'packed',
        statement: new Map<string, Tiny>([
          ['alg', -7],
          ['sig', new Uint8Array(8)],
          ['x5c', []],
        ]),
      },
      /x5c/,
    ],
    [
      'a certificate that is none',
      {
        format: 'packed',
        statement: new Map<string, Tiny>([
          ['alg', -7],
          ['sig', new Uint8Array(8)],
          ['x5c', [new Uint8Array(8)]],
        ]),
      },
      /cannot be read/,
    ],
    ['a display name of 31 characters', { displayName: 'x'.repeat(31) }, /at most 30/],
    ['an empty display name', { displayName: ' ' }, /must be a text/],
  ];

  it.each(rows)('has %s', async (_what, wish, words) => {
    const answer = await bench.register(wish);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).code).toBe('badRequest');
    expect(errorOf(answer).message).toMatch(words);
    expect(bench.tenant.state.passkeysOf(HOLDER)).toHaveLength(0);
  });

  const chains: [string, () => Partial<RegistrationWish>, RegExp][] = [
    [
      'a broken signature',
      () => ({ chain: [bench.leaf], breakSignature: true }),
      /signature is not valid/,
    ],
    [
      'the AAGUID_BYTES of another model',
      () => ({ chain: [bench.leaf], aaguid: 'a25342c0-3cdc-4414-8e46-f4807fca511c' }),
      /not the one of the authenticator/,
    ],
    [
      'a critical AAGUID_BYTES extension',
      () => ({ chain: [issueCertificate({ aaguid: AAGUID_BYTES, isAaguidCritical: true })] }),
      /marked critical/,
    ],
    [
      'a CA as leaf',
      () => ({ chain: [issueCertificate({ aaguid: AAGUID_BYTES, isCa: true })] }),
      /CA certificate/,
    ],
    [
      'a certificate of version 1',
      () => ({ chain: [issueCertificate({ version: 0 })] }),
      /not version 3/,
    ],
    [
      'a subject no maker writes',
      () => ({ chain: [issueCertificate({ subject: { CN: 'x' } })] }),
      /subject/,
    ],
  ];

  it.each(chains)('has an attestation with %s', async (_what, wish, words) => {
    const answer = await bench.register(wish());
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toMatch(words);
  });

  it.each(['rawId', 'type', 'authenticatorAttachment', 'transports'])(
    'has the unknown member %s',
    async (name) => {
      const body = makeRegistration({ challenge: await bench.challengeFor() });
      Object.assign(body['publicKeyCredential'] as object, { [name]: 'x' });
      const answer = await bench.call('POST', METHODS, body);
      expect(errorOf(answer).message).toContain(`'${name}' does not exist`);
    },
  );

  it.each([
    'x',
    { publicKeyCredential: 1 },
    {},
    { publicKeyCredential: { id: 'AAAA' } },
    { extra: 1 },
  ])('has the body %j', async (body) => {
    expect((await bench.call('POST', METHODS, body)).status).toBe(400);
  });

  it('has no JSON content type', async () => {
    const answer = await bench.call('POST', METHODS, {}, { 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(415);
  });
});
