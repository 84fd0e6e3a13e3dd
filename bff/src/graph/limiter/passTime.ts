import type { BucketRules, QuotaRules } from './quotaRules.ts';
import { type BucketState, capacityOf, ownCapacityOf, type QuotaState } from './quotaState.ts';

const MINUTE_MS = 60_000;

/** The state as it is at a later instant, when nothing happened in between. A clock that went back stands still. */
export function passTime(state: QuotaState, instant: number, rules: QuotaRules): QuotaState {
  const now = Math.max(instant, state.at);
  // Behind a closed gate nothing is saved up: what waits there must not rush through when it opens.
  const openMs = Math.max(0, now - Math.max(state.at, state.gateUntil));
  return {
    ...state,
    at: now,
    writes: refill(state.writes, rules.writes, { now, openMs, rules }),
    units: refill(state.units, rules.units, { now, openMs, rules }),
    minute: turnMinute(state.minute, now),
  };
}

interface Passing {
  readonly now: number;
  readonly openMs: number;
  readonly rules: QuotaRules;
}

function refill(
  bucket: BucketState,
  { ceiling, increase }: BucketRules,
  { now, openMs, rules }: Passing,
): BucketState {
  // A rate that nobody used has proven nothing.
  const isIdle = now - bucket.usedAt > rules.cleanMs;
  const periods = isIdle ? 0 : Math.max(0, Math.floor((now - bucket.cleanSince) / rules.cleanMs));
  // Settings may have changed since the state was kept.
  const rate = Math.min(ceiling, bucket.rate + periods * increase);
  const gained = (Math.min(bucket.rate, ceiling) * openMs) / 1000;
  return {
    ...bucket,
    rate,
    tokens: Math.min(capacityOf({ rate }, rules), bucket.tokens + gained),
    ownTokens: Math.min(ownCapacityOf({ rate }, rules), bucket.ownTokens + gained * rules.ownShare),
    cleanSince: isIdle ? now : bucket.cleanSince + periods * rules.cleanMs,
  };
}

function turnMinute(minute: QuotaState['minute'], now: number): QuotaState['minute'] {
  const age = now - minute.since;
  if (age < MINUTE_MS) return minute;
  const isNext = age < 2 * MINUTE_MS;
  return {
    since: isNext ? minute.since + MINUTE_MS : now,
    calls: 0,
    repeats: 0,
    callsBefore: isNext ? minute.calls : 0,
    repeatsBefore: isNext ? minute.repeats : 0,
  };
}

/** Calls and repeats of the last minute: of the minute before as much as still belongs to it, evenly spread. */
export function lastMinute({ minute, at }: QuotaState): { calls: number; repeats: number } {
  const left = Math.max(0, 1 - (at - minute.since) / MINUTE_MS);
  return {
    calls: minute.calls + minute.callsBefore * left,
    repeats: minute.repeats + minute.repeatsBefore * left,
  };
}
