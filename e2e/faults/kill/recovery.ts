import { setTimeout as delay } from 'node:timers/promises';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { KilledBackend } from './killedBackend.ts';

const LOOK_MS = 20;
const GIVE_UP_MS = 90_000;
const PROBE_WITHIN_MS = 3_000;

/** @returns after how many milliseconds the backend is ready and answers out of its database; null where it never is. */
export async function untilReady(
  backend: KilledBackend,
  operator: Pick<BackendPort, 'unfinished'>,
): Promise<number | null> {
  const begun = performance.now();
  while (performance.now() - begun < GIVE_UP_MS) {
    if (await isReady(backend, operator)) return performance.now() - begun;
    await delay(LOOK_MS);
  }
  return null;
}

async function isReady(
  { origin }: KilledBackend,
  operator: Pick<BackendPort, 'unfinished'>,
): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PROBE_WITHIN_MS);
    const { status } = await fetch(`${origin}/readyz`, { signal });
    if (status !== 200) return false;
    await operator.unfinished({ signal });
    return true;
  } catch {
    return false;
  }
}
