import { describe, expect, it } from 'vitest';
import { createHttpInvitations } from './httpInvitations.ts';
import { createHttpOwnEnrolment } from './httpOwnEnrolment.ts';

const SESSION = '99999999-2222-4333-8444-555555555555';

/** A backend that gives scripted answers and keeps what it was asked. */
function scripted(answers: readonly Response[]) {
  const left = [...answers];
  const asked: { method: string; path: string; headers: Headers; body: unknown }[] = [];
  const tokens: unknown[] = [];
  const parts = {
    origin: '',
    pageSession: SESSION,
    fetch: async (input: string | URL | Request, init: RequestInit = {}) => {
      const { method = 'GET', headers, body } = init;
      asked.push({
        method,
        path: input instanceof Request ? input.url : input.toString(),
        headers: new Headers(headers),
        body,
      });
      const answer = left.shift();
      if (answer === undefined) throw new TypeError('not expected');
      return answer;
    },
    token: async (request: unknown) => {
      tokens.push(request);
      return 'token';
    },
    timers: { now: () => 0, setTimeout: () => () => undefined },
    randomUuid: () => '88888888-2222-4333-8444-555555555555',
  };
  return { parts, asked, tokens };
}

describe('the invitations over HTTP', () => {
  it('ask for a pass once, in the session of this page', async () => {
    const answer = { pass: 'secret', reservationId: SESSION, expiresAt: '2027-01-01T00:00:00Z' };
    const { parts, asked } = scripted([Response.json(answer)]);
    expect(await createHttpInvitations(parts).showPass('a b')).toMatchObject({ pin: 'secret' });
    expect(asked).toMatchObject([{ method: 'POST', path: '/api/invitations/a%20b/pass' }]);
    expect(asked[0]?.headers.get('keywright-session')).toBe(SESSION);
  });
});

describe('one’s own enrolment over HTTP', () => {
  it('says that the sign-in is not fresh once a token with the asked claims did not help', async () => {
    const claims = { access_token: { acrs: { essential: true, value: 'c3' } } };
    const refusal = () =>
      Response.json(
        { code: 'session_not_fresh', status: 401 },
        {
          status: 401,
          headers: {
            'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa(JSON.stringify(claims))}"`,
          },
        },
      );
    const { parts, tokens, asked } = scripted([refusal(), refusal()]);
    await expect(createHttpOwnEnrolment(parts).invitation()).rejects.toMatchObject({
      code: 'session_not_fresh',
    });
    expect(asked.map(({ path }) => path)).toEqual(['/api/me/invitation', '/api/me/invitation']);
    expect(tokens).toEqual([undefined, { renew: true, claims: JSON.stringify(claims) }]);
  });
});
