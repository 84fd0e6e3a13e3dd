import { AppError } from '#shared/failure/appError.ts';

const PAUSES_MS = [1_000, 4_000, 15_000] as const;

/**
 * Says something to the backend that it should hear, again while nobody answers. Where it never hears it, it comes to the
 * same end by itself, only later; so nothing is made of a failure.
 */
export async function persistently(
  say: () => Promise<void>,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<void> {
  for (const pause of [...PAUSES_MS, null]) {
    try {
      await say();
      return;
    } catch (error) {
      const isSilent = error instanceof AppError && error.code === 'backend_unreachable';
      if (!isSilent || pause === null) return;
      await sleep(pause);
    }
  }
}
