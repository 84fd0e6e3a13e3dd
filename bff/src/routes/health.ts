import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppDeps, ReadinessCheck } from '#bff/deps.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { AppError } from '#shared/failure/appError.ts';

const TIMEOUT_MS = 5_000;
/** A probe every second must not become a call to Entra every second. */
const REMEMBER_MS = 5_000;

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
  let remembered: { at: number; result: Promise<Readiness> } | undefined;
  const routes = createRoutes();
  routes.get('/healthz', (c) => c.json({ status: 'up' }));
  routes.get('/readyz', async (c) => {
    const now = deps.clock.now();
    if (remembered === undefined || now - remembered.at >= REMEMBER_MS) {
      remembered = { at: now, result: runChecks(deps.readiness) };
    }
    const result = await remembered.result;
    return c.json(result, result.status === 'ready' ? 200 : 503);
  });
  return routes;
}
