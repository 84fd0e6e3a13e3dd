import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt, type JWTPayload } from 'jose';
import { createTenant, type Tenant } from '../createTenant.ts';
import { DEMO_IDS, type TenantOptions } from '../options.ts';

export const PAGE_ORIGIN = 'http://localhost:3000';
export const REDIRECT = `${PAGE_ORIGIN}/redirect.html`;
export const BASE = `/${DEMO_IDS.tenant}`;
export const LEE = 'lee.gu@contoso.example';
export const STEP_UP = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c1' }, xms_cc: { values: ['cp1'] } },
});

const VERIFIER = randomBytes(32).toString('base64url');
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

export type Query = Record<string, string | undefined>;

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A good authorize address, changed as the test says; undefined takes a parameter away. */
export function authorizeUrl(change: Query = {}): string {
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

/** What came back in the fragment of the page's redirect address. */
export function replyOf(answer: Response): URLSearchParams {
  const location = answer.headers.get('Location') ?? '';
  if (!location.startsWith(REDIRECT)) throw new TypeError('not a redirect to the page');
  return new URLSearchParams(new URL(location).hash.slice(1));
}

/** The hidden field that ties a form to its sign-in. */
export async function waitingId(page: Response): Promise<string> {
  return /name="request" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
}

/** A browser with one cookie, and the page's side of the code flow, at a tenant whose clock stands still. */
export class TestBrowser {
  now = Date.parse('2026-10-01T10:00:00Z');
  readonly tenant: Tenant;
  cookie = '';

  constructor(options: TenantOptions = {}) {
    this.tenant = createTenant({ ...options, now: () => this.now });
  }

  async browse(path: string, form?: Record<string, string>): Promise<Response> {
    const answer = await this.tenant.app.request(path, {
      headers: { Cookie: this.cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    const [set = ''] = answer.headers.getSetCookie();
    if (set) this.cookie = set.split(';')[0] ?? '';
    return answer;
  }

  async signIn(upn: string, change: Query = {}): Promise<Response> {
    const request = await waitingId(await this.browse(authorizeUrl(change)));
    return this.browse(`${BASE}/signin`, { request, person: this.tenant.state.person(upn).id });
  }

  async token(form: Record<string, string>, origin = PAGE_ORIGIN): Promise<TokenAnswer> {
    const answer = await this.tenant.app.request(`${BASE}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: DEMO_IDS.spa, ...form }),
      headers: origin ? { Origin: origin } : {},
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }

  redeem(code: string, change: Record<string, string> = {}, origin?: string): Promise<TokenAnswer> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    };
    return this.token({ ...form, ...change }, origin);
  }

  /** Signs in and redeems the code. */
  async tokensOf(upn: string): Promise<{
    access: JWTPayload;
    id: JWTPayload;
    body: Record<string, unknown>;
    refresh: string;
  }> {
    const { body } = await this.redeem(replyOf(await this.signIn(upn)).get('code') ?? '');
    return {
      access: decodeJwt(String(body['access_token'])),
      id: decodeJwt(String(body['id_token'])),
      refresh: String(body['refresh_token']),
      body,
    };
  }
}
