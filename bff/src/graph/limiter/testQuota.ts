import { CALL_CLASSES, type CallClass } from './callClass.ts';
import { type Answer, exchange, type Want } from './exchange.ts';
import { quotaRules } from './quotaRules.ts';
import { initialQuota, type QuotaState } from './quotaState.ts';
import type { Outcomes } from './takeOutcomes.ts';

export const RULES = quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 });

/** Nothing was sent. */
export const QUIET: Outcomes = {
  calls: 0,
  repeats: 0,
  answered: 0,
  throttled: [],
  percentage: 0,
  random: 0,
};

/** A call that changes something. */
export function write(callClass: CallClass, waitedMs = 0): Want {
  return { class: callClass, cost: { writes: 1, units: 1 }, waitedMs };
}

/** A call that only looks. */
export function read(callClass: CallClass, waitedMs = 0): Want {
  return { class: callClass, cost: { writes: 0, units: 1 }, waitedMs };
}

export function many(count: number, want: Want): Want[] {
  return Array.from({ length: count }, () => want);
}

/** A state and its time, turned by hand. */
export class TestQuota {
  now = 1_000_000;
  state: QuotaState = initialQuota(RULES, this.now);

  ask(wants: readonly Want[], outcomes: Partial<Outcomes> = {}): Answer {
    const ask = { wants, outcomes: { ...QUIET, ...outcomes } };
    const next = exchange(this.state, ask, this.now, RULES);
    this.state = next.state;
    return next.answer;
  }

  /** How many of these go at once. */
  granted(wants: readonly Want[], outcomes: Partial<Outcomes> = {}): number {
    return this.ask(wants, outcomes).verdicts.filter((verdict) => verdict === null).length;
  }

  throttle(
    retryAfterSeconds: number | null,
    of: 'writes' | 'units' = 'writes',
    random = 0,
  ): Answer {
    return this.ask([], { calls: 1, throttled: [{ of, retryAfterSeconds }], random });
  }

  /** Lets time pass under a steady load of writes, each answered well. @returns how many went of each class. */
  load(forMs: number, classes: readonly CallClass[] = ['interactive'], everyMs = 50) {
    const went = Object.fromEntries(CALL_CLASSES.map((name) => [name, 0])) as Record<
      CallClass,
      number
    >;
    const since = new Map(classes.map((name) => [name, this.now]));
    for (const end = this.now + forMs; this.now < end; this.now += everyMs) {
      const wants = classes.flatMap((name) =>
        many(40, write(name, this.now - (since.get(name) ?? this.now))),
      );
      for (const [index, verdict] of this.ask(wants).verdicts.entries()) {
        const name = wants[index]?.class;
        if (verdict !== null || name === undefined) continue;
        went[name] += 1;
        since.set(name, this.now);
      }
    }
    return went;
  }
}
