import { lastMinute } from './passTime.ts';
import type { BucketRules, QuotaRules } from './quotaRules.ts';
import { type BucketState, capacityOf, ownCapacityOf, type QuotaState } from './quotaState.ts';

/** A 429. */
export interface Throttled {
  readonly of: 'writes' | 'units';
  /** Null: Graph named no time. */
  readonly retryAfterSeconds: number | null;
}

/** What came of calls since the last report. */
export interface Outcomes {
  readonly calls: number;
  /** Those of them that were sent before and failed. */
  readonly repeats: number;
  /** Those that Graph answered, be it with a refusal; not 429 and not a failure of its own. */
  readonly answered: number;
  readonly throttled: readonly Throttled[];
  /** The greatest share of a quota in use that Graph spoke of; 0 where it did not. */
  readonly percentage: number;
  /** From 0 up to 1, to spread those who wait at the gate. */
  readonly random: number;
}

/** Takes in what came of calls. */
export function takeOutcomes(state: QuotaState, outcomes: Outcomes, rules: QuotaRules): QuotaState {
  const counted: QuotaState = {
    ...state,
    minute: {
      ...state.minute,
      calls: state.minute.calls + outcomes.calls,
      repeats: state.minute.repeats + outcomes.repeats,
    },
    pausedUntil:
      outcomes.percentage >= rules.pauseFrom
        ? Math.max(state.pausedUntil, state.at + rules.pauseMs)
        : state.pausedUntil,
  };
  const gated = outcomes.throttled.reduce(
    (open, one) => closeGate(open, one, outcomes.random, rules),
    counted,
  );
  return turnCircuit(gated, outcomes.answered, rules);
}

/** Everybody waits: Graph counts refused calls as well. */
function closeGate(
  state: QuotaState,
  { of, retryAfterSeconds }: Throttled,
  random: number,
  rules: QuotaRules,
): QuotaState {
  const { gate } = rules;
  const { at } = state;
  const isClosed = at < state.gateUntil;
  // Long after the last refusal the doubling starts afresh.
  const isLongAgo = at > state.gateUntil + state.nextPauseSeconds * 1000;
  const unnamed = isLongAgo ? gate.firstSeconds : state.nextPauseSeconds;
  const seconds = Math.min(retryAfterSeconds ?? unnamed, gate.mostSeconds);
  const wanted = at + seconds * 1000 + Math.round(random * gate.jitterMs);
  const gateUntil = Math.max(state.gateUntil, wanted);
  // Calls that were on their way when the gate closed tell of the same crowd: once is enough.
  const slower = (name: Throttled['of']) =>
    slowDown(state[name], rules[name], { rules, gateUntil, isSlower: name === of && !isClosed });
  return {
    ...state,
    gateUntil,
    // Those same calls are no second refusal either.
    nextPauseSeconds:
      retryAfterSeconds === null && !isClosed
        ? Math.min(unnamed * 2, gate.longestSeconds)
        : state.nextPauseSeconds,
    writes: slower('writes'),
    units: slower('units'),
  };
}

function slowDown(
  bucket: BucketState,
  { leastRate }: BucketRules,
  {
    rules,
    gateUntil,
    isSlower,
  }: { readonly rules: QuotaRules; readonly gateUntil: number; readonly isSlower: boolean },
): BucketState {
  const rate = isSlower ? Math.max(leastRate, bucket.rate * rules.decrease) : bucket.rate;
  return {
    ...bucket,
    rate,
    // When the gate opens the people at the page have their reserve, and the others start from nothing.
    tokens: Math.min(bucket.tokens, capacityOf({ rate }, rules) * rules.reserve.revoke),
    ownTokens: Math.min(bucket.ownTokens, ownCapacityOf({ rate }, rules)),
    cleanSince: gateUntil,
  };
}

function turnCircuit(state: QuotaState, answered: number, { repeats }: QuotaRules): QuotaState {
  const { circuit, at } = state;
  if (circuit !== null) {
    return circuit.isProbing && answered > 0 ? { ...state, circuit: null } : state;
  }
  const last = lastMinute(state);
  if (last.repeats <= Math.max(repeats.free, repeats.share * last.calls)) return state;
  return {
    ...state,
    circuit: { probeAt: at + repeats.probeMs, isProbing: false },
    // What opened it does not open it again.
    minute: { since: at, calls: 0, repeats: 0, callsBefore: 0, repeatsBefore: 0 },
  };
}
