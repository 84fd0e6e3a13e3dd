import type { Action } from './action.ts';
import { msUntil } from './msUntil.ts';
import type { Circumstances } from './nextAction.ts';

/**
 * What it takes until something counts as not being in the directory: two looks, `settleMs` apart, that did not find it.
 * @returns `look`, or the wait for it; null when it is settled
 */
export function lookTwice(
  absentSince: readonly string[],
  seen: Pick<Circumstances, 'now' | 'settleMs'>,
  look: Action,
): Action | null {
  const [first, ...others] = absentSince;
  if (first === undefined) return look;
  const settledAt = new Date(Date.parse(first) + seen.settleMs).toISOString();
  if (others.some((other) => msUntil(other, settledAt) >= 0)) return null;
  return msUntil(settledAt, seen.now) > 0 ? waitUntil(settledAt) : look;
}

/** Lets the tenant have its time, until then (ISO 8601). */
export function waitUntil(until: string): Action {
  return { actor: 'person', kind: 'waitForTenant', until };
}
