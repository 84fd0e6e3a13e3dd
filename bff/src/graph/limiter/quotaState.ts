import { z } from 'zod';
import type { BucketRules, QuotaRules } from './quotaRules.ts';

const instant = z.number();
const bucketState = z.object({
  rate: z.number().positive(),
  /** Below 0 after a starved class had its turn. */
  tokens: z.number(),
  /** Those of them that self-service may take now; below 0 after a call that was larger than its share of a full bucket. */
  ownTokens: z.number().default(0),
  /** When the clean period under way began. */
  cleanSince: instant,
  usedAt: instant,
  /** When a class last got something of what this bucket is for: writes here, reads there. */
  servedAt: z.object({
    interactive: instant,
    revoke: instant,
    ownRevoke: instant.default(0),
    own: instant.default(0),
    bulk: instant,
    sync: instant,
  }),
});

/**
 * What all backends know of one application's quota in one tenant. All instants are milliseconds of whichever one clock
 * the state is kept by; the database's, where it is shared.
 */
export const quotaState = z.object({
  version: z.literal(1),
  at: instant,
  writes: bucketState,
  units: bucketState,
  gateUntil: instant,
  /** How long the next refusal without a time closes the gate. */
  nextPauseSeconds: z.number(),
  /** Bulk and sync wait until then. */
  pausedUntil: instant,
  /** Calls and repeats of the minute under way and of the one before. */
  minute: z.object({
    since: instant,
    calls: z.number(),
    repeats: z.number(),
    callsBefore: z.number(),
    repeatsBefore: z.number(),
  }),
  /** Open while Graph fails: one call each `probeMs` finds out whether it still does. */
  circuit: z.object({ probeAt: instant, isProbing: z.boolean() }).nullable(),
});

export type BucketState = z.infer<typeof bucketState>;
export type QuotaState = z.infer<typeof quotaState>;

const LEAST_CAPACITY = 4;

/** How many tokens a bucket holds. At the slowest it still has room for every reserve and a call. */
export function capacityOf(bucket: Pick<BucketState, 'rate'>, { burstMs }: QuotaRules): number {
  return Math.max(LEAST_CAPACITY, (bucket.rate * burstMs) / 1000);
}

/** How many of them self-service may take at once. */
export function ownCapacityOf(bucket: Pick<BucketState, 'rate'>, rules: QuotaRules): number {
  return capacityOf(bucket, rules) * rules.ownShare;
}

function freshBucket(rules: QuotaRules, { startRate }: BucketRules, now: number): BucketState {
  const tokens = capacityOf({ rate: startRate }, rules);
  const ownTokens = ownCapacityOf({ rate: startRate }, rules);
  const people = { interactive: now, revoke: now, ownRevoke: now, own: now };
  const servedAt = { ...people, bulk: now, sync: now };
  return { rate: startRate, tokens, ownTokens, cleanSince: now, usedAt: now, servedAt };
}

/** The state before the first call. */
export function initialQuota(rules: QuotaRules, now: number): QuotaState {
  return {
    version: 1,
    at: now,
    writes: freshBucket(rules, rules.writes, now),
    units: freshBucket(rules, rules.units, now),
    gateUntil: now,
    nextPauseSeconds: rules.gate.firstSeconds,
    pausedUntil: now,
    minute: { since: now, calls: 0, repeats: 0, callsBefore: 0, repeatsBefore: 0 },
    circuit: null,
  };
}
