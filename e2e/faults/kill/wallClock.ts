/** Microseconds since the epoch, as PostgreSQL of the same machine stamps its commits. */
export type WallClock = () => number;

const TRIES = 5;
const MICROSECONDS = 1_000;

/**
 * Reads the machine's clock finer than its `Date`, which knows whole milliseconds only. Begin each round with a new one:
 * a clock that is being corrected moves away from the one that only counts on.
 */
export function startWallClock(): WallClock {
  // The later of several readings: whoever is interrupted between the two lines reads too early a beginning.
  const begun = Math.max(...Array.from({ length: TRIES }, beginningOfTime));
  return () => Math.round((begun + performance.now()) * MICROSECONDS);
}

/** When `performance.now()` was 0, taken in the moment in which a millisecond begins. */
function beginningOfTime(): number {
  const before = Date.now();
  for (;;) {
    const now = Date.now();
    if (now !== before) return now - performance.now();
  }
}
