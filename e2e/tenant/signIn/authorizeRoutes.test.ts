import { beforeEach, describe, expect, it } from 'vitest';
import { DEMO_IDS } from '../options.ts';
import {
  authorizeUrl,
  BASE,
  LEE,
  PAGE_ORIGIN,
  REDIRECT,
  replyOf,
  TestBrowser,
  waitingId,
} from '../testing/testBrowser.ts';

let browser: TestBrowser;

beforeEach(() => {
  browser = new TestBrowser();
});

describe('the sign-in page', () => {
  it('lists the demo people with their roles, escapes hostile names and loads nothing', async () => {
    const answer = await browser.browse(authorizeUrl());
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
    expect(html.match(/<button name="person"/g)).toHaveLength(browser.tenant.state.people.length);
  });

  it('puts the hinted person first', async () => {
    const html = await (await browser.browse(authorizeUrl({ login_hint: LEE }))).text();
    expect(html).toMatch(
      /Continue as<\/h2>\s*<ul><li><button name="person" value="[^"]+">\s*<span class="who"><bdi class="name">Lee Gu/,
    );
  });

  it('shows a refusal for a disabled account', async () => {
    const answer = await browser.signIn('grady.archie@contoso.example');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('AADSTS50057');
  });

  it('sends a cancelled sign-in back as access_denied', async () => {
    const request = await waitingId(await browser.browse(authorizeUrl()));
    const reply = replyOf(await browser.browse(`${BASE}/signin`, { request, person: 'cancel' }));
    expect([reply.get('error'), reply.get('state')]).toEqual(['access_denied', 'a state']);
  });

  it('refuses a form whose sign-in is over', async () => {
    const answer = await browser.browse(`${BASE}/signin`, { request: 'gone', person: 'x' });
    expect(await answer.text()).toContain('AADSTS165000');
  });
});

describe('authorize', () => {
  it.each([
    ['an unregistered redirect address', { redirect_uri: `${PAGE_ORIGIN}/` }, 'AADSTS50011'],
    ['a redirect address with a slash more', { redirect_uri: `${REDIRECT}/` }, 'AADSTS50011'],
    ['another client', { client_id: DEMO_IDS.backend }, 'AADSTS700016'],
    ['an unknown response mode', { response_mode: 'form_post' }, 'AADSTS900144'],
  ])('shows %s on a page and redirects nowhere', async (_what, change, code) => {
    const answer = await browser.browse(authorizeUrl(change));
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
    const reply = replyOf(await browser.browse(authorizeUrl(change)));
    expect(reply.get('error')).toBe(error);
    expect(reply.get('error_description')).toContain(code);
    expect(reply.get('state')).toBe('a state');
  });

  it('answers in the query when asked to', async () => {
    const answer = await browser.signIn(LEE, { response_mode: 'query' });
    const url = new URL(answer.headers.get('Location') ?? '');
    expect(url.searchParams.get('code')).toBeTruthy();
    expect(url.hash).toBe('');
  });

  it('knows another tenant as not found', async () => {
    const answer = await browser.browse(authorizeUrl().replace(DEMO_IDS.tenant, DEMO_IDS.api));
    expect(await answer.text()).toContain('AADSTS90002');
  });

  it('signs in silently while the session lasts, for the hinted person only', async () => {
    await browser.signIn(LEE);
    expect(
      replyOf(await browser.browse(authorizeUrl({ prompt: 'none' }))).get('code'),
    ).toBeTruthy();
    const other = authorizeUrl({ prompt: 'none', login_hint: 'adele.vance@contoso.example' });
    expect(replyOf(await browser.browse(other)).get('error')).toBe('login_required');
    expect((await browser.browse(authorizeUrl({ prompt: 'login' }))).status).toBe(200);
    expect((await browser.browse(authorizeUrl({ prompt: 'select_account' }))).status).toBe(200);
  });

  it('forgets the session on sign-out and returns to the page only', async () => {
    await browser.signIn(LEE);
    const before = browser.cookie;
    const out = `${BASE}/oauth2/v2.0/logout?post_logout_redirect_uri=`;
    const answer = await browser.browse(`${out}${encodeURIComponent(`${PAGE_ORIGIN}/`)}&state=s`);
    expect(answer.headers.get('Location')).toBe(`${PAGE_ORIGIN}/?state=s`);
    browser.cookie = before;
    expect(replyOf(await browser.browse(authorizeUrl({ prompt: 'none' }))).get('error')).toBe(
      'login_required',
    );
    expect(
      (await browser.browse(`${out}https://evil.example/`)).headers.get('Location'),
    ).toBeNull();
  });
});
