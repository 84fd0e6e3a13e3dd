import { and, eq, gt } from 'drizzle-orm';
import { posture } from '#bff/store/postureTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { leases } from '#bff/store/schema.ts';
import {
  POSTURE_CHECKS,
  type PostureCheck,
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

const RANKS = { ok: 0, attention: 1, broken: 2 } as const;

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

/** Keeps what was found, and says what the administrators are to be told: each worsening once, and that it is over. */
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
    const news = newsOf(last?.told ?? null, state, all.some(isBlinded));
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

/** A permission was taken away: a check that sees nothing any more is no outage. */
const isBlinded = ({ code }: { readonly code: string }) => code === 'permissionNeeded';

/** The first look tells nobody: nothing has changed yet, and the page and the log say it. */
function newsOf(
  told: Told,
  state: PostureState,
  isBlind: boolean,
): { readonly told: Told; readonly isToTell: boolean } {
  const now = state === 'unknown' && isBlind ? 'attention' : state;
  if (now === 'unknown') return { told, isToTell: false };
  if (told === null) return { told: now, isToTell: false };
  const isWorse = RANKS[now] > RANKS[told];
  return { told: now, isToTell: isWorse || (now === 'ok' && told !== 'ok') };
}
