import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { TokenRequest } from '#web/usecases/ports.ts';
import type { StepUpRequest } from '#web/usecases/session/stepUpDesk.ts';
import { createHttpClient, type HttpClientParts } from './httpClient.ts';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

function refusal(code = 'session_step_up', claims: string | null = CLAIMS): Response {
  return Response.json(
    { type: 'about:blank', title: 'no', status: 401, code, requestId: 'r-1' },
    {
      status: 401,
      headers: {
        'www-authenticate':
          claims === null
            ? 'Bearer error="invalid_token"'
            : `Bearer error="insufficient_claims", claims="${btoa(claims)}"`,
      },
    },
  );
}

/** A backend with scripted answers, an identity provider that renews tokens or not, and a person. */
function setUp(
  answers: Response[],
  more: {
    readonly renews?: boolean;
    readonly person?: (request: StepUpRequest) => Promise<void>;
    readonly isAlone?: true;
  } = {},
) {
  const tokens: (TokenRequest | undefined)[] = [];
  const asked: StepUpRequest[] = [];
  const sent: { readonly key: string | null; readonly body: unknown }[] = [];
  const parts: HttpClientParts = {
    origin: 'https://api.example',
    async token(request) {
      tokens.push(request);
      const isRenewal = request?.renew === true;
      if (isRenewal && more.renews === false) throw new AppError('session_expired', 'ask them');
      return 'token';
    },
    ...(more.isAlone === undefined && {
      async stepUp(request: StepUpRequest) {
        asked.push(request);
        await more.person?.(request);
      },
    }),
    timers: { now: () => 0, setTimeout: () => () => undefined },
    randomUuid: () => `call-${sent.length}`,
    async fetch(_, init = {}) {
      sent.push({ key: new Headers(init.headers).get('idempotency-key'), body: init.body });
      const answer = answers.shift();
      if (answer === undefined) throw new TypeError('one request too many');
      return answer;
    },
  };
  return { client: createHttpClient(parts), tokens, asked, sent };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe('a call that wants another sign-in', () => {
  it('goes through by itself where the identity provider has a token that will do', async () => {
    const { client, tokens, asked } = setUp([refusal(), Response.json({ done: true })]);
    expect(await client.post('/x', { a: 1 })).toEqual({ done: true });
    expect(tokens).toEqual([undefined, { renew: true, claims: CLAIMS }]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['gives no token without the person', false, [refusal(), Response.json({ done: true })]],
    [
      'gives one that will not do either',
      true,
      [refusal(), refusal(), Response.json({ done: true })],
    ],
    [
      'had given one that was old, before it was seen to be weak',
      true,
      [refusal('session_expired', null), refusal(), Response.json({ done: true })],
    ],
  ])(
    'waits for the person where the identity provider %s, and is the same call after it',
    async (_, renews, answers) => {
      const { client, asked, sent, tokens } = setUp(answers, { renews });
      const page = new AbortController();
      const body = { userId: 'u', reason: 'typed before' };
      expect(await client.post('/x', body, { signal: page.signal })).toEqual({ done: true });
      expect(asked).toEqual([{ claims: CLAIMS, signal: page.signal }]);
      expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
      expect(new Set(sent.map((one) => one.body))).toEqual(new Set([JSON.stringify(body)]));
      // The token of that sign-in is in the cache.
      expect(tokens.at(-1)).toBeUndefined();
    },
  );

  it.each(['get', 'post', 'download', 'fetchFile'] as const)('may be a %s', async (kind) => {
    const { client, asked } = setUp([refusal(), refusal(), Response.json({})]);
    await (kind === 'post' ? client.post('/x', {}) : client[kind]('/x'));
    expect(asked).toHaveLength(1);
  });

  it('asks the person once: a sign-in that does not help is said to be too weak', async () => {
    const { client, asked } = setUp([refusal(), refusal(), refusal()]);
    expect(await codeOf(client.post('/x', {}))).toBe('session_step_up');
    expect(asked).toHaveLength(1);
  });

  it('fails with the words for it where the person would not', async () => {
    const { client, sent } = setUp([refusal(), refusal()], {
      person: async () => {
        throw new AppError('session_step_up', 'no');
      },
    });
    expect(await codeOf(client.post('/x', {}))).toBe('session_step_up');
    expect(sent).toHaveLength(2);
  });

  it('fails where nobody is there to sign in', async () => {
    const alone = setUp([refusal(), refusal()], { isAlone: true });
    expect(await codeOf(alone.client.post('/x', {}))).toBe('session_step_up');
    const silent = setUp([refusal()], { isAlone: true, renews: false });
    expect(await codeOf(silent.client.post('/x', {}))).toBe('session_expired');
  });

  it('is another matter than a session that has ended, or than one’s own keys', async () => {
    const ended = setUp([refusal('session_expired', null)], { renews: false });
    expect(await codeOf(ended.client.post('/x', {}))).toBe('session_expired');
    const own = setUp([refusal('session_not_fresh'), refusal('session_not_fresh')]);
    expect(await codeOf(own.client.post('/x', {}))).toBe('session_not_fresh');
    expect([...ended.asked, ...own.asked]).toEqual([]);
  });
});
