import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { PassTimes } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { type AskedPass, removeUsablePass } from './deletePass.ts';
import { findOurs } from './findOurs.ts';
import { type InvitationAction, intentOf, outcomeOf } from './invitationAudit.ts';
import { type MailLanguages, mailInvitation } from './invitationMail.ts';
import type { InvitationParts, InvitationRow } from './invitationParts.ts';
import { ASKED_FOR_MS } from './invitationView.ts';
import { NOTHING_SEALED, type PassRow, sealPass } from './passEscrow.ts';
import type { PassPlan } from './passPlan.ts';

const MINUTE_MS = 60_000;

/** A pass that is about to be issued. */
export interface PassOrder {
  readonly plan: PassPlan;
  readonly times: PassTimes;
  readonly languages: MailLanguages;
  readonly actor: Actor;
}

/**
 * Writes down that a pass is asked for: the second half of the transaction that locks or makes the invitation.
 * @throws AppError `conflict` while another call asks for one.
 */
export async function notePassAsked(
  parts: InvitationParts,
  queries: Queries,
  invitation: InvitationRow,
  { plan, times, actor }: PassOrder,
): Promise<AskedPass> {
  const at = new Date(parts.now());
  const [live] = await queries
    .select()
    .from(accessPasses)
    .where(and(eq(accessPasses.invitationId, invitation.id), ne(accessPasses.state, 'over')));
  if (live?.state === 'asked' && at.getTime() - live.askedAt.getTime() < ASKED_FOR_MS) {
    throw new AppError('conflict', 'a pass is being issued at this moment');
  }
  if (live !== undefined) {
    await queries
      .update(accessPasses)
      .set({ state: 'over', ...NOTHING_SEALED })
      .where(eq(accessPasses.id, live.id));
  }
  if (plan.viewer === null) throw new TypeError('A pass for nobody to see.');
  const startsAt = times.startsAt === undefined ? at : new Date(times.startsAt);
  const [row] = await queries
    .insert(accessPasses)
    .values({
      id: parts.newId(),
      invitationId: invitation.id,
      userId: invitation.userId,
      state: 'asked',
      viewerId: plan.viewer.id,
      viewerName: plan.viewer.displayName,
      passTo: parts.passTo,
      startsAt,
      endsAt: new Date(startsAt.getTime() + plan.lifetimeMinutes * MINUTE_MS),
      lifetimeMinutes: plan.lifetimeMinutes,
      askedAt: at,
    })
    .returning();
  if (row === undefined) throw new TypeError('An insert without a row.');
  await parts.audit.append(queries, intentOf(issuing(row, actor)));
  return { row, before: live ?? null };
}

const issuing = (row: PassRow, actor: Actor): InvitationAction => ({
  action: 'issueAccessPass',
  invitationId: row.invitationId,
  userId: row.userId,
  actor,
});

/**
 * Asks Entra for the pass that was noted, and seals it. Its text is in one answer only: where that is lost the pass is looked
 * for and called `lost`, and never asked for a second time.
 * @throws GraphError where Entra certainly issued none; then nothing is left of the row.
 */
export async function carryOutOrder(
  parts: InvitationParts,
  invitation: InvitationRow,
  asked: AskedPass,
  order: PassOrder,
): Promise<void> {
  const { plan, times, actor } = order;
  const { row } = asked;
  const said = issuing(row, actor);
  let graphRequestId: string | null = null;
  const call = {
    operator: actor.id,
    onRequestId: (id: string) => {
      graphRequestId = id;
    },
  };
  try {
    if (plan.usable !== null) await removeUsablePass(parts, asked, plan.usable.id, actor);
    const wanted = {
      lifetimeMinutes: plan.lifetimeMinutes,
      ...(times.startsAt !== undefined && { startsAt: times.startsAt }),
    };
    const { pass, secret } = await parts.passes.create(row.userId, wanted, call);
    const envelope = sealPass(parts, row, secret);
    const startsAt = new Date(pass.startsAt);
    await parts.store.transaction(async (queries) => {
      const kept = await queries
        .update(accessPasses)
        .set({
          ...envelope,
          state: 'waiting',
          methodId: pass.id,
          startsAt,
          endsAt: new Date(startsAt.getTime() + pass.lifetimeMinutes * MINUTE_MS),
        })
        .where(isStillAsked(row))
        .returning({ id: accessPasses.id });
      const detail = { methodId: pass.id };
      await parts.audit.append(queries, outcomeOf({ ...said, detail, graphRequestId }, 'ok'));
      if (kept.length === 0) return deleteLater(parts, queries, row, pass.id);
      await mailInvitation(parts, queries, {
        invitation,
        pass: row,
        languages: order.languages,
      });
    });
  } catch (error) {
    const code = failureCodeOf(error);
    if (code === 'graph_outcome_unknown') return noteLost(parts, row, { ...said, graphRequestId });
    // Past the POST only the database can fail: then the row stays, and counts as lost.
    if (code !== 'database_unavailable' && code !== 'audit_unavailable') {
      await parts.store.transaction(async (queries) => {
        await queries.delete(accessPasses).where(eq(accessPasses.id, row.id));
        await giveBack(queries, asked);
        await parts.audit.append(queries, outcomeOf({ ...said, graphRequestId }, code));
      });
    }
    throw error;
  }
}

/**
 * The pass that was to be replaced may still be there: it counts again, though what was not seen of it can be opened no more. One
 * that is certainly gone, or is being deleted because the invitation has ended, does not.
 */
async function giveBack(queries: Queries, { row, before }: AskedPass): Promise<void> {
  if (before === null) return;
  const isOthers = and(
    eq(accessPasses.invitationId, row.invitationId),
    ne(accessPasses.state, 'over'),
  );
  const others = await queries.select({ id: accessPasses.id }).from(accessPasses).where(isOthers);
  if (others.length > 0) return;
  await queries
    .update(accessPasses)
    .set({ state: before.state === 'shown' ? 'shown' : 'lost' })
    .where(
      and(
        eq(accessPasses.id, before.id),
        eq(accessPasses.isToDelete, false),
        isNull(accessPasses.deletedAt),
      ),
    );
}

const isStillAsked = ({ id }: PassRow) =>
  and(eq(accessPasses.id, id), eq(accessPasses.state, 'asked'));

/** The invitation was cancelled while Entra was asked: the pass that came of it is deleted like the others. */
async function deleteLater(
  parts: InvitationParts,
  queries: Queries,
  { id }: PassRow,
  methodId: string | null,
): Promise<void> {
  await queries
    .update(accessPasses)
    .set({ methodId, isToDelete: true, nextDeleteAt: new Date(parts.now()) })
    .where(eq(accessPasses.id, id));
}

/** Looks for what a POST without an answer may have made. */
async function noteLost(
  parts: InvitationParts,
  row: PassRow,
  said: InvitationAction,
): Promise<void> {
  // Where Entra does not answer even that, the pass stays to be looked for.
  const found = await findOurs(parts, row).catch(() => null);
  await parts.store.transaction(async (queries) => {
    const kept = await queries
      .update(accessPasses)
      .set({ state: 'lost', methodId: found?.id ?? null })
      .where(isStillAsked(row))
      .returning({ id: accessPasses.id });
    if (kept.length === 0) await deleteLater(parts, queries, row, found?.id ?? null);
    const detail = found === null ? {} : { methodId: found.id };
    await parts.audit.append(queries, outcomeOf({ ...said, detail }, 'graph_outcome_unknown'));
  });
}

/** Takes back an invitation whose pass was certainly not issued: there is nothing to it. */
export async function forgetInvitation(parts: InvitationParts, id: string): Promise<void> {
  await parts.store.transaction(async (queries) => {
    const [left] = await queries
      .select({ id: accessPasses.id })
      .from(accessPasses)
      .where(eq(accessPasses.invitationId, id));
    if (left === undefined) await queries.delete(invitations).where(eq(invitations.id, id));
  });
}
