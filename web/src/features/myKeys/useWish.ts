import { useState } from 'react';
import { createWishMemory, type PendingWish } from '#web/usecases/myKeys/pendingWish.ts';

const wishes = () => createWishMemory(sessionStorage);

/**
 * What somebody is about to do. It is there again where they were sent to sign in meanwhile.
 * @param kinds those that this page knows
 */
export function useWish(kinds: readonly PendingWish['wish'][]) {
  const [wish, setWish] = useState<PendingWish | null>(() => {
    const kept = wishes().take();
    return kept !== null && kinds.includes(kept.wish) ? kept : null;
  });
  return { wish, setWish, clear: () => setWish(null) };
}

/** Keeps it over the way to the sign-in page and back. */
export function keepWish(wish: PendingWish): void {
  wishes().keep(wish);
}
