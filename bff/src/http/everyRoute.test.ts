import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import type { Caller } from '#bff/auth/caller.ts';
import { type OperationId, ROUTE_ACCESS, type RouteRule } from '#bff/auth/routeAccess.ts';
import { createTestKey, goodClaims, TENANT, type TestKey } from '#bff/auth/testTokens.ts';
import { createTokenValidator } from '#bff/auth/validateToken.ts';
import type { AppDeps } from '#bff/deps.ts';
import { FORGETFUL, TEST_NOW, testCaller, testConfig, testLog, testTokens } from '#bff/testDeps.ts';
import { json, scriptFetch } from '#bff/testFetch.ts';
import { ROLES } from '#shared/api/index.ts';

interface Route {
  readonly operationId: OperationId;
  readonly method: string;
  readonly path: string;
  readonly rule: RouteRule;
}

const ID = '3d0c1f52-7a4e-4a55-9a8e-0c6f6c1f2b11';
const NOW_SECONDS = TEST_NOW / 1000;
const OTHER_TENANT = '00000000-1111-4222-8333-444444444444';
const KEYS_CALL = `GET ${TENANT.loginOrigin}/${TENANT.tenantId}/discovery/v2.0/keys`;

/** Dependencies that nobody is to reach: who does gets 500. */
function appWith(
  validateToken: AppDeps['validateToken'],
  stepUp: AppDeps['config']['stepUp'] = { isOn: false, context: null },
) {
  const { log } = testLog();
  const given = {
    ...{ log, validateToken, idempotency: FORGETFUL },
    config: testConfig({ stepUp }),
    clock: { now: () => TEST_NOW },
  };
  const unreached = new Proxy(
    {},
    {
      get: (_, name) => () => {
        throw new TypeError(`reached ${String(name)}`);
      },
    },
  );
  const deps = new Proxy(given, {
    get: (target, name) => Reflect.get(target, name) ?? unreached,
  });
  return createApp(deps as unknown as AppDeps);
}

/** Reads the routes of an app, not a list that somebody has to keep. */
const ROUTES: readonly Route[] = appWith(testTokens({})).openAPIRegistry.definitions.flatMap(
  (definition) => {
    if (definition.type !== 'route') return [];
    const operationId = definition.route.operationId as OperationId;
    const { method, path } = definition.route;
    return [{ operationId, method: method.toUpperCase(), path, rule: ROUTE_ACCESS[operationId] }];
  },
);
const CLOSED = ROUTES.filter(({ rule }) => rule.access !== 'public');
const OF_ROLES = CLOSED.filter(({ rule }) => Array.isArray(rule.access));

async function ask(
  app: ReturnType<typeof createApp>,
  { method, path }: Route,
  token: string | null,
  id: string = ID,
) {
  return app.request(path.replaceAll(/\{\w+\}/g, encodeURIComponent(id)), {
    method,
    headers: {
      'idempotency-key': ID,
      'keywright-session': ID,
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
  });
}

let byTokens: ReturnType<typeof createApp>;
let tokens: readonly (string | null)[];

beforeAll(async () => {
  const [key, forger] = await Promise.all([createTestKey('k1'), createTestKey('k1')]);
  const { fetch } = scriptFetch([{ call: KEYS_CALL, answer: json({ keys: [key.jwk] }) }]);
  byTokens = appWith(createTokenValidator(TENANT, { now: () => TEST_NOW }, fetch));
  const roles = ROLES.map((role) => `Keywright.${role}`);
  const issuer = `${TENANT.loginOrigin}/${OTHER_TENANT}/v2.0`;
  const sign = (by: TestKey, claims: Record<string, unknown>) =>
    by.sign(NOW_SECONDS, { claims: { roles, ...claims } });
  tokens = [
    null,
    '',
    'x.y.z',
    await sign(forger, {}),
    await sign(key, { tid: OTHER_TENANT, iss: issuer }),
    await sign(key, { tid: OTHER_TENANT }),
    await sign(key, { exp: goodClaims(NOW_SECONDS - 10_000)['exp'] }),
  ];
});

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('every route', () => {
  it('is known', () => {
    expect(ROUTES.map((one) => one.operationId).sort()).toEqual(Object.keys(ROUTE_ACCESS).sort());
  });

  it('says all five things, in the document too', () => {
    const { definitions } = appWith(testTokens({})).openAPIRegistry;
    for (const definition of definitions) {
      if (definition.type !== 'route') continue;
      const { access, scope, stepUp, rate, audit }: RouteRule =
        ROUTE_ACCESS[definition.route.operationId as OperationId];
      expect(definition.route).toMatchObject({
        ...{ 'x-access': access, 'x-scope': scope, 'x-step-up': stepUp },
        ...{ 'x-rate': rate, 'x-audit': audit },
      });
    }
  });

  it('that changes something has a name in the audit, and one that gives secrets away too', () => {
    const silent = ROUTES.filter(
      ({ method, rule }) =>
        rule.audit === null && (method !== 'GET' || ['write', 'secret'].includes(rule.rate)),
    );
    // These are POSTs only because names of people do not belong in addresses.
    expect(silent.map((one) => one.operationId)).toEqual([
      'resolvePeople',
      'checkPeople',
      'checkInvitations',
    ]);
  });
});

const CONTEXT = 'c2';
const signedIn = (secondsAgo: number | null, acrs: string[]): Caller =>
  testCaller({
    ...{ roles: [...ROLES], acrs },
    authTime: secondsAgo === null ? null : NOW_SECONDS - secondsAgo,
  });
const CALLERS = {
  recent: signedIn(599, ['c1', CONTEXT]),
  stale: signedIn(601, [CONTEXT]),
  weak: signedIn(10, ['c1']),
  unknown: signedIn(null, [CONTEXT]),
  almostOver: signedIn(8 * 3_600 - 1, [CONTEXT]),
  over: signedIn(8 * 3_600, [CONTEXT]),
  future: signedIn(-3_600, [CONTEXT]),
  all: testCaller({ roles: [...ROLES] }),
  ...Object.fromEntries(ROLES.map((role) => [role, testCaller({ roles: [role] })])),
  nobody: testCaller({ roles: [] }),
  guest: testCaller({ roles: [...ROLES], isGuest: true }),
};
/** Somebody else each time: how often one may ask is another test's. */
const validateToken: AppDeps['validateToken'] = async (token) => ({
  ...(await testTokens(CALLERS)(token)),
  id: randomUUID(),
});
/** To build the routes takes longer than to answer by them. */
const apps = {
  withoutStepUp: appWith(validateToken),
  withContext: appWith(validateToken, { isOn: true, context: CONTEXT }),
  withoutContext: appWith(validateToken, { isOn: true, context: null }),
};

/** What is answered where a fresh sign-in is demanded of people about themselves, with step-up or without. */
const OWN_SIGN_IN = {
  stale: 'session_not_fresh',
  // Goes on to the body, in which nothing is.
  weak: 'request_invalid',
  unknown: 'session_forbidden',
  future: 'session_not_fresh',
} as const;

describe.each(CLOSED)('$method $path', (route) => {
  const { rule } = route;

  it('refuses who has no token, a forged one, or one of another tenant', async () => {
    for (const token of tokens) {
      const answer = await ask(byTokens, route, token);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('refuses every id that is none', async () => {
    // Profiles have names of ours, not ids.
    if (!route.path.includes('{') || route.path.includes('/profiles/')) return;
    for (const id of ['x', `${ID}x`, `${ID}' or '1`, 'lee.gu@contoso.example', '..', '%00']) {
      const answer = await ask(apps.withoutStepUp, route, 'all', id);
      expect([400, 404]).toContain(answer.status);
    }
  });

  it('wants a recent sign-in exactly where it says so', async () => {
    const app = apps.withContext;
    expect((await ask(app, route, 'recent')).status).not.toBe(401);
    for (const token of ['stale', 'weak', 'unknown', 'future'] as const) {
      const answer = await ask(app, route, token);
      if (rule.freshSignIn === 'demanded') {
        expect(await codeOf(answer)).toBe(OWN_SIGN_IN[token]);
        continue;
      }
      if (!rule.stepUp) {
        expect(answer.status).not.toBe(401);
        continue;
      }
      expect(answer.status).toBe(401);
      const challenge = answer.headers.get('www-authenticate') ?? '';
      expect(challenge).toContain('error="insufficient_claims"');
      const claims = /claims="([^"]+)"/.exec(challenge)?.[1] ?? '';
      expect(JSON.parse(Buffer.from(claims, 'base64').toString())).toEqual({
        access_token: { acrs: { essential: true, value: CONTEXT } },
      });
      expect(await codeOf(answer)).toBe('session_step_up');
    }
  });

  it('is closed to whoever signed in eight hours ago, step-up or not', async () => {
    const answer = await ask(apps.withoutStepUp, route, 'over');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_claims"');
    expect(await codeOf(answer)).toBe('session_step_up');
    const before = await ask(apps.withoutStepUp, route, 'almostOver');
    expect(await codeOf(before)).not.toBe('session_step_up');
  });

  it('asks for no sign-in while step-up is off, and without a context for its time alone', async () => {
    const isOwn = rule.freshSignIn === 'demanded';
    expect((await ask(apps.withoutStepUp, route, 'stale')).status === 401).toBe(isOwn);
    const app = apps.withoutContext;
    expect((await ask(app, route, 'weak')).status).not.toBe(401);
    if (rule.stepUp) expect((await ask(app, route, 'stale')).status).toBe(401);
  });
});

describe.each(OF_ROLES)('$method $path', (route) => {
  it('is for its roles, and for no guest', async () => {
    for (const token of [...ROLES, 'nobody', 'guest']) {
      const answer = await ask(apps.withoutStepUp, route, token);
      const isAllowed = ROLES.some((role) => role === token && route.rule.access.includes(role));
      if (isAllowed) expect(answer.status).not.toBe(403);
      else expect(answer.status).toBe(403);
    }
  });
});
