import { afterEach, describe, expect, it } from 'vitest';
import type { Listening } from '../createTenant.ts';
import { errorOf, type GraphClient, graphClient, rowsOf } from '../testing/graphClient.ts';
import { makeRegistration } from '../testing/testKey.ts';
import type { FaultEffect } from './faultScript.ts';

const USER = '/v1.0/users/lee.gu@contoso.example';
const METHODS = `${USER}/authentication/fido2Methods`;

async function registration(client: GraphClient): Promise<Record<string, unknown>> {
  const answer = await client.get(`${METHODS}/creationOptions`);
  const { challenge } = answer.body['publicKey'] as { challenge: string };
  return makeRegistration({ challenge });
}

describe('a scripted fault', () => {
  it('throttles with and without Retry-After, as often as told', async () => {
    const client = await graphClient();
    client.tenant.faults.add({
      path: '/users/',
      times: 2,
      effect: { kind: 'throttle', retryAfterSeconds: 3 },
    });
    client.tenant.faults.add({ path: '/users/', effect: { kind: 'throttle' } });
    const answers = [];
    for (let call = 0; call < 4; call++) answers.push(await client.get(USER));
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429, 200]);
    expect(answers.map(({ headers }) => headers.get('Retry-After'))).toEqual([
      '3',
      '3',
      null,
      null,
    ]);
    expect(errorOf(answers[0] ?? (await client.get(USER))).code).toBe('TooManyRequests');
    expect(client.tenant.faults.pending()).toEqual([]);
  });

  it('minds method, path and how many to skip', async () => {
    const client = await graphClient();
    const effect: FaultEffect = { kind: 'status', status: 500, when: 'before' };
    client.tenant.faults.add({ method: 'post', path: 'fido2Methods$', effect });
    client.tenant.faults.add({ method: 'GET', path: 'FIDO2methods$', skip: 1, effect });
    expect((await client.get(METHODS)).status).toBe(200);
    expect((await client.get(METHODS)).status).toBe(500);
    expect(client.tenant.faults.pending()).toMatchObject([{ left: 1, rule: { method: 'post' } }]);
    client.tenant.faults.clear();
    expect(client.tenant.faults.pending()).toEqual([]);
  });

  it.each(['before', 'after'] as const)('fails with 503 %s the effect', async (when) => {
    const client = await graphClient();
    const body = await registration(client);
    const id = client.tenant.faults.add({
      method: 'POST',
      path: 'fido2Methods$',
      effect: { kind: 'status', status: 503, when },
    });
    const answer = await client.call('POST', METHODS, body);
    expect([answer.status, errorOf(answer).code]).toEqual([503, 'serviceNotAvailable']);
    const isDone = when === 'after';
    expect(client.tenant.state.passkeysOf('lee.gu@contoso.example')).toHaveLength(isDone ? 1 : 0);
    expect(client.tenant.state.requests.at(-1)).toMatchObject({
      method: 'POST',
      status: 503,
      fault: id,
      effect: isDone ? 'passkey.created' : undefined,
    });
  });

  it.each(['before', 'after'] as const)('cuts an in-process call %s the effect', async (when) => {
    const client = await graphClient();
    const body = await registration(client);
    client.tenant.faults.add({
      method: 'POST',
      path: 'fido2Methods$',
      effect: { kind: 'cut', when },
    });
    await expect(client.call('POST', METHODS, body)).rejects.toThrow('cut');
    expect(client.tenant.state.passkeysOf('lee.gu@contoso.example')).toHaveLength(
      when === 'after' ? 1 : 0,
    );
    expect(client.tenant.state.requests.at(-1)?.status).toBe(0);
  });

  it('breaks the body, redirects, or says the token has expired', async () => {
    const client = await graphClient();
    client.tenant.faults.add({ path: '/users/', effect: { kind: 'malformed' } });
    await expect(client.get(USER)).rejects.toThrow(SyntaxError);
    client.tenant.faults.add({
      path: '/users/',
      effect: { kind: 'redirect', location: 'https://evil.example/' },
    });
    const redirected = await client.get(USER);
    expect([redirected.status, redirected.headers.get('Location')]).toEqual([
      302,
      'https://evil.example/',
    ]);
    client.tenant.faults.add({ path: '/users/', effect: { kind: 'expiredToken' } });
    expect((await client.get(USER)).status).toBe(401);
    expect((await client.get(USER)).status).toBe(200);
  });

  it('delays, as does the latency of the whole tenant', async () => {
    const client = await graphClient();
    const timed = async () => {
      const start = performance.now();
      await client.get(USER);
      return performance.now() - start;
    };
    client.tenant.faults.add({ path: '/users/', effect: { kind: 'delay', ms: 30 } });
    expect(await timed()).toBeGreaterThan(25);
    client.tenant.faults.set({ latencyMs: 30 });
    expect(await timed()).toBeGreaterThan(25);
  });

  it('can hit the token endpoint too', async () => {
    const client = await graphClient();
    client.tenant.faults.add({
      path: '/oauth2/v2.0/token',
      effect: { kind: 'status', status: 503, when: 'before' },
    });
    const answer = await client.tenant.app.request('/x/oauth2/v2.0/token', { method: 'POST' });
    expect(answer.status).toBe(503);
  });
});

describe('reset', () => {
  it('goes back to the seed and keeps address and keys', async () => {
    const client = await graphClient();
    const { tenant } = client;
    const token = tenant.mintAccessToken();
    await client.call('POST', METHODS, await registration(client));
    tenant.faults.changePerson('lee.gu@contoso.example', { accountEnabled: false });
    tenant.faults.setFido2Policy({ state: 'disabled' });
    tenant.faults.add({ path: '.', effect: { kind: 'throttle' } });
    tenant.reset();
    expect(tenant.state.passkeysOf('lee.gu@contoso.example')).toEqual([]);
    expect(tenant.state.person('lee.gu@contoso.example').accountEnabled).toBe(true);
    expect(tenant.state.policies.fido2.state).toBe('enabled');
    expect(tenant.state.requests).toEqual([]);
    expect(tenant.faults.pending()).toEqual([]);
    const kid = (text: string) =>
      JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()).kid;
    expect(kid(tenant.mintAccessToken())).toBe(kid(token));
    expect((await client.get(USER)).status).toBe(200);
  });
});

describe('over a socket', () => {
  let listening: Listening | undefined;

  afterEach(async () => {
    await listening?.close();
    listening = undefined;
  });

  async function open() {
    const client = await graphClient();
    listening = await client.tenant.listen();
    const { origin } = listening;
    const call = (path: string, init: RequestInit = {}) =>
      fetch(`${origin}${path}`, {
        ...init,
        headers: { Authorization: `Bearer ${client.token}`, 'Content-Type': 'application/json' },
      });
    return { client, origin, call };
  }

  it('pages with links of its own address', async () => {
    const { origin, call } = await open();
    const first: Record<string, unknown> = await (await call('/v1.0/users?$top=2')).json();
    expect(String(first['@odata.nextLink']).startsWith(`${origin}/v1.0/users?`)).toBe(true);
    expect((await call(String(first['@odata.nextLink']).slice(origin.length))).status).toBe(200);
  });

  it.each(['before', 'after'] as const)(
    'really cuts the connection %s the effect',
    async (when) => {
      const { client, call } = await open();
      const body = JSON.stringify(await registration(client));
      client.tenant.faults.add({
        method: 'POST',
        path: 'fido2Methods$',
        effect: { kind: 'cut', when },
      });
      await expect(call(METHODS, { method: 'POST', body })).rejects.toThrow(TypeError);
      expect(rowsOf(await client.get(METHODS))).toHaveLength(when === 'after' ? 1 : 0);
      expect((await call(USER)).status).toBe(200);
    },
  );
});
