import { beforeEach, describe, expect, it } from 'vitest';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { DEFAULT_PROFILE_ID } from '../directory/policies.ts';
import { credentialIdText } from '../registration/credentialIdText.ts';
import {
  type Answer,
  errorOf,
  type GraphClient,
  graphClient,
  rowsOf,
} from '../testing/graphClient.ts';
import { makeRegistration } from '../testing/testKey.ts';

const USER = 'viktor.steiner@contoso.example';
const METHODS = `/v1.0/users/${USER}/authentication/fido2Methods`;
const PASSES = `/v1.0/users/${USER}/authentication/temporaryAccessPassMethods`;

interface Options {
  readonly challenge: string;
  readonly user: { id: string; name: string };
  readonly excludeCredentials: { id: string }[];
}

let now: number;
let client: GraphClient;

beforeEach(async () => {
  now = Date.parse('2026-10-01T10:00:00.250Z');
  client = await graphClient({ now: () => now, appTokenSeconds: 86_400 });
});

function optionsOf(answer: Answer): Options {
  return answer.body['publicKey'] as Options;
}

async function register(): Promise<Answer> {
  const { challenge } = optionsOf(await client.get(`${METHODS}/creationOptions`));
  return client.call('POST', METHODS, makeRegistration({ challenge }));
}

describe('creation options', () => {
  it('have the members, sizes and values Entra was seen to send', async () => {
    const answer = await client.get(`${METHODS}/creationOptions`);
    const { challenge, user } = optionsOf(answer);
    expect(answer.body['challengeTimeoutDateTime']).toBe('2026-10-01T10:05:00Z');
    expect(answer.body['publicKey']).toMatchObject({
      rp: { id: 'login.microsoft.com', name: 'Microsoft' },
      user: { name: USER, displayName: 'Viktor Steiner' },
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -257 },
      ],
      authenticatorSelection: { requireResidentKey: true, userVerification: 'required' },
      attestation: 'direct',
      extensions: { hmacCreateSecret: true },
    });
    const handle = fromBase64Url(user.id);
    expect([handle.length, new TextDecoder().decode(handle.slice(0, 3))]).toEqual([51, 'OF:']);
    const jwe = new TextDecoder().decode(fromBase64Url(challenge));
    expect(jwe.startsWith('eyJhbGci')).toBe(true);
    expect(jwe.split('.')).toHaveLength(5);
    expect(jwe.length).toBeGreaterThan(5000);
    expect(jwe.length).toBeLessThan(5400);
  });

  it('keep the user handle and change the challenge', async () => {
    const first = optionsOf(await client.get(`${METHODS}/creationOptions`));
    const second = optionsOf(await client.get(`${METHODS}/creationOptions`));
    expect(second.user.id).toBe(first.user.id);
    expect(second.challenge).not.toBe(first.challenge);
    const other = await client.get(
      '/v1.0/users/lee.gu@contoso.example/authentication/fido2Methods/creationOptions',
    );
    expect(optionsOf(other).user.id).not.toBe(first.user.id);
  });

  it.each(['base64url', 'base64', 'urlToken', 'mixed'] as const)(
    'write excluded ids as %s',
    async (idEncoding) => {
      client.tenant.faults.set({ idEncoding });
      const { excludeCredentials } = optionsOf(await client.get(`${METHODS}/creationOptions`));
      const expected = client.tenant.state
        .passkeysOf(USER)
        .map(({ credentialId }, position) => credentialIdText(credentialId, idEncoding, position));
      expect(excludeCredentials.map(({ id }) => id)).toEqual(expected);
      expect(expected).toHaveLength(2);
    },
  );

  it.each([
    ['/v1.0', '?challengeTimeoutInMinutes=10', 400],
    ['/v1.0', '(challengeTimeoutInMinutes=10)', 400],
    ['/beta', '?challengeTimeoutInMinutes=4', 400],
    ['/beta', '(challengeTimeoutInMinutes=43201)', 400],
    ['/beta', '(challengeTimeoutInMinutes=x)', 400],
    ['/beta', '?challengeTimeoutInMinutes=43200', 200],
    ['/beta', '(challengeTimeoutInMinutes=60)', 200],
  ])('%s with %s are answered %i', async (version, suffix, status) => {
    const path = `${METHODS.replace('/v1.0', version)}/creationOptions${suffix}`;
    expect((await client.get(path)).status).toBe(status);
  });

  it('live as long as beta was asked for', async () => {
    const path = `${METHODS.replace('/v1.0', '/beta')}/creationOptions(challengeTimeoutInMinutes=60)`;
    const answer = await client.get(path);
    expect(answer.body['challengeTimeoutDateTime']).toBe('2026-10-01T11:00:00Z');
    now += 59 * 60_000;
    const { challenge } = optionsOf(answer);
    expect((await client.call('POST', METHODS, makeRegistration({ challenge }))).status).toBe(201);
  });
});

describe('the passkeys of a user', () => {
  it('are listed, read and deleted by an id that is the credential id', async () => {
    const { body } = await register();
    const path = `${METHODS}/${String(body['id'])}`;
    expect(rowsOf(await client.get(METHODS))).toHaveLength(3);
    expect((await client.get(path)).body).toMatchObject({
      id: body['id'],
      createdDateTime: '2026-10-01T10:00:00Z',
    });
    expect((await client.call('DELETE', path)).status).toBe(204);
    expect(errorOf(await client.get(path)).code).toBe('resourceNotFound');
    expect((await client.call('DELETE', path)).status).toBe(404);
  });

  it('belong to their user only', async () => {
    const { body } = await register();
    const elsewhere = `/v1.0/users/lee.gu@contoso.example/authentication/fido2Methods/${String(body['id'])}`;
    expect((await client.call('DELETE', elsewhere)).status).toBe(404);
  });

  it('take no OData query', async () => {
    expect((await client.get(`${METHODS}?$top=1`)).status).toBe(400);
  });

  it('stay hidden from readers for as many reads, or as long, as scripted', async () => {
    client.tenant.faults.hideNewPasskeys({ reads: 2 });
    const { body } = await register();
    const seen = async () =>
      rowsOf(await client.get(METHODS)).some((row) => row['id'] === body['id']);
    expect([await seen(), await seen(), await seen()]).toEqual([false, false, true]);
    client.tenant.faults.hideNewPasskeys({ ms: 1000 });
    const { body: later } = await register();
    const path = `${METHODS}/${String(later['id'])}`;
    expect((await client.get(path)).status).toBe(404);
    now += 1000;
    expect((await client.get(path)).status).toBe(200);
  });
});

describe('a temporary access pass', () => {
  it('tells its secret once and is replaced by the next', async () => {
    const made = await client.call('POST', PASSES, {});
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      lifetimeInMinutes: 60,
      isUsableOnce: false,
      isUsable: true,
      methodUsabilityReason: 'EnabledByPolicy',
      temporaryAccessPass: expect.stringMatching(/^.{8}$/),
    });
    expect(rowsOf(await client.get(PASSES))[0]).toMatchObject({
      id: made.body['id'],
      temporaryAccessPass: null,
    });
    const next = await client.call('POST', PASSES, { isUsableOnce: true, lifetimeInMinutes: 480 });
    expect(rowsOf(await client.get(PASSES)).map((row) => row['id'])).toEqual([next.body['id']]);
    expect((await client.get(`${PASSES}/${String(made.body['id'])}`)).status).toBe(404);
    expect((await client.call('DELETE', `${PASSES}/${String(next.body['id'])}`)).status).toBe(204);
    expect(rowsOf(await client.get(PASSES))).toEqual([]);
  });

  it('says why it cannot be used', async () => {
    const reason = async () => rowsOf(await client.get(PASSES))[0]?.['methodUsabilityReason'];
    await client.call('POST', PASSES, {
      isUsableOnce: true,
      startDateTime: '2026-10-01T10:30:00Z',
    });
    expect(await reason()).toBe('NotYetValid');
    now += 40 * 60_000;
    expect(await reason()).toBe('EnabledByPolicy');
    client.tenant.faults.markTemporaryAccessPassUsed(USER);
    expect(await reason()).toBe('OneTimeUsed');
    now += 60 * 60_000;
    expect(await reason()).toBe('Expired');
    client.tenant.faults.setTemporaryAccessPassPolicy({ includeTargets: [] });
    expect(await reason()).toBe('DisabledByPolicy');
  });

  it.each([
    [{ lifetimeInMinutes: 59 }, /valid range between 60 and 480/],
    [{ lifetimeInMinutes: 481 }, /valid range/],
    [{ lifetimeInMinutes: '60' }, /valid range/],
    [{ isUsableOnce: 'yes' }, /IsUsableOnce/],
    [{ startDateTime: '2020-01-01T00:00:00Z' }, /StartDateTime/],
    [{ startDateTime: 'soon' }, /StartDateTime/],
    [{ temporaryAccessPass: 'mine' }, /does not exist/],
    ['x', /must be an object/],
  ])('is refused as %j', async (body, words) => {
    const answer = await client.call('POST', PASSES, body);
    expect([answer.status, errorOf(answer).code]).toEqual([400, 'badRequest']);
    expect(errorOf(answer).message).toMatch(words);
  });

  it('is refused when policy says one-time only, or off, and for guests', async () => {
    client.tenant.faults.setTemporaryAccessPassPolicy({ isUsableOnce: true });
    expect((await client.call('POST', PASSES, { isUsableOnce: false })).status).toBe(400);
    expect((await client.call('POST', PASSES, {})).body['isUsableOnce']).toBe(true);
    client.tenant.faults.setTemporaryAccessPassPolicy({ state: 'disabled' });
    expect((await client.call('POST', PASSES, {})).status).toBe(400);
    client.tenant.faults.setTemporaryAccessPassPolicy({ state: 'enabled' });
    const guest = PASSES.replace(USER, 'nora.lindqvist_fabrikam.example%23EXT%23@contoso.example');
    expect((await client.call('POST', guest, {})).status).toBe(400);
  });
});

describe('the name of a passkey', () => {
  const rename = (id: string, body: unknown) => client.call('PATCH', `${METHODS}/${id}`, body);
  const first = async () => rowsOf(await client.get(METHODS))[0] ?? {};

  it('is not to be changed unless the tenant has it', async () => {
    const id = String((await first())['id']);
    expect((await rename(id, { displayName: 'Mine' })).status).toBe(405);
    client.tenant.faults.set({ renames: true });
    expect((await rename(id, { displayName: 'Mine' })).status).toBe(204);
    expect(await first()).toMatchObject({ id, displayName: 'Mine' });
    expect((await rename('nobody', { displayName: 'Mine' })).status).toBe(404);
  });

  it.each([
    {},
    { displayName: '' },
    { displayName: 7 },
    { displayName: 'x'.repeat(31) },
    { model: 'x' },
    'x',
  ])('is refused as %j', async (body) => {
    client.tenant.faults.set({ renames: true });
    expect((await rename(String((await first())['id']), body)).status).toBe(400);
  });
});

describe('the policies', () => {
  const path = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

  it('give the FIDO2 settings, and the profiles when expanded', async () => {
    const plain = await client.get(`${path}/fido2`);
    expect(plain.body).toMatchObject({
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
      id: 'Fido2',
      state: 'enabled',
      isSelfServiceRegistrationAllowed: true,
      isAttestationEnforced: false,
      includeTargets: [{ id: 'all_users', allowedPasskeyProfiles: [DEFAULT_PROFILE_ID] }],
    });
    expect(plain.body).not.toHaveProperty('passkeyProfiles');
    const expanded = await client.get(`${path}/fido2?$expand=passkeyProfiles`);
    expect(expanded.body['passkeyProfiles']).toMatchObject([
      { id: DEFAULT_PROFILE_ID, passkeyTypes: 'deviceBound' },
    ]);
  });

  it('give the settings of temporary access passes and know no others', async () => {
    expect((await client.get(`${path}/temporaryAccessPass`)).body).toMatchObject({
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
    });
    expect((await client.get(`${path}/sms`)).status).toBe(404);
  });
});
