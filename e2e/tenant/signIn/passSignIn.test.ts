import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEMO_IDS } from '../options.ts';
import {
  authorizeUrl,
  BASE,
  LEE,
  replyOf,
  STEP_UP,
  TestBrowser,
  waitingId,
} from '../testing/testBrowser.ts';

const MINUTE = 60_000;
const GRAPH = `/v1.0/users/${LEE}/authentication/temporaryAccessPassMethods`;

let browser: TestBrowser;

beforeEach(() => {
  browser = new TestBrowser();
});

/** Issues a pass as the backend's application would. */
async function issue(body: Record<string, unknown> = {}): Promise<string> {
  const { tenant } = browser;
  const token = await appToken();
  const answer = await tenant.app.request(GRAPH, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return String(((await answer.json()) as Record<string, unknown>)['temporaryAccessPass']);
}

async function appToken(): Promise<string> {
  const tenant = browser.tenant;
  const answer = await tenant.app.request(`${BASE}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: DEMO_IDS.backend,
      client_secret: 'for this test',
      scope: `${tenant.state.origin}/.default`,
    }),
  });
  return String(((await answer.json()) as Record<string, unknown>)['access_token']);
}

async function enter(pass: string, query = {}, userName = LEE): Promise<Response> {
  const request = await waitingId(await browser.browse(authorizeUrl(query)));
  return browser.browse(`${BASE}/pass`, { request, userName, pass });
}

describe('a sign-in with a Temporary Access Pass', () => {
  beforeEach(() => {
    browser = new TestBrowser({ allowClientSecret: true, backend: { secret: 'for this test' } });
  });

  it('gives a token that meets the asked context and does not outlive the pass', async () => {
    const pass = await issue({ isUsableOnce: true });
    browser.now += 10 * MINUTE;
    const reply = replyOf(await enter(pass, { claims: STEP_UP }));
    const { body } = await browser.redeem(reply.get('code') ?? '');
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({ acrs: ['c1'], auth_time: browser.now / 1000 });
    expect(Number(claims.exp) * 1000).toBe(browser.now + 50 * MINUTE);
    browser.now += 51 * MINUTE;
    const form = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) };
    expect((await browser.token(form)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await browser.browse(authorizeUrl())).status).toBe(200);
  });

  it('meets a context that is asked for later without another sign-in, while it is fresh', async () => {
    const pass = await issue({ isUsableOnce: true });
    const reply = replyOf(await enter(pass));
    const { body } = await browser.redeem(reply.get('code') ?? '');
    expect(decodeJwt(String(body['access_token']))['acrs']).toBeUndefined();
    const refresh = (token: unknown) =>
      browser.token({
        ...{ grant_type: 'refresh_token', refresh_token: String(token), claims: STEP_UP },
      });
    const next = (await refresh(body['refresh_token'])).body;
    expect(decodeJwt(String(next['access_token']))).toMatchObject({ acrs: ['c1'] });
    browser.now += 30 * MINUTE;
    expect((await refresh(next['refresh_token'])).body).toMatchObject({
      error: 'interaction_required',
    });
  });

  it('uses a pass up that works once, and one that works often not', async () => {
    const once = await issue({ isUsableOnce: true });
    expect((await enter(once)).status).toBe(303);
    browser.cookie = '';
    expect(await (await enter(once)).text()).toContain('was used already');
    const often = await issue({ isUsableOnce: false });
    expect((await enter(often)).status).toBe(303);
    browser.cookie = '';
    expect((await enter(often)).status).toBe(303);
  });

  it('is refused outside of its time, by the policy, and when it is wrong', async () => {
    const startDateTime = new Date(browser.now + 30 * MINUTE).toISOString();
    const pass = await issue({ startDateTime });
    expect(await (await enter(pass)).text()).toContain('not valid yet');
    browser.now += 30 * MINUTE;
    expect(await (await enter('guess')).text()).toContain('is not right for this name');
    expect(await (await enter(pass, {}, 'nobody@contoso.example')).text()).toContain(
      'is not right for this name',
    );
    browser.tenant.faults.setTemporaryAccessPassPolicy({ state: 'disabled' });
    expect(await (await enter(pass)).text()).toContain('does not let you');
    browser.tenant.faults.setTemporaryAccessPassPolicy({ state: 'enabled' });
    browser.now += 60 * MINUTE;
    expect(await (await enter(pass)).text()).toContain('has expired');
  });
});
