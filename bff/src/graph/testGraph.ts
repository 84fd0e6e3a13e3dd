import { Secret } from '#bff/log/secret.ts';
import { TEST_NOW, testLog } from '#bff/testDeps.ts';
import { json, type ScriptedCall, scriptFetch } from '#bff/testFetch.ts';
import type { TokenSource } from './appToken.ts';
import { createGraphClient } from './graphClient.ts';
import { createGraphLimiter } from './limiter/graphLimiter.ts';
import { quotaRules } from './limiter/quotaRules.ts';
import { createMemoryQuota } from './limiter/sharedQuota.ts';

export const ORIGIN = 'https://graph.microsoft.com';
export const USER = '11111111-2222-4333-8444-555555555555';

/** A scripted call under the Graph origin: `GET /v1.0/users/…`. */
export function graphCall(call: string, answer: ScriptedCall['answer']): ScriptedCall {
  const [method = '', path = ''] = call.split(' ');
  return { call: `${method} ${new URL(path, ORIGIN).href}`, answer };
}

/** Graph's error envelope. */
export function graphError(
  status: number,
  code = 'badRequest',
  message = 'text 51673',
  headers: Record<string, string> = {},
): Response {
  const innerError = { date: '2027-06-01T09:00:00', 'request-id': 'inner-id' };
  return json({ error: { code, message, innerError } }, status, headers);
}

/** A client over a script. Sleeping only moves the clock; the tokens are t1, t2, … */
export function testGraph(script: readonly ScriptedCall[]) {
  const scripted = scriptFetch(script);
  const { log, lines } = testLog();
  const slept: number[] = [];
  let now = TEST_NOW;
  let tokenNumber = 1;
  let current = new Secret('t1');
  const tokens: TokenSource = {
    get: () => Promise.resolve(current),
    renew: () => {
      tokenNumber += 1;
      current = new Secret(`t${tokenNumber}`);
      return Promise.resolve(current);
    },
  };
  const clock = { now: () => now };
  const ports = {
    fetch: scripted.fetch,
    clock,
    sleep: (ms: number) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
    randomUuid: () => '00000000-0000-4000-8000-000000000001',
  };
  const quota = createMemoryQuota(clock, quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 }));
  const limiter = createGraphLimiter({ quota, alone: quota, ports, log, queueLength: 100 });
  const client = createGraphClient({ origin: ORIGIN, tokens, limiter, log, ports });
  return {
    ...scripted,
    client,
    clock,
    lines,
    slept,
    pass: (ms: number) => {
      now += ms;
    },
    sentTokens: () => scripted.requests.map((request) => request.headers.get('authorization')),
  };
}
