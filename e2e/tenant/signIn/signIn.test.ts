import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '../createTenant.ts';
import { DEMO_IDS } from '../options.ts';

const REDIRECT = 'http://localhost:3000/redirect.html';
const ORIGIN = 'http://localhost:3000';
const BASE = `/${DEMO_IDS.tenant}`;
const STEP_UP = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c1' }, xms_cc: { values: ['cp1'] } },
});
const VERIFIER = randomBytes(32).toString('base64url');
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let now: number;
let tenant: Tenant;
let cookie: string;

beforeEach(() => {
  now = Date.parse('2026-10-01T10:00:00Z');
  tenant = createTenant({ now: () => now });
  cookie = '';
});

type Query = Record<string, string | undefined>;

function authorizeUrl(change: Query = {}): string {
  const query: Query = {
    client_id: DEMO_IDS.spa,
    redirect_uri: REDIRECT,
    response_type: 'code',
    response_mode: 'fragment',
    scope: `openid profile offline_access api://${DEMO_IDS.api}/access_as_user`,
    state: 'a state',
    nonce: 'a nonce',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...change,
  };
  const given = Object.entries(query).filter((e): e is [string, string] => e[1] !== undefined);
  return `${BASE}/oauth2/v2.0/authorize?${new URLSearchParams(given).toString()}`;
}

async function browse(path: string, form?: Record<string, string>): Promise<Response> {
  const answer = await tenant.app.request(path, {
    headers: { Cookie: cookie },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  const [set = ''] = answer.headers.getSetCookie();
  if (set) cookie = set.split(';')[0] ?? '';
  return answer;
}

function replyOf(answer: Response): URLSearchParams {
  const location = new URL(answer.headers.get('Location') ?? 'http://nowhere.example');
  expect(location.href.startsWith(REDIRECT)).toBe(true);
  return new URLSearchParams(location.hash.slice(1));
}

async function waitingId(page: Response): Promise<string> {
  const html = await page.text();
  return /name="request" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

async function signIn(upn: string, change: Query = {}): Promise<Response> {
  const request = await waitingId(await browse(authorizeUrl(change)));
  return browse(`${BASE}/signin`, { request, person: tenant.state.person(upn).id });
}

async function token(form: Record<string, string>, origin: string | undefined = ORIGIN) {
  const answer = await tenant.app.request(`${BASE}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: DEMO_IDS.spa, ...form }),
    headers: origin ? { Origin: origin } : {},
  });
  const body: Record<string, unknown> = await answer.json();
  return { status: answer.status, headers: answer.headers, body };
}

function redeem(code: string, change: Record<string, string> = {}, origin?: string) {
  return token(
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
      ...change,
    },
    origin,
  );
}

async function tokensOf(upn: string, change: Query = {}) {
  const { body } = await redeem(replyOf(await signIn(upn, change)).get('code') ?? '');
  return {
    access: decodeJwt(String(body['access_token'])),
    id: decodeJwt(String(body['id_token'])),
    accessText: String(body['access_token']),
    refresh: String(body['refresh_token']),
    body,
  };
}

describe('the sign-in page', () => {
  it('lists the demo people with their roles, escapes hostile names and loads nothing', async () => {
    const answer = await browse(authorizeUrl());
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Adele Vance');
    expect(html).toContain('Administrator');
    expect(html).toContain('Disabled account');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(answer.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(html.match(/<button name="person"/g)).toHaveLength(tenant.state.people.length);
  });

  it('puts the hinted person first', async () => {
    const html = await (
      await browse(authorizeUrl({ login_hint: 'lee.gu@contoso.example' }))
    ).text();
    expect(html).toMatch(
      /Continue as<\/h2>\s*<ul><li><button name="person" value="[^"]+">\s*<span class="who"><bdi class="name">Lee Gu/,
    );
  });

  it('shows a refusal for a disabled account', async () => {
    const answer = await signIn('grady.archie@contoso.example');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('AADSTS50057');
  });

  it('sends a cancelled sign-in back as access_denied', async () => {
    const request = await waitingId(await browse(authorizeUrl()));
    const reply = replyOf(await browse(`${BASE}/signin`, { request, person: 'cancel' }));
    expect([reply.get('error'), reply.get('state')]).toEqual(['access_denied', 'a state']);
  });

  it('refuses a form whose sign-in is over', async () => {
    const answer = await browse(`${BASE}/signin`, { request: 'gone', person: 'x' });
    expect(await answer.text()).toContain('AADSTS165000');
  });
});

describe('authorize', () => {
  it.each([
    ['an unregistered redirect address', { redirect_uri: `${ORIGIN}/` }, 'AADSTS50011'],
    ['a redirect address with a slash more', { redirect_uri: `${REDIRECT}/` }, 'AADSTS50011'],
    ['another client', { client_id: DEMO_IDS.backend }, 'AADSTS700016'],
    ['an unknown response mode', { response_mode: 'form_post' }, 'AADSTS900144'],
  ])('shows %s on a page and redirects nowhere', async (_what, change, code) => {
    const answer = await browse(authorizeUrl(change));
    expect([answer.status, answer.headers.get('Location')]).toEqual([400, null]);
    expect(await answer.text()).toContain(code);
  });

  it.each([
    ['no code challenge', { code_challenge: undefined }, 'invalid_request', 'AADSTS9002325'],
    [
      'a plain code challenge',
      { code_challenge_method: 'plain' },
      'invalid_request',
      'AADSTS9002325',
    ],
    [
      'the implicit flow',
      { response_type: 'id_token token' },
      'unsupported_response_type',
      'AADSTS700054',
    ],
    [
      'a Graph scope',
      { scope: 'openid https://graph.microsoft.com/User.Read' },
      'invalid_scope',
      'AADSTS70011',
    ],
    ['claims that are no JSON', { claims: '{' }, 'invalid_request', 'AADSTS90015'],
    ['an unknown prompt', { prompt: 'consent' }, 'invalid_request', 'AADSTS90023'],
    ['a silent request without session', { prompt: 'none' }, 'login_required', 'AADSTS50058'],
  ])('sends %s back as an error', async (_what, change, error, code) => {
    const reply = replyOf(await browse(authorizeUrl(change)));
    expect(reply.get('error')).toBe(error);
    expect(reply.get('error_description')).toContain(code);
    expect(reply.get('state')).toBe('a state');
  });

  it('answers in the query when asked to', async () => {
    const answer = await signIn('lee.gu@contoso.example', { response_mode: 'query' });
    const url = new URL(answer.headers.get('Location') ?? '');
    expect(url.searchParams.get('code')).toBeTruthy();
    expect(url.hash).toBe('');
  });

  it('knows another tenant as not found', async () => {
    const answer = await browse(authorizeUrl().replace(DEMO_IDS.tenant, DEMO_IDS.api));
    expect(await answer.text()).toContain('AADSTS90002');
  });

  it('signs in silently while the session lasts, for the hinted person only', async () => {
    await signIn('lee.gu@contoso.example');
    expect(replyOf(await browse(authorizeUrl({ prompt: 'none' }))).get('code')).toBeTruthy();
    const other = authorizeUrl({ prompt: 'none', login_hint: 'adele.vance@contoso.example' });
    expect(replyOf(await browse(other)).get('error')).toBe('login_required');
    expect((await browse(authorizeUrl({ prompt: 'login' }))).status).toBe(200);
    expect((await browse(authorizeUrl({ prompt: 'select_account' }))).status).toBe(200);
  });

  it('forgets the session on sign-out and returns to the page only', async () => {
    await signIn('lee.gu@contoso.example');
    const before = cookie;
    const out = `${BASE}/oauth2/v2.0/logout?post_logout_redirect_uri=`;
    const answer = await browse(`${out}${encodeURIComponent(`${ORIGIN}/`)}&state=s`);
    expect(answer.headers.get('Location')).toBe(`${ORIGIN}/?state=s`);
    cookie = before;
    expect(replyOf(await browse(authorizeUrl({ prompt: 'none' }))).get('error')).toBe(
      'login_required',
    );
    expect((await browse(`${out}https://evil.example/`)).headers.get('Location')).toBeNull();
  });
});

describe('the token endpoint for the page', () => {
  it('gives tokens of the shape our API is told to expect', async () => {
    const { access, id, body, accessText } = await tokensOf('adele.vance@contoso.example');
    const { id: oid } = tenant.state.person('adele.vance@contoso.example');
    const issuer = `${tenant.state.origin}${BASE}/v2.0`;
    expect(access).toMatchObject({
      aud: DEMO_IDS.api,
      iss: issuer,
      tid: DEMO_IDS.tenant,
      oid,
      azp: DEMO_IDS.spa,
      azpacr: '0',
      scp: 'access_as_user',
      roles: ['Keywright.Admin'],
      ver: '2.0',
      acct: 0,
      auth_time: now / 1000,
      name: 'Adele Vance',
      preferred_username: 'adele.vance@contoso.example',
    });
    expect(access).not.toHaveProperty('acrs');
    expect(id).toMatchObject({ aud: DEMO_IDS.spa, nonce: 'a nonce', oid, iss: issuer });
    expect(id).not.toHaveProperty('scp');
    expect(JSON.parse(Buffer.from(String(body['client_info']), 'base64url').toString())).toEqual({
      uid: oid,
      utid: DEMO_IDS.tenant,
    });
    const keys: JSONWebKeySet = await (
      await tenant.app.request(`${BASE}/discovery/v2.0/keys`)
    ).json();
    const { protectedHeader } = await jwtVerify(accessText, createLocalJWKSet(keys), {
      issuer,
      audience: DEMO_IDS.api,
      currentDate: new Date(now),
    });
    expect(protectedHeader.alg).toBe('RS256');
    expect(keys.keys[0]).not.toHaveProperty('d');
  });

  it('leaves roles away for a holder and marks a guest', async () => {
    expect((await tokensOf('lee.gu@contoso.example')).access).not.toHaveProperty('roles');
    cookie = '';
    const { access } = await tokensOf('nora.lindqvist_fabrikam.example#EXT#@contoso.example');
    expect(access).toMatchObject({ acct: 1, idp: expect.any(String) });
  });

  it.each([
    ['another verifier', { code_verifier: 'x' }, '501481'],
    ['another redirect address', { redirect_uri: `${ORIGIN}/` }, '500112'],
    ['another client', { client_id: DEMO_IDS.backend }, '700016'],
  ])('refuses a code with %s', async (_what, change, code) => {
    const reply = replyOf(await signIn('lee.gu@contoso.example'));
    const { status, body } = await redeem(reply.get('code') ?? '', change);
    expect(status).toBe(400);
    expect(body['error_description']).toContain(`AADSTS${code}`);
  });

  it('takes a code once, and not after a minute', async () => {
    const code = replyOf(await signIn('lee.gu@contoso.example')).get('code') ?? '';
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).body['error_description']).toContain('AADSTS54005');
    const late = replyOf(await browse(authorizeUrl())).get('code') ?? '';
    now += 60_000;
    expect((await redeem(late)).body['error_description']).toContain('AADSTS70008');
  });

  it('answers the page across origins and nobody else', async () => {
    const code = replyOf(await signIn('lee.gu@contoso.example')).get('code') ?? '';
    const foreign = await redeem(code, {}, 'http://localhost:9999');
    expect(foreign.body['error_description']).toContain('AADSTS9002326');
    expect(foreign.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect((await redeem(code, {}, '')).body['error_description']).toContain('AADSTS9002327');
    const good = await redeem(code);
    expect(good.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    const preflight = await tenant.app.request(`${BASE}/oauth2/v2.0/token`, {
      method: 'OPTIONS',
      headers: { Origin: ORIGIN, 'Access-Control-Request-Headers': 'x-client-sku' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('x-client-sku');
  });

  it('rotates refresh tokens and keeps their 24 hours', async () => {
    const { refresh } = await tokensOf('lee.gu@contoso.example');
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    const second = await token(form);
    expect(second.status).toBe(200);
    expect((await token(form)).body['error']).toBe('invalid_grant');
    now += 24 * 3_600_000;
    const third = await token({ ...form, refresh_token: String(second.body['refresh_token']) });
    expect(third.body['error_description']).toContain('AADSTS700084');
  });

  it('ends refresh tokens of a disabled person and of revoked sessions', async () => {
    const { refresh } = await tokensOf('lee.gu@contoso.example');
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    tenant.faults.changePerson('lee.gu@contoso.example', { accountEnabled: false });
    expect((await token(form)).body['error_description']).toContain('AADSTS50057');
    tenant.faults.changePerson('lee.gu@contoso.example', { accountEnabled: true });
    tenant.faults.expire('sessions');
    expect((await token(form)).body['error_description']).toContain('AADSTS50173');
  });

  it('refuses grants it does not know', async () => {
    expect((await token({ grant_type: 'password' })).body['error']).toBe('unsupported_grant_type');
  });
});

describe('a claims challenge', () => {
  it('asks for one more click and then gives the context', async () => {
    const page = await signIn('lee.gu@contoso.example', { claims: STEP_UP });
    expect(page.status).toBe(200);
    now += 30_000;
    const request = await waitingId(page);
    const reply = replyOf(await browse(`${BASE}/verify`, { request, answer: 'verify' }));
    const { body } = await redeem(reply.get('code') ?? '');
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      acrs: ['c1'],
      xms_cc: ['cp1'],
      auth_time: now / 1000,
    });
  });

  it('can be declined', async () => {
    const request = await waitingId(await signIn('lee.gu@contoso.example', { claims: STEP_UP }));
    const reply = replyOf(await browse(`${BASE}/verify`, { request, answer: 'cancel' }));
    expect(reply.get('error')).toBe('access_denied');
  });

  it('needs a person: silent requests and refresh tokens are told so, until it is met', async () => {
    const { refresh } = await tokensOf('lee.gu@contoso.example');
    const form = { grant_type: 'refresh_token', refresh_token: refresh, claims: STEP_UP };
    const refused = await token(form);
    expect(refused.body).toMatchObject({ error: 'interaction_required', suberror: 'basic_action' });
    const silent = replyOf(await browse(authorizeUrl({ claims: STEP_UP, prompt: 'none' })));
    expect(silent.get('error')).toBe('interaction_required');
    const request = await waitingId(await browse(authorizeUrl({ claims: STEP_UP })));
    await browse(`${BASE}/verify`, { request, answer: 'verify' });
    const { body } = await token(form);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ acrs: ['c1'] });
  });

  it('counts for five minutes and is then asked for again', async () => {
    const request = await waitingId(await signIn('lee.gu@contoso.example', { claims: STEP_UP }));
    await browse(`${BASE}/verify`, { request, answer: 'verify' });
    now += 299_000;
    expect((await browse(authorizeUrl({ claims: STEP_UP }))).status).toBe(302);
    now += 1000;
    expect((await browse(authorizeUrl({ claims: STEP_UP }))).status).toBe(200);
  });
});

describe('discovery', () => {
  it('names every endpoint on this origin', async () => {
    const answer = await tenant.app.request(`${BASE}/v2.0/.well-known/openid-configuration`);
    const document: Record<string, unknown> = await answer.json();
    expect(document).toMatchObject({
      issuer: `${tenant.state.origin}${BASE}/v2.0`,
      jwks_uri: `${tenant.state.origin}${BASE}/discovery/v2.0/keys`,
      authorization_endpoint: `${tenant.state.origin}${BASE}/oauth2/v2.0/authorize`,
      token_endpoint: `${tenant.state.origin}${BASE}/oauth2/v2.0/token`,
      end_session_endpoint: `${tenant.state.origin}${BASE}/oauth2/v2.0/logout`,
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });
});
