import { and, asc, eq, lte } from 'drizzle-orm';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { DirectoryCall } from '#bff/graph/directory.ts';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { findOurs } from './findOurs.ts';
import { type InvitationAction, intentOf, outcomeOf } from './invitationAudit.ts';
import type { InvitationParts } from './invitationParts.ts';
import type { PassRow } from './passEscrow.ts';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

const deleting = (
  { invitationId, userId }: PassRow,
  methodId: string | null,
  actor: InvitationAction['actor'],
): InvitationAction => ({
  action: 'deleteAccessPass',
  invitationId,
  userId,
  actor,
  ...(methodId !== null && { detail: { methodId } }),
});

/** A pass that is asked for, and the one of the same invitation whose place it takes. */
export interface AskedPass {
  readonly row: PassRow;
  readonly before: PassRow | null;
}

/**
 * Deletes the pass that stands in the way of a new one, by somebody's word.
 * @throws GraphError where it may still be there.
 */
export async function removeUsablePass(
  parts: InvitationParts,
  { row, before }: AskedPass,
  methodId: string,
  actor: Actor,
): Promise<void> {
  const said = deleting(row, methodId, actor);
  const note = (entry: ReturnType<typeof intentOf>) =>
    parts.store.transaction((queries) => parts.audit.append(queries, entry));
  await note(intentOf(said));
  try {
    await removeAndLook(parts, row.userId, methodId);
  } catch (error) {
    const code = failureCodeOf(error);
    await note(outcomeOf(said, code));
    // Nothing was asked of Entra after it: an unknown end of the deletion is no unknown end of the new pass.
    throw code === 'graph_outcome_unknown'
      ? new AppError('graph_unavailable', 'the old pass may still be there', { cause: error })
      : error;
  }
  await parts.store.transaction(async (queries) => {
    if (before !== null) {
      await queries
        .update(accessPasses)
        .set({ deletedAt: new Date(parts.now()) })
        .where(eq(accessPasses.id, before.id));
    }
    await parts.audit.append(queries, outcomeOf(said, 'ok'));
  });
}

/** A DELETE whose end is unknown is looked after before anything else is said of it. */
async function removeAndLook(
  parts: InvitationParts,
  userId: string,
  methodId: string,
  call?: DirectoryCall,
): Promise<void> {
  try {
    await parts.passes.remove(userId, methodId, call);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'graph_outcome_unknown') throw error;
    const left = await parts.passes.find(userId);
    if (left?.id === methodId) throw error;
  }
}

interface DueWhose {
  readonly userId?: string;
  readonly actor?: Actor;
  readonly signal?: AbortSignal;
  readonly patienceMs?: number;
}

/**
 * Deletes in Entra what is due, for one person or for everybody, the longest due first. One that cannot be deleted now has
 * its next turn later, ever later.
 * @param patienceMs how long each may wait for its turn at Graph; left out: as long as the job may
 * @returns how many are gone.
 */
export async function deleteDuePasses(
  parts: InvitationParts,
  { userId, actor, signal, patienceMs }: DueWhose = {},
): Promise<number> {
  const by = actor ?? { id: SYSTEM_ACTOR, requestId: parts.newId() };
  let deleted = 0;
  while (signal?.aborted !== true) {
    const row = await takeDue(parts, userId, by);
    if (row === undefined) break;
    if (await deleteOne(parts, row, by, patienceMs)) deleted += 1;
  }
  return deleted;
}

/** Takes one for a while: another backend gets another one. The intent is written with that. */
function takeDue(
  parts: InvitationParts,
  userId: string | undefined,
  actor: InvitationAction['actor'],
): Promise<PassRow | undefined> {
  return parts.store.transaction(async (queries) => {
    const now = new Date(parts.now());
    const [row] = await queries
      .select()
      .from(accessPasses)
      .where(
        and(
          eq(accessPasses.isToDelete, true),
          lte(accessPasses.nextDeleteAt, now),
          userId === undefined ? undefined : eq(accessPasses.userId, userId),
        ),
      )
      .orderBy(asc(accessPasses.nextDeleteAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (row === undefined) return undefined;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** row.deleteAttempts, LONGEST_PAUSE_MS);
    await queries
      .update(accessPasses)
      .set({
        deleteAttempts: row.deleteAttempts + 1,
        nextDeleteAt: new Date(now.getTime() + pauseMs),
      })
      .where(eq(accessPasses.id, row.id));
    await parts.audit.append(queries, intentOf(deleting(row, row.methodId, actor)));
    return row;
  });
}

async function deleteOne(
  parts: InvitationParts,
  row: PassRow,
  actor: InvitationAction['actor'],
  patienceMs: number | undefined,
): Promise<boolean> {
  const call = patienceMs === undefined ? undefined : { deadlineMs: patienceMs };
  let { methodId } = row;
  let result = 'ok';
  try {
    methodId ??= (await findOurs(parts, row))?.id ?? null;
    if (methodId !== null) await removeAndLook(parts, row.userId, methodId, call);
  } catch (error) {
    result = failureCodeOf(error);
    // With the account its passes are gone.
    if (result === 'graph_not_found' || result === 'user_not_found') result = 'ok';
  }
  const isGone = result === 'ok';
  await parts.store.transaction(async (queries) => {
    if (isGone) {
      await queries
        .update(accessPasses)
        .set({ isToDelete: false, deletedAt: new Date(parts.now()) })
        .where(eq(accessPasses.id, row.id));
    }
    await parts.audit.append(queries, outcomeOf(deleting(row, methodId, actor), result));
  });
  return isGone;
}
