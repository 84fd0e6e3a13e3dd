import { and, desc, eq, gt, or } from 'drizzle-orm';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { checkNotSuspended } from '#bff/operator/operatorStanding.ts';
import { approvals as table } from '#bff/store/approvalTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import {
  APPROVAL_KINDS,
  type Approval,
  type ApprovalItem,
  type ApprovalList,
  type AskApproval,
  type DecideApproval,
} from '#shared/api/approvals.ts';
import { AppError } from '#shared/failure/appError.ts';
import { hashItem, kindsOf, personOf } from './approvalItem.ts';
import { type ApprovalActor, recordOf } from './approvalRecord.ts';
import { type ApprovalRow, isAskedBy, isExpired, readApproval } from './approvals.ts';
import { approvalView } from './approvalView.ts';
import { decide } from './decideApproval.ts';
import { wantedItem } from './wantedItem.ts';

/** Where people ask for approvals, and where others decide. */
export interface ApprovalDesk {
  /** One's own of the last day and, for admins, all that wait; newest first. */
  list(actor: ApprovalActor): Promise<ApprovalList>;
  /** For who asked, and for admins. @throws AppError `not_found`. */
  show(id: string, actor: ApprovalActor): Promise<Approval>;
  /**
   * Asks, and mails to whoever gets the alerts. The same asked again gets the request that is open.
   * @throws AppError `conflict` where this needs no approval; `rate_limited` while too many wait; `operator_suspended`; those of
   * {@link wantedItem}.
   */
  ask(ask: AskApproval, actor: ApprovalActor): Promise<Approval>;
  /** @throws as {@link decide}; `operator_suspended`. */
  decide(id: string, decision: DecideApproval, actor: ApprovalActor): Promise<Approval>;
  /** Takes back what one asked for. @throws AppError `not_found`, `conflict` where it was used or refused. */
  withdraw(id: string, actor: ApprovalActor): Promise<Approval>;
}

export type ApprovalDeskParts = Pick<
  EnrolmentParts,
  'store' | 'guard' | 'profiles' | 'audit' | 'outbox' | 'approvals' | 'now' | 'newId'
>;

const ASKED_FOR_MS = 30 * 60_000;
const SHOWN_FOR_MS = 24 * 3_600_000;
const MOST_SHOWN = 200;
/** Of one person at a time: each is a mail, and somebody has to read them all. */
const MOST_OPEN = 20;

/** Builds the {@link ApprovalDesk} over its table. */
export function createApprovalDesk(parts: ApprovalDeskParts): ApprovalDesk {
  const { store, audit, approvals } = parts;
  const needed = APPROVAL_KINDS.filter((kind) => approvals.needs(kind));
  const view = (row: ApprovalRow) => approvalView(row, new Date(parts.now()));

  /** Of this person, newest first: those that still wait or can be used. */
  async function readOpen(queries: Queries, actor: ApprovalActor): Promise<ApprovalRow[]> {
    const now = new Date(parts.now());
    const rows = await queries.select().from(table).where(isOfActor(actor));
    return rows.filter((row) => isOpen(row, now));
  }

  async function insert(
    queries: Queries,
    item: ApprovalItem,
    actor: ApprovalActor,
  ): Promise<ApprovalRow> {
    const at = new Date(parts.now());
    const id = parts.newId();
    const intent = recordOf('askApproval', { id, item }, actor);
    // First of all: the end of the chain is what two requests at once wait for.
    await audit.append(queries, intent, { ...intent, phase: 'outcome', result: 'ok' });
    const open = await readOpen(queries, actor);
    if (open.length >= MOST_OPEN) throw new AppError('rate_limited', 'too many wait already');
    const expiresAt = new Date(at.getTime() + ASKED_FOR_MS);
    const asked = {
      ...{ id, item, hash: hashItem(item), tenantId: actor.tenantId, askedById: actor.id },
      ...{ askedByName: actor.displayName ?? null, askedAt: at, expiresAt },
      state: 'waiting',
    } as const;
    const [row] = await queries.insert(table).values(asked).returning();
    if (row === undefined) throw new AppError('internal', 'the request was not kept');
    const notice = {
      kind: 'approvalAsked',
      ...{ action: item.action, at: expiresAt.toISOString(), approvalId: id },
      ...{ actorId: actor.id, holderId: personOf(item) },
    } as const;
    await parts.outbox.add(queries, { recipientId: null, notice });
    return row;
  }

  return {
    list: (actor) =>
      store.read(async (queries) => {
        const now = new Date(parts.now());
        const since = new Date(now.getTime() - SHOWN_FOR_MS);
        const own = and(isOfActor(actor), gt(table.askedAt, since));
        const waiting = and(eq(table.state, 'waiting'), gt(table.expiresAt, now));
        const rows = await queries
          .select()
          .from(table)
          .where(isAdmin(actor) ? or(own, waiting) : own)
          .orderBy(desc(table.askedAt))
          .limit(MOST_SHOWN);
        return { needed, approvals: rows.map(view) };
      }),

    async show(id, actor) {
      const row = await store.read((queries) => readApproval(queries, id));
      if (row === undefined || !(isAskedBy(row, actor) || isAdmin(actor))) throw notFound();
      return view(row);
    },

    async ask(ask, actor) {
      if (!kindsOf(ask.action).some((kind) => approvals.needs(kind))) {
        throw new AppError('conflict', 'this needs no approval here');
      }
      await checkNotSuspended(parts, actor);
      const item = await wantedItem(parts, ask, actor);
      const hash = hashItem(item);
      const open = await store.read((queries) => readOpen(queries, actor));
      const same = open.find((row) => row.hash === hash);
      return view(same ?? (await store.transaction((queries) => insert(queries, item, actor))));
    },

    async decide(id, decision, actor) {
      await checkNotSuspended(parts, actor);
      return view(await decide(parts, id, decision, actor));
    },

    withdraw: (id, actor) =>
      store.transaction(async (queries) => {
        const before = await readApproval(queries, id);
        if (before === undefined || !isAskedBy(before, actor)) throw notFound();
        if (before.state === 'withdrawn') return view(before);
        const intent = recordOf('withdrawApproval', before, actor);
        await audit.append(queries, intent, { ...intent, phase: 'outcome', result: 'ok' });
        const isStillOpen = or(eq(table.state, 'waiting'), eq(table.state, 'approved'));
        const [row] = await queries
          .update(table)
          .set({ state: 'withdrawn' })
          .where(and(eq(table.id, id), isStillOpen))
          .returning();
        if (row === undefined) throw new AppError('conflict', 'it was used or refused');
        return view(row);
      }),
  };
}

const isAdmin = (actor: ApprovalActor) => actor.roles?.includes('Admin') === true;
const notFound = () => new AppError('not_found', 'no such approval');

function isOfActor({ tenantId, id }: ApprovalActor) {
  return and(eq(table.tenantId, tenantId), eq(table.askedById, id));
}

function isOpen(row: ApprovalRow, now: Date): boolean {
  return (row.state === 'waiting' || row.state === 'approved') && !isExpired(row, now);
}
