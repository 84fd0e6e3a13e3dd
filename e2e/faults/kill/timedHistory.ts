import type { HistoryEvent } from '../history/historyEvent.ts';

/** An effect and when it took place, in microseconds since the epoch. */
export interface TimedEvent {
  readonly at: number;
  readonly event: HistoryEvent;
}

/**
 * One history out of what the database holds and what was seen of keys and tenant, in the order of time.
 *
 * How far that order can be trusted. Both sides read the clock of this machine: PostgreSQL stamps a commit a moment before
 * it is on the disk, the harness stamps an effect of a key in the very call, one of the tenant within the turn of the
 * event loop that made it.
 *
 * - A false alarm would be an effect stamped before the commit that allowed it. The effect comes at least one answer over a
 *   socket and one HTTP request after that commit, some hundred microseconds; the harness' clock is set on each round to
 *   within a few. A clock that somebody sets back by more while a round runs can raise one: play its seed again.
 * - What can hide is an effect that ran ahead of its commit by less than the time that the commit took to reach the disk
 *   (a few milliseconds), and a POST that was sent ahead of it by less than the tenant was told to think about it. That is
 *   why some rounds have the tenant answer at once. Whole reversals of two steps stand further apart than that, and every
 *   order is also played in the layers that need no clock.
 * - What a killed backend wrote and never committed has no stamp and no row: an effect that relied on it stands alone, and
 *   shows.
 *
 * Where stamps are equal the database comes first, and its rows stay in the order in which they are given.
 */
export function mergeByTime(
  books: readonly TimedEvent[],
  seen: readonly TimedEvent[],
): HistoryEvent[] {
  return [...books, ...seen].sort((a, b) => a.at - b.at).map(({ event }) => event);
}
