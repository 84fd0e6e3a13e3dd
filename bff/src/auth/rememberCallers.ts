import { createHash } from 'node:crypto';
import type { Clock } from '#bff/deps.ts';
import type { Caller } from './caller.ts';

/** So long a token whose signature held is believed without verifying it again; a withdrawn key counts for an hour anyway. */
const REMEMBERED_MS = 60_000;
const MOST = 1_000;

/** A token that was validated: whose it is, and when it ends, in milliseconds since the epoch. */
export interface Validated {
  readonly caller: Caller;
  readonly endsAt: number;
}

/**
 * Validates a token once a minute instead of with each call: a page calls eight times for each key, and RSA is what its calls
 * have longest to wait for. Tokens are kept as hashes only; what was refused is not kept.
 */
export function rememberCallers(
  validate: (token: string) => Promise<Validated>,
  clock: Clock,
): (token: string) => Promise<Caller> {
  const known = new Map<string, { caller: Caller; from: number; until: number }>();
  return async (token) => {
    const hash = createHash('sha256').update(token).digest('base64');
    const now = clock.now();
    const found = known.get(hash);
    // Also where the clock was put back.
    if (found !== undefined && found.from <= now && now < found.until) return found.caller;
    known.delete(hash);
    const { caller, endsAt } = await validate(token);
    const [oldest] = known.keys();
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
    known.set(hash, { caller, from: now, until: Math.min(now + REMEMBERED_MS, endsAt) });
    return caller;
  };
}
