/**
 * Runs work about the same thing one after the other in this process. A thousand requests for one PIN wait here, without a
 * connection to the database each; between processes the row's lock decides.
 */
export function createOneAtATime(): <T>(about: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (about, work) => {
    const before = last.get(about) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(about, mine);
    try {
      return await mine;
    } finally {
      if (last.get(about) === mine) last.delete(about);
    }
  };
}
