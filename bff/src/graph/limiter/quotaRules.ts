import type { CallClass } from './callClass.ts';

/** One bucket of tokens. Rates are tokens a second. */
export interface BucketRules {
  readonly startRate: number;
  /** Never faster than this, whatever Graph would take. */
  readonly ceiling: number;
  /** Never slower than this, or nothing would ever find out that it could be faster. */
  readonly leastRate: number;
  /** Added after each clean period. */
  readonly increase: number;
}

/** How the limiter behaves. Times in milliseconds unless a name says otherwise. */
export interface QuotaRules {
  readonly writes: BucketRules;
  readonly units: BucketRules;
  /** A bucket holds what its rate brings in this time, so that little is lost between two questions. */
  readonly burstMs: number;
  /** A period with calls and without a refusal. */
  readonly cleanMs: number;
  readonly decrease: number;
  /** The part of a full bucket that each class leaves to those above it. */
  readonly reserve: Readonly<Record<CallClass, number>>;
  /** What self-service gets at most: this part of the rate and of a full bucket. */
  readonly ownShare: number;
  /** A class that got nothing for this long gets one call, whoever else waits. */
  readonly starvedAfterMs: number;
  /** What bulk and sync may take at a time: this long of the rate. */
  readonly leaseMs: number;
  readonly gate: {
    /** Where Graph names no time; doubled while it goes on refusing. */
    readonly firstSeconds: number;
    readonly longestSeconds: number;
    /** A longer `Retry-After` is asked again after this: the gate outlives processes. */
    readonly mostSeconds: number;
    readonly jitterMs: number;
  };
  /** From this share of a quota in use on, bulk and sync pause. */
  readonly pauseFrom: number;
  readonly pauseMs: number;
  readonly repeats: {
    readonly share: number;
    /** So many in a minute are free: a few calls prove nothing. */
    readonly free: number;
    readonly probeMs: number;
  };
}

/** What an operator may set. */
export interface QuotaLimits {
  readonly writesPerSecond: number;
  readonly unitsPerSecond: number;
}

const START_WRITES = 10;
const START_UNITS = 100;

/**
 * The rules for the published quota: 3,000 writes in 150 s and, in the smallest tenants, 3,500 resource units in 10 s,
 * for each application in a tenant. How much of it the calls for passkeys take is not published, so the rates are felt
 * out from below: up by a step after each clean period, down by almost a third with a refusal.
 */
export function quotaRules({ writesPerSecond, unitsPerSecond }: QuotaLimits): QuotaRules {
  return {
    writes: {
      startRate: Math.min(START_WRITES, writesPerSecond),
      ceiling: writesPerSecond,
      leastRate: Math.min(1, writesPerSecond),
      increase: 0.5,
    },
    units: {
      startRate: Math.min(START_UNITS, unitsPerSecond),
      ceiling: unitsPerSecond,
      leastRate: Math.min(10, unitsPerSecond),
      increase: 10,
    },
    burstMs: 2_000,
    cleanMs: 10_000,
    decrease: 0.7,
    reserve: { interactive: 0, revoke: 0.3, ownRevoke: 0.3, own: 0.3, bulk: 0.35, sync: 0.4 },
    ownShare: 0.3,
    starvedAfterMs: 5_000,
    leaseMs: 250,
    gate: { firstSeconds: 5, longestSeconds: 120, mostSeconds: 900, jitterMs: 2_000 },
    pauseFrom: 0.8,
    pauseMs: 10_000,
    repeats: { share: 0.1, free: 20, probeMs: 30_000 },
  };
}
