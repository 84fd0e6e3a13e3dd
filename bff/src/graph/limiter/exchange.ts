import { type CallClass, type CallCost, isOwn } from './callClass.ts';
import { passTime } from './passTime.ts';
import type { QuotaRules } from './quotaRules.ts';
import { type BucketState, capacityOf, ownCapacityOf, type QuotaState } from './quotaState.ts';
import { type Outcomes, takeOutcomes } from './takeOutcomes.ts';

/** A call that waits. */
export interface Want {
  readonly class: CallClass;
  readonly cost: CallCost;
  readonly waitedMs: number;
}

/** What a backend says and asks, all at once. */
export interface Ask {
  readonly outcomes: Outcomes;
  /** The most urgent first. */
  readonly wants: readonly Want[];
}

/** When it is worth asking again for a call, and what keeps it. Null: it may go now. */
export type Verdict = null | {
  readonly waitMs: number;
  readonly because: 'gate' | 'circuit' | 'paused' | 'quota';
};

/** The answer to an {@link Ask}. */
export interface Answer {
  /** One for each want. */
  readonly verdicts: readonly Verdict[];
  /** 0: open. */
  readonly gateMs: number;
  /** 0: closed, as it should be. */
  readonly circuitMs: number;
  /** For how long bulk and sync pause. */
  readonly pausedMs: number;
  readonly writesPerSecond: number;
}

/** A starved class may take one call although the bucket is empty: those above it would always be there first. */
const DEBT = 1;
/** The two halves of a cost. */
const BUCKETS = ['writes', 'units'] as const;
type BucketName = (typeof BUCKETS)[number];

/**
 * One step of the limiter: time passes, what came of earlier calls is taken in, and calls that wait are let go. Pure; the
 * one place where this is decided, wherever the state is kept.
 */
export function exchange(
  before: QuotaState,
  { outcomes, wants }: Ask,
  now: number,
  rules: QuotaRules,
): { readonly state: QuotaState; readonly answer: Answer } {
  const granting = new Granting(takeOutcomes(passTime(before, now, rules), outcomes, rules), rules);
  const verdicts = wants.map((want) => granting.judge(want));
  const { state } = granting;
  const left = (until: number) => Math.max(0, until - state.at);
  return {
    state,
    answer: {
      verdicts,
      gateMs: left(state.gateUntil),
      circuitMs: state.circuit === null ? 0 : Math.max(1, left(state.circuit.probeAt)),
      pausedMs: left(state.pausedUntil),
      writesPerSecond: state.writes.rate,
    },
  };
}

/** Lets calls go one by one, as far as the state has room for them. */
class Granting {
  state: QuotaState;
  readonly #rules: QuotaRules;
  /** What bulk and sync may still take this time. */
  readonly #lease: Record<BucketName, number>;
  /** Nobody overtakes in their own class. */
  readonly #held = new Map<string, number>();

  constructor(state: QuotaState, rules: QuotaRules) {
    this.state = state;
    this.#rules = rules;
    const lease = (name: BucketName) => Math.ceil((state[name].rate * rules.leaseMs) / 1000);
    this.#lease = { writes: lease('writes'), units: lease('units') };
  }

  judge(want: Want): Verdict {
    const { state } = this;
    if (state.at < state.gateUntil) {
      return { waitMs: state.gateUntil - state.at, because: 'gate' };
    }
    if (state.circuit !== null && state.at < state.circuit.probeAt) {
      return { waitMs: state.circuit.probeAt - state.at, because: 'circuit' };
    }
    if (isPatient(want.class) && state.at < state.pausedUntil) {
      return { waitMs: state.pausedUntil - state.at, because: 'paused' };
    }
    const waitMs = Math.max(...BUCKETS.map((name) => this.#missingMs(want, name)));
    if (waitMs > 0) return { waitMs, because: 'quota' };
    this.#take(want);
    return null;
  }

  /** How long one bucket keeps a call; 0 when it has enough. */
  #missingMs({ class: callClass, cost, waitedMs }: Want, name: BucketName): number {
    const amount = cost[name];
    if (amount === 0) return 0;
    const held = this.#held.get(`${callClass} ${name}`);
    if (held !== undefined) return held;
    const hold = (ms: number) => {
      const waitMs = Math.max(1, Math.ceil(ms));
      this.#held.set(`${callClass} ${name}`, waitMs);
      return waitMs;
    };
    const { starvedAfterMs, reserve, leaseMs } = this.#rules;
    const bucket = this.state[name];
    const perMs = bucket.rate / 1000;
    const { servedAt } = this.state[kindOf(cost)];
    const isStarved = Math.min(waitedMs, this.state.at - servedAt[callClass]) >= starvedAfterMs;
    // What costs more than there is room for still gets through, once the bucket is full.
    const floor = capacityOf(bucket, this.#rules) * reserve[callClass];
    const room = capacityOf(bucket, this.#rules) - floor;
    const needed = isStarved ? -DEBT : Math.min(amount, room) + floor;
    const waitMs = Math.max(
      (needed - bucket.tokens) / perMs,
      isOwn(callClass) ? this.#missingOfShareMs(bucket, amount) : 0,
    );
    if (waitMs > 0) return hold(waitMs);
    if (isPatient(callClass) && this.#lease[name] <= 0) return hold(leaseMs);
    return 0;
  }

  /** How long self-service waits for its share; no starvation and no reserve gets it more. */
  #missingOfShareMs(bucket: BucketState, amount: number): number {
    // As above: what costs more than there is room for goes once the share is full, and is made up for afterwards.
    const needed = Math.min(amount, ownCapacityOf(bucket, this.#rules));
    return ((needed - bucket.ownTokens) * 1000) / (bucket.rate * this.#rules.ownShare);
  }

  #take({ class: callClass, cost }: Want): void {
    const { state } = this;
    const used = (name: BucketName) => {
      const bucket = state[name];
      if (cost[name] === 0) return bucket;
      if (isPatient(callClass)) this.#lease[name] -= cost[name];
      const servedAt =
        name === kindOf(cost) ? { ...bucket.servedAt, [callClass]: state.at } : bucket.servedAt;
      const tokens = bucket.tokens - cost[name];
      const ownTokens = bucket.ownTokens - (isOwn(callClass) ? cost[name] : 0);
      return { ...bucket, tokens, ownTokens, usedAt: state.at, servedAt };
    };
    this.state = {
      ...state,
      writes: used('writes'),
      units: used('units'),
      circuit: state.circuit && {
        probeAt: state.at + this.#rules.repeats.probeMs,
        isProbing: true,
      },
    };
  }
}

/** What a call is at heart; a write takes a unit on the way. */
function kindOf({ writes }: CallCost): BucketName {
  return writes > 0 ? 'writes' : 'units';
}

/** Nobody waits for these at a page. */
function isPatient(callClass: CallClass): boolean {
  return callClass === 'bulk' || callClass === 'sync';
}
