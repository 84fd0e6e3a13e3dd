import type { RoundOutcome } from './killRound.ts';

/** Counts what rounds came to. */
export interface Tally {
  /** Kills of a backend that nobody was at work with. */
  killed(count: number): void;
  /** @returns whether this round is broken. */
  take(outcome: RoundOutcome): boolean;
  /** How many rounds were broken; one more where too many kills were followed by too long a wait. */
  broken(): number;
  lines(): string[];
}

const BACK_WITHIN_MS = 10_000;

/** Begins counting. */
export function createTally(): Tally {
  const back: number[] = [];
  const ready: number[] = [];
  const sum = {
    rounds: 0,
    kills: 0,
    metRequest: 0,
    metRegistration: 0,
    broken: 0,
    standstills: 0,
  };

  const isLate = () => percentile(back, 0.95) > BACK_WITHIN_MS;
  const broken = () => sum.broken + (isLate() ? 1 : 0);
  return {
    killed(count) {
      sum.kills += count;
    },
    take({ kills, breaks, standstills, complaint }) {
      sum.rounds += 1;
      sum.kills += kills.count;
      sum.metRequest += kills.metRequest;
      sum.metRegistration += kills.metRegistration;
      sum.standstills += standstills;
      back.push(...kills.back);
      ready.push(...kills.ready);
      const isBroken = breaks.length > 0 || complaint !== null;
      if (isBroken) sum.broken += 1;
      return isBroken;
    },
    broken,
    lines() {
      const { rounds, kills, metRequest, metRegistration, standstills } = sum;
      return [
        `L4 killed and started again: ${kills} kills, back after ${spread(back)}, ${broken()} broken`,
        `  ${rounds} rounds; ready after ${spread(ready)}; ${metRequest} kills met a request of a page, ${metRegistration} a registration on its way`,
        ...(isLate()
          ? [`  that is more than ${BACK_WITHIN_MS / 1000} s, and counts as broken`]
          : []),
        ...(standstills > 0
          ? [`  ${standstills} times a page was loaded again because nothing happened`]
          : []),
      ];
    },
  };
}

function spread(values: readonly number[]): string {
  const seconds = (part: number) => (percentile(values, part) / 1000).toFixed(1);
  return values.length === 0 ? 'no kill' : `p50 ${seconds(0.5)} s, p95 ${seconds(0.95)} s`;
}

/** The value that this part of all values does not exceed. NaN where there are none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
