import type { ManualClock } from '#e2e/authenticator/manualClock.ts';

/** Short enough that a keepalive, a pause and an answer never fall into one step. */
const STEP_MS = 50;
/** Longer than the longest budget of a call of the client. */
const LONGEST_MS = 150_000;

/** Lets everything happen that waits for no timer. */
export function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Moves the clock on until a promise has ended, and gives how it ended. Time stands still while the key and the client
 * are only busy with each other.
 * @throws Error where it has not ended after every time limit of the client: a hang
 */
export async function until<Result>(clock: ManualClock, promise: Promise<Result>): Promise<Result> {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  promise.then(end, end);
  for (let waited = 0; waited <= LONGEST_MS; waited += STEP_MS) {
    await drain();
    if (hasEnded) return promise;
    await clock.advance(STEP_MS);
  }
  throw new Error('The call never ended');
}
