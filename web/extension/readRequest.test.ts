import { describe, expect, it } from 'vitest';
import { readRequest } from './readRequest.ts';
import { CREATION } from './testing/creation.ts';

const create = (options: unknown, timeoutMs: unknown = 60_000) =>
  readRequest({
    type: 'create',
    options: typeof options === 'string' ? options : JSON.stringify(options),
    timeoutMs,
  });
const refused = (code: string) => ({ kind: 'refused', code });

describe('a request of a page', () => {
  it('is repaired: every id base64url, in each way it may be meant, and a key with its PIN asked for', () => {
    expect(create(CREATION)).toEqual({
      kind: 'call',
      call: {
        type: 'create',
        timeoutMs: 60_000,
        options: {
          rp: CREATION.rp,
          user: CREATION.user,
          challenge: 'Y2hhbGxlbmdl',
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          timeout: 60_000,
          excludeCredentials: ['-_8', '-_8', '-_81', '-_8'].map((id) => ({
            type: 'public-key',
            id,
          })),
          authenticatorSelection: {
            authenticatorAttachment: 'cross-platform',
            residentKey: 'required',
            requireResidentKey: true,
            userVerification: 'required',
          },
          hints: ['security-key'],
          attestation: 'direct',
          extensions: {
            hmacCreateSecret: true,
            credentialProtectionPolicy: 'userVerificationOptional',
          },
        },
      },
    });
  });

  it.each([
    ['nothing', undefined],
    ['no object', 'ping'],
    ['a list', []],
    ['another kind', { type: 'reset', timeoutMs: 1 }],
    ['no time', { type: 'create', options: JSON.stringify(CREATION) }],
    ['no options', { type: 'create', timeoutMs: 1 }],
    ['options that are too large', { type: 'create', timeoutMs: 1, options: ' '.repeat(200_001) }],
    ['no nonce', { type: 'prove', timeoutMs: 1, rpId: 'login.microsoft.com', credentialId: 'AA' }],
    [
      'no id of a credential',
      {
        ...{ type: 'prove', timeoutMs: 1, rpId: 'login.microsoft.com' },
        ...{ nonce: 'A'.repeat(43), credentialId: '!' },
      },
    ],
  ])('is refused with %s', (_what, message) => {
    expect(readRequest(message)).toEqual(refused('extension_request_invalid'));
  });

  it.each([
    ['no JSON', '{'],
    ['JSON that is no object', '7'],
    ['no relying party', { ...CREATION, rp: undefined }],
    ['a challenge that is no base64', { ...CREATION, challenge: '§' }],
    ['no user', { ...CREATION, user: null }],
    ['a user without a name', { ...CREATION, user: { id: 'AA' } }],
    ['algorithms that are no list', { ...CREATION, pubKeyCredParams: {} }],
    ['extensions that are no object', { ...CREATION, extensions: 7 }],
  ])('is refused with options that are %s', (_what, options) => {
    expect(create(options)).toEqual(refused('extension_request_invalid'));
  });

  it.each(['login.microsoft.com.evil.example', 'microsoft.com', 'LOGIN.microsoft.com', ''])(
    'is refused for the relying party “%s”',
    (id) => {
      expect(create({ ...CREATION, rp: { id, name: '' } })).toEqual(
        refused('extension_rp_refused'),
      );
      const proof = { type: 'prove', timeoutMs: 1, rpId: id, credentialId: 'AA', nonce: 'A' };
      expect(readRequest(proof)).toEqual(refused('extension_rp_refused'));
    },
  );

  it('has between ten seconds and five minutes', () => {
    expect(create(CREATION, 1)).toMatchObject({ call: { timeoutMs: 10_000 } });
    expect(create(CREATION, 1e9)).toMatchObject({ call: { timeoutMs: 300_000 } });
    expect(create(CREATION, Number.NaN)).toEqual(refused('extension_request_invalid'));
  });
});
