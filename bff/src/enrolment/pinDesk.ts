import { createHash } from 'node:crypto';
import { and, desc, eq, ne, type SQL } from 'drizzle-orm';
import type { Alerts } from '#bff/audit/alerts.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import { type DisclosedTo, MOST_RESERVATIONS } from '#bff/escrow/decideDisclosure.ts';
import type { Disclosure } from '#bff/escrow/pinEscrow.ts';
import type { TargetAction } from '#bff/guard/targetRules.ts';
import type { Secret } from '#bff/log/secret.ts';
import type { Queries } from '#bff/store/queries.ts';
import { escrow, inventory } from '#bff/store/schema.ts';
import type { PinToHandOver, WaitingPin } from '#shared/api/index.ts';
import type { Holder } from '#shared/enrolment/journal.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';
import { createOneAtATime } from './oneAtATime.ts';
import { readJournal } from './openEnrolment.ts';
import { isStillOnKey } from './stillOnKey.ts';

/** Who looks at a PIN: `session` is drawn by the page and lives in its memory only, so a reload is another one. */
export interface Viewer extends Actor {
  readonly session: string;
}

/** A PIN on its way out, with what a letter or a notice says of it. */
export interface DisclosedPin {
  readonly pin: Secret<string>;
  readonly reservationId: string;
  /** Until then the same session gets it again; then another one may. */
  readonly until: Date;
  readonly holder: Holder;
  readonly key: { readonly productName: string; readonly serial: string | null };
}

/** What whoever asks for a PIN has seen to. */
export interface DiscloseOptions {
  /** The approval of this call was for exactly this PIN, among others, and is used up already. */
  readonly isApproved?: boolean;
}

/** Where PINs leave the escrow: to their holders, and where the profile says so to operators and into letters. */
export interface PinDesk {
  /** The PINs of this person's finished enrolments that are theirs to see and whose keys still carry them, newest first. */
  list(holderId: string): Promise<WaitingPin[]>;
  /** The PINs of this person's keys that an operator has not handed over yet, newest first. */
  listToHandOver(holderId: string): Promise<PinToHandOver[]>;
  /**
   * Gives a PIN out, once: a reservation that has to be confirmed. The audit outcome and the notice to the holder are
   * committed before the PIN leaves; where they cannot be written the PIN stays.
   * @throws AppError of the guard for an operator or a letter; `not_found` for an unfinished enrolment and for a key that was enrolled anew since; `session_forbidden` and `pin_already_revealed`, which raise
   * an alert; `pin_shown_elsewhere`, `pin_destroyed`, `escrow_unreadable`, `audit_unavailable`; those of `Approvals.use` for an operator or a letter.
   */
  disclose(
    to: DisclosedTo,
    enrolmentId: string,
    viewer: Viewer,
    options?: DiscloseOptions,
  ): Promise<DisclosedPin>;
  /** The PIN was seen. @throws AppError `not_found`, `conflict`, `audit_unavailable`. */
  confirm(enrolmentId: string, reservationId: string, viewer: Viewer): Promise<Date>;
}

const ACTIONS = { holder: 'revealPin', operator: 'showPinToOperator', letter: 'printPin' } as const;

/** What the guard is asked; one's own PIN is one's own. */
const GUARDED = {
  holder: null,
  operator: 'showPin',
  letter: 'printLetter',
} as const satisfies Record<DisclosedTo, TargetAction | null>;

export type PinDeskParts = Pick<
  EnrolmentParts,
  'store' | 'escrow' | 'audit' | 'outbox' | 'now' | 'newId' | 'log' | 'guard' | 'approvals'
> & { readonly alerts: Alerts };

/** Builds the {@link PinDesk}. */
export function createPinDesk(parts: PinDeskParts): PinDesk {
  const { store, audit } = parts;
  const oneAtATime = createOneAtATime();

  /** The decision, its record and what it sets off, all or nothing. */
  async function decide(
    queries: Queries,
    to: DisclosedTo,
    enrolmentId: string,
    viewer: Viewer,
    isApproved: boolean,
  ): Promise<{ disclosure: Disclosure; facts: DisclosedFacts | null }> {
    const now = new Date(parts.now());
    const request = { to, viewerId: viewer.id, session: sessionHash(viewer), now };
    const disclosure = await parts.escrow.disclose(queries, enrolmentId, request, parts.newId());
    const { decision, holderId } = disclosure;
    const record = recordOf(ACTIONS[to], enrolmentId, viewer, holderId);
    const facts = decision.kind === 'refuse' ? null : await readFacts(queries, enrolmentId);
    // What is shown again to the page that has it already is still the same showing.
    if (decision.kind === 'reserve' && facts !== null && !isApproved)
      await spendApproval(queries, to, facts, viewer);
    await audit.append(queries, {
      ...record,
      phase: 'outcome',
      result: decision.kind === 'refuse' ? decision.code : 'ok',
      ...(facts !== null && { keySerial: facts.key.serial, keyAaguid: facts.aaguid }),
    });
    if (decision.kind !== 'repeat' && decision.alert !== null && holderId !== null) {
      await parts.alerts.raise(queries, {
        reason: decision.alert,
        actorId: viewer.id,
        holderId,
        enrolmentId,
        requestId: viewer.requestId,
      });
    }
    if (decision.kind === 'reserve' && facts !== null && holderId !== null) {
      const notice = { kind: 'pinDisclosed', key: facts.key, at: now.toISOString(), to } as const;
      await parts.outbox.add(queries, { recipientId: holderId, notice });
    }
    return { disclosure, facts };
  }

  /** One that is at hand is used up even where none is needed: the guard may have let something pass because of it. */
  async function spendApproval(
    queries: Queries,
    to: DisclosedTo,
    { enrolmentId, holder, key, aaguid }: DisclosedFacts,
    viewer: Viewer,
  ): Promise<void> {
    const { approvals } = parts;
    if (to === 'holder' || !(approvals.needs('showPin') || viewer.approvalId !== undefined)) return;
    const shown = { serial: key.serial, aaguid };
    const item = { action: ACTIONS[to], enrolmentId, userId: holder.id, key: shown } as const;
    await approvals.use(queries, item, viewer);
  }

  /** Whose PIN somebody else asks for has to be one to whom that may be done. An enrolment without a PIN is found later. */
  async function guarded(to: DisclosedTo, enrolmentId: string, viewer: Viewer): Promise<void> {
    const action = GUARDED[to];
    if (action === null) return;
    const [row] = await store.read((queries) =>
      queries
        .select({ holderId: escrow.holderId })
        .from(escrow)
        .where(eq(escrow.enrolmentId, enrolmentId)),
    );
    if (row === undefined) return;
    const isApproved = viewer.approvalId !== undefined;
    await parts.guard.check(action, row.holderId, viewer, { isApproved });
  }

  async function disclose(
    to: DisclosedTo,
    enrolmentId: string,
    viewer: Viewer,
    { isApproved = false }: DiscloseOptions,
  ): Promise<DisclosedPin> {
    const intent = recordOf(ACTIONS[to], enrolmentId, viewer, null);
    const { disclosure, facts } = await guarded(to, enrolmentId, viewer)
      // One transaction for all of it: what leaves the backend, the PIN, leaves when it is committed.
      .then(() =>
        store.transaction(async (queries) => {
          await audit.append(queries, intent);
          return decide(queries, to, enrolmentId, viewer, isApproved);
        }),
      )
      .catch(async (error: unknown) => {
        const result = failureCodeOf(error);
        if (result === 'escrow_unreadable') {
          parts.log.error('escrow_unreadable', { enrolmentId, callerId: viewer.id });
        }
        parts.log.warn('escrow_event', { enrolmentId, action: 'refused', reason: result });
        const outcome = { ...intent, phase: 'outcome', result } as const;
        await store.transaction((queries) => audit.append(queries, intent, outcome));
        throw error;
      });
    const { decision, reserved } = disclosure;
    const action = decision.kind === 'refuse' ? 'refused' : decision.kind;
    parts.log.info('escrow_event', { enrolmentId, action, callerId: viewer.id });
    if (decision.kind === 'refuse') {
      throw new AppError(decision.code, 'this PIN is not to be shown to who asks for it');
    }
    if (reserved === null || facts === null) throw new TypeError('A decision without a PIN.');
    return { ...reserved, holder: facts.holder, key: facts.key };
  }

  return {
    list: (holderId) => store.read((queries) => listPins(queries, holderId)),
    listToHandOver: (holderId) => store.read((queries) => listHandOvers(queries, holderId)),

    disclose: (to, enrolmentId, viewer, options = {}) =>
      oneAtATime(enrolmentId, () => disclose(to, enrolmentId, viewer, options)),

    confirm: (enrolmentId, reservationId, viewer) =>
      store.transaction(async (queries) => {
        const now = new Date(parts.now());
        const session = sessionHash(viewer);
        const request = { session, now };
        const { holderId, revealedAt } = await parts.escrow.confirm(
          queries,
          enrolmentId,
          reservationId,
          request,
        );
        const record = recordOf('confirmPin', enrolmentId, viewer, holderId);
        await audit.append(queries, { ...record, phase: 'outcome', result: 'ok' });
        return revealedAt;
      }),
  };
}

type DisclosedFacts = Pick<DisclosedPin, 'holder' | 'key'> & {
  readonly enrolmentId: string;
  readonly aaguid: string;
};

async function readFacts(queries: Queries, enrolmentId: string): Promise<DisclosedFacts> {
  const [row] = await queries
    .select({
      productName: inventory.productName,
      serial: inventory.serial,
      aaguid: inventory.aaguid,
    })
    .from(inventory)
    .where(and(eq(inventory.enrolmentId, enrolmentId), isStillOnKey(queries)));
  // Shown now, it would be the wrong PIN for the key in their hand.
  if (row === undefined) throw new AppError('not_found', 'no key carries this PIN');
  const [first] = await readJournal(queries, enrolmentId);
  if (first?.event.type !== 'started') {
    throw new AppError('internal', 'the books know nothing of this enrolment');
  }
  const { aaguid, ...key } = row;
  return { enrolmentId, key, aaguid, holder: first.event.holder };
}

async function listPins(queries: Queries, holderId: string): Promise<WaitingPin[]> {
  const rows = await readPins(queries, holderId, eq(escrow.disclosure, 'holderOnly'));
  return rows.map((row) => ({
    ...aboutPin(row),
    state: shownState(row),
    wasFetched: row.reservations > 0,
  }));
}

async function listHandOvers(queries: Queries, holderId: string): Promise<PinToHandOver[]> {
  const rows = await readPins(queries, holderId, ne(escrow.disclosure, 'holderOnly'));
  return rows
    .filter((row) => shownState(row) === 'waiting')
    .map((row) => ({
      ...aboutPin(row),
      by: row.disclosure === 'sealedLetter' ? 'letter' : 'operator',
    }));
}

/** Finished enrolments only: others have no key in the inventory. */
function readPins(queries: Queries, holderId: string, disclosed: SQL) {
  return queries
    .select({
      enrolmentId: escrow.enrolmentId,
      disclosure: escrow.disclosure,
      state: escrow.state,
      revealedAt: escrow.revealedAt,
      reservations: escrow.reservations,
      createdAt: escrow.createdAt,
      productName: inventory.productName,
      serial: inventory.serial,
    })
    .from(escrow)
    .innerJoin(inventory, eq(inventory.enrolmentId, escrow.enrolmentId))
    .where(
      and(
        eq(escrow.holderId, holderId),
        disclosed,
        ne(escrow.state, 'sealed'),
        isStillOnKey(queries),
      ),
    )
    .orderBy(desc(escrow.createdAt));
}

type PinRow = Awaited<ReturnType<typeof readPins>>[number];

function aboutPin({ enrolmentId, productName, serial, createdAt }: PinRow) {
  return { enrolmentId, productName, serial, createdAt: createdAt.toISOString() };
}

function shownState({ state, revealedAt, reservations }: PinRow): WaitingPin['state'] {
  if (state === 'revealed' || revealedAt !== null) return 'revealed';
  if (state === 'shredded') return 'destroyed';
  // Every try was used up; only the last one's own minute is left, which its window knows of.
  return reservations >= MOST_RESERVATIONS ? 'revealed' : 'waiting';
}

/** Names a session in the database without telling what to send to be it. */
export function sessionHash(viewer: Viewer): string {
  const text = `${viewer.id.toLowerCase()} ${viewer.session.toLowerCase()}`;
  return createHash('sha256').update(text).digest('hex');
}

function recordOf(
  action: string,
  enrolmentId: string,
  viewer: Viewer,
  holderId: string | null,
): AuditEntry {
  return {
    phase: 'intent',
    action,
    result: null,
    actorId: viewer.id,
    holderId,
    enrolmentId,
    requestId: viewer.requestId,
    authentication: viewer.authentication ?? null,
    // Of one's own PIN nobody approves anything.
    approvalId: action === ACTIONS.holder ? null : (viewer.approvalId ?? null),
    detail: {},
  };
}
