import type { CallCost } from './callClass.ts';
import type { Outcomes } from './takeOutcomes.ts';

/** What came of one call. */
export interface Outcome {
  readonly cost: CallCost;
  /** The same call had been sent before. */
  readonly isRepeat: boolean;
  /** Graph did its part, be it to refuse: not 429, no failure of its own, no broken connection. */
  readonly isAnswered: boolean;
  /** Set after 429; null inside: Graph named no time. */
  readonly throttled: { readonly retryAfterSeconds: number | null } | null;
  /** `x-ms-throttle-limit-percentage`, which Graph sends from 0.8 on; else 0. */
  readonly percentage: number;
}

/** Nothing happened yet. */
export function noOutcomes(): Omit<Outcomes, 'random'> {
  return { calls: 0, repeats: 0, answered: 0, throttled: [], percentage: 0 };
}

/** One more. */
export function withOutcome(
  before: Omit<Outcomes, 'random'>,
  { cost, isRepeat, isAnswered, throttled, percentage }: Outcome,
): Omit<Outcomes, 'random'> {
  const of = cost.writes > 0 ? 'writes' : 'units';
  return {
    calls: before.calls + 1,
    repeats: before.repeats + (isRepeat ? 1 : 0),
    answered: before.answered + (isAnswered ? 1 : 0),
    throttled: throttled === null ? before.throttled : [...before.throttled, { of, ...throttled }],
    percentage: Math.max(before.percentage, percentage),
  };
}

/** Reads `x-ms-throttle-limit-percentage`; 0 where it is missing or no number. */
export function readPercentage(header: string | null): number {
  const text = header?.trim() ?? '';
  return /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
}
