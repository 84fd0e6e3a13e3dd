import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEMO_IDS } from '../options.ts';
import {
  authorizeUrl,
  BASE,
  LEE,
  PAGE_ORIGIN,
  replyOf,
  TestBrowser,
} from '../testing/testBrowser.ts';

let browser: TestBrowser;

beforeEach(() => {
  browser = new TestBrowser();
});

describe('the token endpoint for the page', () => {
  it('gives tokens of the shape our API is told to expect', async () => {
    const { access, id, body } = await browser.tokensOf('adele.vance@contoso.example');
    const { id: oid } = browser.tenant.state.person('adele.vance@contoso.example');
    const issuer = `${browser.tenant.state.origin}${BASE}/v2.0`;
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
      auth_time: browser.now / 1000,
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
      await browser.tenant.app.request(`${BASE}/discovery/v2.0/keys`)
    ).json();
    const { protectedHeader } = await jwtVerify(
      String(body['access_token']),
      createLocalJWKSet(keys),
      {
        issuer,
        audience: DEMO_IDS.api,
        currentDate: new Date(browser.now),
      },
    );
    expect(protectedHeader.alg).toBe('RS256');
    expect(keys.keys[0]).not.toHaveProperty('d');
  });

  it('leaves roles away for a holder and marks a guest', async () => {
    expect((await browser.tokensOf(LEE)).access).not.toHaveProperty('roles');
    browser.cookie = '';
    const { access } = await browser.tokensOf(
      'nora.lindqvist_fabrikam.example#EXT#@contoso.example',
    );
    expect(access).toMatchObject({ acct: 1, idp: expect.any(String) });
  });

  it.each([
    ['another verifier', { code_verifier: 'x' }, '501481'],
    ['another redirect address', { redirect_uri: `${PAGE_ORIGIN}/` }, '500112'],
    ['another client', { client_id: DEMO_IDS.backend }, '700016'],
  ])('refuses a code with %s', async (_what, change, code) => {
    const reply = replyOf(await browser.signIn(LEE));
    const { status, body } = await browser.redeem(reply.get('code') ?? '', change);
    expect(status).toBe(400);
    expect(body['error_description']).toContain(`AADSTS${code}`);
  });

  it('takes a code once, and not after a minute', async () => {
    const code = replyOf(await browser.signIn(LEE)).get('code') ?? '';
    expect((await browser.redeem(code)).status).toBe(200);
    expect((await browser.redeem(code)).body['error_description']).toContain('AADSTS54005');
    const late = replyOf(await browser.browse(authorizeUrl())).get('code') ?? '';
    browser.now += 60_000;
    expect((await browser.redeem(late)).body['error_description']).toContain('AADSTS70008');
  });

  it('answers the page across origins and nobody else', async () => {
    const code = replyOf(await browser.signIn(LEE)).get('code') ?? '';
    const foreign = await browser.redeem(code, {}, 'http://localhost:9999');
    expect(foreign.body['error_description']).toContain('AADSTS9002326');
    expect(foreign.headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect((await browser.redeem(code, {}, '')).body['error_description']).toContain(
      'AADSTS9002327',
    );
    const good = await browser.redeem(code);
    expect(good.headers.get('Access-Control-Allow-Origin')).toBe(PAGE_ORIGIN);
    const preflight = await browser.tenant.app.request(`${BASE}/oauth2/v2.0/token`, {
      method: 'OPTIONS',
      headers: { Origin: PAGE_ORIGIN, 'Access-Control-Request-Headers': 'x-client-sku' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('x-client-sku');
  });

  it('rotates refresh tokens and keeps their 24 hours', async () => {
    const { refresh } = await browser.tokensOf(LEE);
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    const second = await browser.token(form);
    expect(second.status).toBe(200);
    expect((await browser.token(form)).body['error']).toBe('invalid_grant');
    browser.now += 24 * 3_600_000;
    const third = await browser.token({
      ...form,
      refresh_token: String(second.body['refresh_token']),
    });
    expect(third.body['error_description']).toContain('AADSTS700084');
  });

  it('ends refresh tokens of a disabled person and of revoked sessions', async () => {
    const { refresh } = await browser.tokensOf(LEE);
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    browser.tenant.faults.changePerson(LEE, { accountEnabled: false });
    expect((await browser.token(form)).body['error_description']).toContain('AADSTS50057');
    browser.tenant.faults.changePerson(LEE, { accountEnabled: true });
    browser.tenant.faults.expire('sessions');
    expect((await browser.token(form)).body['error_description']).toContain('AADSTS50173');
  });

  it('refuses grants it does not know', async () => {
    expect((await browser.token({ grant_type: 'password' })).body['error']).toBe(
      'unsupported_grant_type',
    );
  });
});

describe('discovery', () => {
  it('names every endpoint on this origin', async () => {
    const answer = await browser.tenant.app.request(
      `${BASE}/v2.0/.well-known/openid-configuration`,
    );
    const document: Record<string, unknown> = await answer.json();
    expect(document).toMatchObject({
      issuer: `${browser.tenant.state.origin}${BASE}/v2.0`,
      jwks_uri: `${browser.tenant.state.origin}${BASE}/discovery/v2.0/keys`,
      authorization_endpoint: `${browser.tenant.state.origin}${BASE}/oauth2/v2.0/authorize`,
      token_endpoint: `${browser.tenant.state.origin}${BASE}/oauth2/v2.0/token`,
      end_session_endpoint: `${browser.tenant.state.origin}${BASE}/oauth2/v2.0/logout`,
    });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });
});
