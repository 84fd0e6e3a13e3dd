import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppDeps, ReadinessCheck } from '#bff/deps.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { AppError } from '#shared/failure/appError.ts';

const TIMEOUT_MS = 5_000;
/** A probe every second must not become a call to Entra every second; but who is ready again is wanted back at once. */
const REMEMBER_MS = { ready: 5_000, notReady: 1_000 } as const;

interface Readiness {
  readonly status: 'ready' | 'notReady';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

function timeout(ms: number): { promise: Promise<never>; cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('internal', 'readiness check is slow')), ms);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

async function passes(check: ReadinessCheck): Promise<boolean> {
  const limit = timeout(TIMEOUT_MS);
  try {
    await Promise.race([check.check(), limit.promise]);
    return true;
  } catch {
    return false;
  } finally {
    limit.cancel();
  }
}

async function runChecks(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(async (check) => [check.name, (await passes(check)) ? 'ok' : 'failed'] as const),
  );
  const isReady = results.every(([, result]) => result === 'ok');
  return { status: isReady ? 'ready' : 'notReady', checks: Object.fromEntries(results) };
}

/**
 * `GET /healthz`: the process answers, 200 always. `GET /readyz`: 200 when the database answers (its
 * migrations were done before the server listened) and an app token can be had; else 503 with the name of what failed.
 * Both without sign-in and without detail.
 */
export function createHealthRoutes(
  deps: Pick<AppDeps, 'readiness' | 'clock'>,
): OpenAPIHono<AppEnv> {
  let remembered: { until: number; readonly result: Promise<Readiness> } | undefined;
  const routes = createRoutes();
  routes.get('/healthz', (c) => c.json({ status: 'up' }));
  routes.get('/readyz', async (c) => {
    const now = deps.clock.now();
    if (remembered === undefined || now >= remembered.until) {
      remembered = { until: now + REMEMBER_MS.ready, result: runChecks(deps.readiness) };
    }
    const asked = remembered;
    const result = await asked.result;
    if (result.status === 'notReady')
      asked.until = Math.min(asked.until, now + REMEMBER_MS.notReady);
    return c.json(result, result.status === 'ready' ? 200 : 503);
  });
  return routes;
}
