import { and, eq, gt, or } from 'drizzle-orm';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { removals } from '#bff/store/operatorTables.ts';
import { keyRemovals } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import { staleMs } from './ownKeyParts.ts';

/** Somebody's keys that an answer of the directory may still have, by their ids. */
export interface LeavingKeys {
  /** They were taken away just now. */
  readonly gone: ReadonlySet<string>;
  /** Those, and what is being taken away by its holder's word or with many others. */
  readonly taken: ReadonlySet<string>;
  /** Those, and all of anybody whose removal by an enrolment or with many others began just now, whatever came of it. */
  readonly leaving: ReadonlySet<string>;
}

/** What is on its way out counts no more, for whoever asks what would be left. */
export async function leavingKeys(
  parts: Pick<EnrolmentParts, 'now' | 'settleMs'>,
  queries: Queries,
  holderId: string,
): Promise<LeavingKeys> {
  const since = new Date(parts.now() - staleMs(parts));
  const rows = await queries
    .select({ methodId: keyRemovals.methodId, state: keyRemovals.state })
    .from(keyRemovals)
    .where(
      and(
        eq(keyRemovals.holderId, holderId),
        or(
          eq(keyRemovals.state, 'asked'),
          and(eq(keyRemovals.state, 'done'), gt(keyRemovals.endedAt, since)),
        ),
      ),
    );
  const begun = await queries
    .select({ methodId: removals.methodId })
    .from(removals)
    .where(gt(removals.at, since));
  const done = rows.filter(({ state }) => state === 'done');
  return {
    gone: idsOf(done),
    taken: idsOf(rows),
    leaving: idsOf([...rows, ...begun]),
  };
}

function idsOf(rows: readonly { readonly methodId: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ methodId }) => methodId));
}
