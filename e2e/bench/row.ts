/** One figure of `npm run bench`, as bench/latest.json holds it. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null: a figure to watch, without a limit. */
  readonly limit: number | null;
  readonly better: 'lower' | 'higher';
  readonly ok: boolean;
}

/** A figure that cannot be had here. */
export interface MissingRow {
  readonly name: string;
  readonly value: null;
  /** Why, as the end of a sentence. */
  readonly notMeasured: string;
}

/** Makes a row and judges it; a missed limit shows and does not fail the command. */
export function row(
  name: string,
  value: number,
  unit: string,
  limit: number | null = null,
  better: 'lower' | 'higher' = 'lower',
): Row {
  const rounded = Number(value.toPrecision(4));
  const ok = limit === null || (better === 'lower' ? rounded <= limit : rounded >= limit);
  return { name, value: rounded, unit, limit, better, ok };
}

/** The value below which a share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
