import type { Clock } from '#bff/deps.ts';
import type { Logger } from '#bff/log/logger.ts';

/** Below this a difference is the second that `Date` leaves open and the way of the answer. */
const NOTICEABLE_MS = 2_000;

/** How far Graph's clock was ahead of ours at its last answer that said the time. */
export interface GraphClockReading {
  /** Zero below what a `Date` of whole seconds can tell. */
  readonly aheadMs: number;
  /** When that answer came, by our clock; milliseconds since the epoch. */
  readonly notedAt: number;
}

/** How Graph's clock stands to ours: what Graph says of time is meant by its own. */
export interface GraphClock {
  /** Takes in the `Date` of an answer (RFC 9110 §6.6.1). */
  note(response: Response): void;
  /** An instant of Graph's clock by ours. ISO 8601 in and out. */
  toOurs(instant: string): string;
  /** Null until an answer of Graph said the time. */
  reading(): GraphClockReading | null;
}

/** Builds a clock that agrees with ours until an answer says otherwise. */
export function createGraphClock(clock: Clock, log: Logger): GraphClock {
  let aheadMs = 0;
  let notedAt: number | null = null;
  return {
    note(response) {
      const graphNow = Date.parse(response.headers.get('date') ?? '');
      if (Number.isNaN(graphNow)) return;
      notedAt = clock.now();
      const difference = graphNow - notedAt;
      const isNoticeable = Math.abs(difference) > NOTICEABLE_MS;
      // Once, when it begins: every answer would say it again.
      if (isNoticeable && aheadMs === 0) log.warn('clock_differs', { durationMs: difference });
      aheadMs = isNoticeable ? difference : 0;
    },
    toOurs: (instant) => new Date(Date.parse(instant) - aheadMs).toISOString(),
    reading: () => (notedAt === null ? null : { aheadMs, notedAt }),
  };
}
