/** A part of the time for each of several, one after the other. */
export interface Budget<Name> {
  /** How long this one may take, in milliseconds; what those before it left is shared by those that are left. */
  take(name: Name): number;
}

/** What ending takes. */
const CLOSING_MS = 1_500;

/**
 * Divides up what is left of the time that a process may take.
 * @param now milliseconds since the process began.
 */
export function createBudget<Name>(
  totalMs: number,
  shares: readonly { readonly name: Name; readonly share: number }[],
  now: () => number = () => performance.now(),
): Budget<Name> {
  return {
    take(wanted) {
      const from = shares.findIndex(({ name }) => name === wanted);
      const left = shares.slice(from).reduce((sum, { share }) => sum + share, 0);
      const { share = 0 } = shares[from] ?? {};
      return Math.max(0, ((totalMs - CLOSING_MS - now()) * share) / Math.max(left, 1));
    },
  };
}
