import { exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { json, scriptFetch } from '#bff/testFetch.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import {
  createTestKey,
  goodClaims,
  ISSUER,
  PERSON_ID,
  TENANT,
  type TestKey,
  type TokenChanges,
} from './testTokens.ts';
import { createTokenValidator } from './validateToken.ts';

const NOW = 1_800_000_000;
const KEYS_CALL = `GET ${TENANT.loginOrigin}/${TENANT.tenantId}/discovery/v2.0/keys`;

let key: TestKey;
let otherKey: TestKey;
let ecKey: TestKey;
let pssKey: TestKey;
let publicPem: string;

beforeAll(async () => {
  [key, otherKey, ecKey, pssKey] = await Promise.all([
    createTestKey('k1'),
    createTestKey('k1'),
    createTestKey('ec', 'ES256'),
    createTestKey('k1', 'PS256'),
  ]);
  publicPem = await exportSPKI(key.publicKey);
});

function validator(options: { keys?: readonly unknown[]; now?: () => number } = {}) {
  const { keys = [key.jwk, ecKey.jwk] } = options;
  const script = scriptFetch([{ call: KEYS_CALL, answer: json({ keys }) }]);
  const clock = { now: options.now ?? (() => NOW * 1000) };
  return createTokenValidator(TENANT, clock, script.fetch);
}

async function codeOf(promise: Promise<unknown>): Promise<FailureCode | 'accepted'> {
  try {
    await promise;
    return 'accepted';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('a good token', () => {
  it('gives its caller', async () => {
    const claims = { acrs: ['c1'], roles: ['Keywright.Admin', 'Other.Role', 'Operator'] };
    expect(await validator()(await key.sign(NOW, { claims }))).toEqual({
      id: PERSON_ID,
      tenantId: TENANT.tenantId,
      roles: ['Admin'],
      displayName: 'Adele Vance',
      userPrincipalName: 'adele.vance@contoso.example',
      isGuest: false,
      issuedAt: NOW,
      acrs: ['c1'],
      authTime: NOW - 60,
    });
  });

  it.each([
    ['without roles', { roles: undefined }, { roles: [] }],
    ['of an invited account', { acct: 1 }, { isGuest: true }],
    [
      'of another provider, without acct',
      { acct: undefined, idp: 'https://sts.windows.net/x/' },
      { isGuest: true },
    ],
    [
      'of this tenant as provider, without acct',
      { acct: undefined, idp: ISSUER },
      { isGuest: false },
    ],
    ['with several scopes', { scp: 'profile access_as_user' }, { id: PERSON_ID }],
    ['that says it is a user', { idtyp: 'user' }, { id: PERSON_ID }],
    ['60 s past its end', { exp: NOW - 59 }, { id: PERSON_ID }],
    ['60 s before its time', { nbf: NOW + 59, iat: NOW + 59 }, { id: PERSON_ID }],
  ])('may be one %s', async (_, claims, caller) => {
    expect(await validator()(await key.sign(NOW, { claims }))).toMatchObject(caller);
  });
});

const claim = (claims: Record<string, unknown>) => () => key.sign(NOW, { claims });
const header = (changes: TokenChanges['header']) => () => key.sign(NOW, { header: changes ?? {} });

/** A token whose parts are put together by hand. */
async function parts(change: (token: string[]) => string[]): Promise<string> {
  return change((await key.sign(NOW)).split('.')).join('.');
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const OTHER_GUID = '99999999-2222-4333-8444-555555555555';

const BAD_TOKENS: readonly (readonly [title: string, make: () => Promise<string> | string])[] = [
  ['unsigned', () => new UnsecuredJWT(goodClaims(NOW)).encode()],
  [
    'alg none with a signature',
    () => parts(([, p, s]) => [encode({ alg: 'none', typ: 'JWT', kid: 'k1' }), p ?? '', s ?? '']),
  ],
  [
    'HS256 with the public key as secret',
    () =>
      new SignJWT(goodClaims(NOW))
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'k1' })
        .sign(new TextEncoder().encode(publicPem)),
  ],
  ['PS256', () => pssKey.sign(NOW)],
  ['ES256 by a published key', () => ecKey.sign(NOW)],
  ['RS256 in the header, another key', () => otherKey.sign(NOW)],
  [
    'its own key in jwk',
    async () => otherKey.sign(NOW, { header: { jwk: otherKey.jwk, kid: 'k9' } }),
  ],
  [
    'its own key behind jku',
    () => otherKey.sign(NOW, { header: { jku: 'https://evil.example/keys', kid: 'k9' } }),
  ],
  ['an unknown kid', header({ kid: 'k2' })],
  ['no kid', header({ kid: undefined })],
  ['a kid that is a path', header({ kid: '../../k1' })],
  ['typ at+jwt of another kind of issuer', header({ typ: 'at+jwt' })],
  ['no typ', header({ typ: undefined })],
  [
    'a critical header nobody knows',
    () =>
      parts(([, p, s]) => [
        encode({ alg: 'RS256', typ: 'JWT', kid: 'k1', crit: ['x'], x: 1 }),
        p ?? '',
        s ?? '',
      ]),
  ],
  [
    'a changed payload',
    () =>
      parts(([h, , s]) => [
        h ?? '',
        encode({ ...goodClaims(NOW), roles: ['Keywright.Admin'] }),
        s ?? '',
      ]),
  ],
  ['a cut signature', () => parts(([h, p, s]) => [h ?? '', p ?? '', (s ?? '').slice(0, -8)])],
  ['an empty signature', () => parts(([h, p]) => [h ?? '', p ?? '', ''])],
  ['four parts', () => parts((all) => [...all, 'x'])],
  ['five parts, as if encrypted', () => parts((all) => [...all, 'x', 'y'])],
  ['no JWT at all', () => 'opaque-token'],
  ['the common issuer', claim({ iss: 'https://login.microsoftonline.com/common/v2.0' })],
  ['a v1.0 issuer', claim({ iss: `https://sts.windows.net/${TENANT.tenantId}/` })],
  ['the issuer without its end', claim({ iss: ISSUER.replace('/v2.0', '') })],
  ['no issuer', claim({ iss: undefined })],
  ['another tenant', claim({ tid: OTHER_GUID })],
  ['no tenant', claim({ tid: undefined })],
  ['another audience', claim({ aud: OTHER_GUID })],
  ['the audience of Graph', claim({ aud: '00000003-0000-0000-c000-000000000000' })],
  ['the application id URI as audience', claim({ aud: `api://${TENANT.apiClientId}` })],
  ['no audience', claim({ aud: undefined })],
  ['version 1.0', claim({ ver: '1.0' })],
  ['no version', claim({ ver: undefined })],
  ['another client', claim({ azp: OTHER_GUID })],
  ['no client', claim({ azp: undefined })],
  ['a confidential client', claim({ azpacr: '1' })],
  ['ended', claim({ exp: NOW - 61 })],
  ['no end', claim({ exp: undefined })],
  ['an end that is a text', claim({ exp: String(NOW + 60) })],
  ['not valid yet', claim({ nbf: NOW + 61 })],
  ['no beginning', claim({ nbf: undefined })],
  ['no time of issue', claim({ iat: undefined })],
  [
    'an ID token: page as audience, no scope',
    claim({ aud: TENANT.pageClientId, scp: undefined, azp: undefined }),
  ],
  ['no scope', claim({ scp: undefined })],
  ['another scope', claim({ scp: 'access_as_user_too' })],
  ['scopes as a list', claim({ scp: ['access_as_user'] })],
  ['an app-only token', claim({ idtyp: 'app', scp: undefined })],
  ['an app that also has a scope', claim({ idtyp: 'app' })],
  ['no object id', claim({ oid: undefined })],
  ['a UPN as object id', claim({ oid: 'adele.vance@contoso.example' })],
  ['roles as one text', claim({ roles: 'Keywright.Admin' })],
];

describe('a bad token', () => {
  it('comes in at least 40 kinds', () => {
    expect(BAD_TOKENS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(BAD_TOKENS.map(([title]) => title)).size).toBe(BAD_TOKENS.length);
  });

  it.each(BAD_TOKENS)('is refused: %s', async (title, make) => {
    const expected = title === 'ended' ? 'session_expired' : 'session_missing';
    expect(await codeOf(validator()(await make()))).toBe(expected);
  });

  it('is refused when its key is published for another issuer', async () => {
    const foreign = { ...key.jwk, issuer: 'https://login.microsoftonline.com/other/v2.0' };
    expect(await codeOf(validator({ keys: [foreign] })(await key.sign(NOW)))).toBe(
      'session_missing',
    );
    const template = { ...key.jwk, issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' };
    expect(await codeOf(validator({ keys: [template] })(await key.sign(NOW)))).toBe('accepted');
  });

  it('is refused when its key is published for encryption', async () => {
    const keys = [{ ...key.jwk, use: 'enc' }];
    expect(await codeOf(validator({ keys })(await key.sign(NOW)))).toBe('session_missing');
  });

  it('never shows in the error', async () => {
    const token = await key.sign(NOW, { claims: { aud: OTHER_GUID } });
    try {
      await validator()(token);
    } catch (error) {
      const shown = JSON.stringify(error, Object.getOwnPropertyNames(error));
      expect(shown).not.toContain(token.split('.')[1]);
      expect(shown).not.toContain(OTHER_GUID);
      return;
    }
    expect.unreachable();
  });
});

describe('the signing keys', () => {
  function scripted(answers: readonly (readonly unknown[] | Error | Response)[]) {
    let now = NOW * 1000;
    const script = scriptFetch(
      answers.map((answer) => ({
        call: KEYS_CALL,
        answer:
          answer instanceof Error || answer instanceof Response ? answer : json({ keys: answer }),
      })),
    );
    const validate = createTokenValidator(TENANT, { now: () => now }, script.fetch);
    return {
      script,
      validate,
      pass: (seconds: number) => {
        now += seconds * 1000;
      },
      good: () => key.sign(Math.floor(now / 1000)),
    };
  }

  it('are fetched once for many tokens at the same time', async () => {
    const { script, validate, good } = scripted([[key.jwk]]);
    const token = await good();
    await Promise.all(Array.from({ length: 20 }, () => validate(token)));
    script.finish();
  });

  it('are fetched again for an unknown kid, but only every 30 seconds', async () => {
    const { script, validate, pass, good } = scripted([[], [key.jwk]]);
    const token = await good();
    for (let index = 0; index < 5; index += 1) {
      expect(await codeOf(validate(token))).toBe('session_missing');
    }
    pass(31);
    expect(await codeOf(validate(token))).toBe('accepted');
    script.finish();
  });

  it('go on counting for a day when the endpoint is away, and then no longer', async () => {
    const down = new TypeError('fetch failed');
    const { script, validate, pass, good } = scripted([[key.jwk], down, down]);
    expect(await codeOf(validate(await good()))).toBe('accepted');
    pass(3601);
    expect(await codeOf(validate(await good()))).toBe('accepted');
    pass(24 * 3600);
    expect(await codeOf(validate(await good()))).toBe('graph_unavailable');
    script.finish();
  });

  it.each([
    [
      'a redirect',
      new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    ],
    ['an error', json({ error: 'x' }, 500)],
    ['another document', json({ hello: 1 })],
    ['no JSON', new Response('<html>')],
    ['a huge answer', new Response(`{"keys":[],"x":"${'x'.repeat(600_000)}"}`)],
  ])('are not taken from %s', async (_, answer) => {
    const { script, validate, good } = scripted([answer]);
    expect(await codeOf(validate(await good()))).toBe('graph_unavailable');
    script.finish();
  });
});
