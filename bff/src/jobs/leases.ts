import { and, eq, lte, sql } from 'drizzle-orm';
import type { Queries } from '#bff/store/queries.ts';
import { leases } from '#bff/store/schema.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';

/** The right to do one job for a while. */
export interface Lease {
  readonly name: string;
  /** No other lease has this number. */
  readonly token: number;
}

/**
 * Shares jobs out among the backends of one database. A lease ends by itself, so that a backend that died holds nothing
 * up; and because a backend can also be paused and wake up after the end, every write of a job goes through
 * {@link Leases.fence}.
 */
export interface Leases {
  /** Takes a job that nobody has, or whose time is over. Never waits. Null: somebody else has it. */
  take(queries: Queries, name: string, forMs: number): Promise<Lease | null>;
  /** Gives a job back. Does nothing when it is somebody else's by now. */
  release(queries: Queries, lease: Lease): Promise<void>;
  /**
   * A hold whose transactions fail as a whole, with AppError `conflict`, once the lease is somebody else's. While one of
   * them runs the lease cannot be taken over.
   */
  fence(hold: EnrolmentHold, lease: Lease): EnrolmentHold;
}

/** What leases are made with. */
export interface LeasesParts {
  /** Names this process; another one at each start. */
  readonly holder: string;
  /**
   * Milliseconds since the epoch. Clocks that differ make a takeover early or late and never unsafe: that depends on the
   * tokens alone.
   */
  readonly now: () => number;
}

/** Builds {@link Leases} over their table. */
export function createLeases({ holder, now }: LeasesParts): Leases {
  const nextToken = sql<number>`nextval('lease_tokens')`;

  async function check(queries: Queries, { name, token }: Lease): Promise<void> {
    const mine = await queries
      .select({ token: leases.token })
      .from(leases)
      .where(and(eq(leases.name, name), eq(leases.token, token)))
      .for('share');
    if (mine.length === 0) throw new AppError('conflict', 'the lease is somebody else’s by now');
  }

  return {
    async take(queries, name, forMs) {
      const expiresAt = new Date(now() + forMs);
      const [fresh] = await queries
        .insert(leases)
        .values({ name, holder, token: nextToken, expiresAt })
        .onConflictDoNothing()
        .returning({ token: leases.token });
      if (fresh !== undefined) return { name, ...fresh };
      const abandoned = queries
        .select({ name: leases.name })
        .from(leases)
        .where(and(eq(leases.name, name), lte(leases.expiresAt, new Date(now()))))
        .for('update', { skipLocked: true });
      const [taken] = await queries
        .update(leases)
        .set({ holder, token: nextToken, expiresAt })
        .where(eq(leases.name, abandoned))
        .returning({ token: leases.token });
      return taken === undefined ? null : { name, ...taken };
    },

    async release(queries, { name, token }) {
      await queries.delete(leases).where(and(eq(leases.name, name), eq(leases.token, token)));
    },

    fence: ({ queries, transaction }, lease) => ({
      queries,
      transaction: (work) =>
        transaction(async (own, commitWith) => {
          await check(own, lease);
          return work(own, commitWith);
        }),
    }),
  };
}
