import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  authorizeUrl,
  BASE,
  LEE,
  replyOf,
  STEP_UP,
  TestBrowser,
  waitingId,
} from '../testing/testBrowser.ts';

let browser: TestBrowser;

beforeEach(() => {
  browser = new TestBrowser();
});

describe('a claims challenge', () => {
  it('asks for one more click and then gives the context', async () => {
    const page = await browser.signIn(LEE, { claims: STEP_UP });
    expect(page.status).toBe(200);
    browser.now += 30_000;
    const request = await waitingId(page);
    const reply = replyOf(await browser.browse(`${BASE}/verify`, { request, answer: 'verify' }));
    const { body } = await browser.redeem(reply.get('code') ?? '');
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      acrs: ['c1'],
      xms_cc: ['cp1'],
      auth_time: browser.now / 1000,
    });
  });

  it('can be declined', async () => {
    const request = await waitingId(await browser.signIn(LEE, { claims: STEP_UP }));
    const reply = replyOf(await browser.browse(`${BASE}/verify`, { request, answer: 'cancel' }));
    expect(reply.get('error')).toBe('access_denied');
  });

  it('needs a person: silent requests and refresh tokens are told so, until it is met', async () => {
    const { refresh } = await browser.tokensOf(LEE);
    const form = { grant_type: 'refresh_token', refresh_token: refresh, claims: STEP_UP };
    const refused = await browser.token(form);
    expect(refused.body).toMatchObject({ error: 'interaction_required', suberror: 'basic_action' });
    const silent = replyOf(await browser.browse(authorizeUrl({ claims: STEP_UP, prompt: 'none' })));
    expect(silent.get('error')).toBe('interaction_required');
    const request = await waitingId(await browser.browse(authorizeUrl({ claims: STEP_UP })));
    await browser.browse(`${BASE}/verify`, { request, answer: 'verify' });
    const { body } = await browser.token(form);
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ acrs: ['c1'] });
  });

  it('counts for five minutes and is then asked for again', async () => {
    const request = await waitingId(await browser.signIn(LEE, { claims: STEP_UP }));
    await browser.browse(`${BASE}/verify`, { request, answer: 'verify' });
    browser.now += 299_000;
    expect((await browser.browse(authorizeUrl({ claims: STEP_UP }))).status).toBe(302);
    browser.now += 1000;
    expect((await browser.browse(authorizeUrl({ claims: STEP_UP }))).status).toBe(200);
  });
});
