import { and, eq, gt } from 'drizzle-orm';
import { posture } from '#bff/store/postureTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { leases } from '#bff/store/schema.ts';
import {
  FINDING_STATES,
  POSTURE_CHECKS,
  type PostureCheck,
  type PostureFinding,
  type PostureReport,
  type PostureState,
} from '#shared/api/posture.ts';
import { stateOf } from './finding.ts';
import type { Findings } from './lookAtPosture.ts';

/** The job of looking, among all backends. */
export const POSTURE_LEASE = 'posture';

/** A change that the administrators are told of. */
export interface PostureChange {
  readonly check: PostureCheck;
  readonly state: PostureState;
}

type Told = (typeof posture.$inferSelect)['told'];

/** In the order of the page. A check that another version had is no part of it. */
async function readChecks(queries: Queries) {
  const rows = await queries.select().from(posture);
  const known = POSTURE_CHECKS.flatMap((check) => rows.filter(({ name }) => name === check));
  const times = known.map(({ lookedAt }) => lookedAt.getTime());
  return { rows: known, lookedAt: times.length === 0 ? null : Math.max(...times) };
}

/** The last look as the page shows it. @param now milliseconds since the epoch */
export async function readReport(queries: Queries, now: number): Promise<PostureReport> {
  const { rows, lookedAt } = await readChecks(queries);
  const held = await queries
    .select({ name: leases.name })
    .from(leases)
    .where(and(eq(leases.name, POSTURE_LEASE), gt(leases.expiresAt, new Date(now))));
  return {
    checks: rows.map(({ name, state, findings, since }) => ({
      ...{ check: name, state, findings: [...findings] },
      since: since.toISOString(),
    })),
    lookedAt: lookedAt === null ? null : new Date(lookedAt).toISOString(),
    isLooking: held.length > 0,
  };
}

/** When somebody last looked, and whether something stood in the way; null before the first look. */
export async function readLastLook(
  queries: Queries,
): Promise<{ readonly at: number; readonly isFailed: boolean } | null> {
  const { rows, lookedAt } = await readChecks(queries);
  if (lookedAt === null) return null;
  const isFailed = rows.some(({ findings }) => findings.some(({ code }) => code === 'lookFailed'));
  return { at: lookedAt, isFailed };
}

/** Keeps what was found, and says what the administrators are to be told: each thing that is wrong once, and that all is well again. */
export async function saveFindings(
  queries: Queries,
  findings: Findings,
  at: Date,
): Promise<readonly PostureChange[]> {
  const before = new Map(
    (await queries.select().from(posture).for('update')).map((row) => [row.name, row]),
  );
  const changes: PostureChange[] = [];
  for (const [check, all] of findings) {
    const last = before.get(check);
    const state = stateOf(all);
    const news = newsOf(last?.told ?? null, all);
    const row = {
      state,
      findings: all,
      since: last?.state === state ? last.since : at,
      lookedAt: at,
      told: news.told,
    };
    await queries
      .insert(posture)
      .values({ name: check, ...row })
      .onConflictDoUpdate({ target: posture.name, set: row });
    if (news.isToTell) changes.push({ check, state });
  }
  return changes;
}

/**
 * What is to be told. An outage says nothing of the tenant; a permission to look that is missing does. The first look tells
 * nobody: nothing has changed yet, and the page and the log say it.
 */
function newsOf(
  told: Told,
  findings: readonly PostureFinding[],
): { readonly told: Told; readonly isToTell: boolean } {
  if (findings.some(({ code }) => code === 'lookFailed')) return { told, isToTell: false };
  const wrong = findings.flatMap(({ code, subject }) =>
    FINDING_STATES[code] === 'ok' ? [] : [`${code} ${subject}`],
  );
  const isNew = wrong.some((one) => told?.includes(one) === false);
  const isOver = told !== null && told.length > 0 && wrong.length === 0;
  return { told: wrong, isToTell: isNew || isOver };
}
