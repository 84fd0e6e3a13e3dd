import { and, count, desc, eq, gt } from 'drizzle-orm';
import { keyEvents } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { KeyEventList } from '#shared/api/index.ts';

const DAY_MS = 24 * 3_600_000;
/** How far back somebody may say that it was not them. */
export const REPORTABLE_MS = 30 * DAY_MS;
const REPORTS_A_DAY = 3;
const MOST_SHOWN = 100;

/** How many reports a holder has left within 24 hours. */
export async function reportsLeft(
  queries: Queries,
  holderId: string,
  nowMs: number,
): Promise<number> {
  const [made] = await queries
    .select({ count: count() })
    .from(keyEvents)
    .where(
      and(eq(keyEvents.holderId, holderId), gt(keyEvents.reportedAt, new Date(nowMs - DAY_MS))),
    );
  return Math.max(0, REPORTS_A_DAY - (made?.count ?? 0));
}

/** What happened to a holder's keys within the last 30 days, the newest first. */
export async function readKeyEvents(
  queries: Queries,
  holderId: string,
  nowMs: number,
): Promise<KeyEventList> {
  const rows = await queries
    .select()
    .from(keyEvents)
    .where(and(eq(keyEvents.holderId, holderId), gt(keyEvents.at, new Date(nowMs - REPORTABLE_MS))))
    .orderBy(desc(keyEvents.at))
    .limit(MOST_SHOWN);
  return {
    events: rows.map(({ id, kind, productName, serial, how, actorName, at, reportedAt }) => ({
      ...{ id, kind, how },
      key: { productName, serial },
      byName: actorName,
      at: at.toISOString(),
      reportedAt: reportedAt?.toISOString() ?? null,
    })),
    reportsLeft: await reportsLeft(queries, holderId, nowMs),
  };
}
