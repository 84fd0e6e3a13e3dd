import { eq } from 'drizzle-orm';
import type { AlertReason } from '#bff/audit/alertReason.ts';
import { createOneAtATime } from '#bff/enrolment/oneAtATime.ts';
import { sessionHash, type Viewer } from '#bff/enrolment/pinDesk.ts';
import { type DisclosureDecision, decideDisclosure } from '#bff/escrow/decideDisclosure.ts';
import type { TargetAction } from '#bff/guard/targetRules.ts';
import type { Secret } from '#bff/log/secret.ts';
import { accessPasses } from '#bff/store/accessPassTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { EscrowState } from '#bff/store/schema.ts';
import type { PassesToHandOver } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { type InvitationAction, intentOf, outcomeOf, wholeOf } from './invitationAudit.ts';
import type { InvitationParts, PassTo } from './invitationParts.ts';
import { NEWEST_PASS } from './invitationView.ts';
import { NOTHING_SEALED, openPass, type PassRow } from './passEscrow.ts';
import { readPassesToHandOver } from './passesToHandOver.ts';

/** An access pass on its way out. */
export interface DisclosedPass {
  readonly pass: Secret<string>;
  readonly reservationId: string;
  /** Until then the same session gets it again; then another one of the same person may. */
  readonly until: Date;
}

/** Where access passes leave the escrow: to the one person whom the row names, by the way that the row names. */
export interface PassDesk {
  /** Those that wait for this manager. */
  list(viewerId: string): Promise<PassesToHandOver>;
  /**
   * Gives the pass out, once: a reservation that has to be confirmed.
   * @throws AppError `not_found`; `session_forbidden` and `pass_already_shown`, which raise an alert; `pass_shown_elsewhere`,
   * `pass_gone`, `escrow_unreadable`, `audit_unavailable`.
   */
  disclose(to: PassTo, invitationId: string, viewer: Viewer): Promise<DisclosedPass>;
  /** It was seen: from now on it is nowhere here. @throws AppError `not_found`, `conflict`. */
  confirm(invitationId: string, reservationId: string, viewer: Viewer): Promise<Date>;
}

const RESERVED_MS = 60_000;

/** The rules are those of PINs, for which the viewer is the holder. */
const STATE: Readonly<Record<PassRow['state'], EscrowState>> = {
  asked: 'sealed',
  lost: 'sealed',
  waiting: 'waiting',
  reserved: 'reserved',
  shown: 'revealed',
  over: 'shredded',
};
const CODE: Partial<Record<FailureCode, FailureCode>> = {
  pin_already_revealed: 'pass_already_shown',
  pin_shown_elsewhere: 'pass_shown_elsewhere',
  pin_destroyed: 'pass_gone',
};
const ALERT: Partial<Record<AlertReason, AlertReason>> = {
  wrongPerson: 'passWrongPerson',
  askedAgain: 'passAskedAgain',
  shownAgain: 'passShownAgain',
};

/** What the guard is asked: a manager is whom the row names, whatever their roles. */
const GUARDED = {
  operator: 'showPass',
  manager: 'handOverPass',
} as const satisfies Record<PassTo, TargetAction>;

type DeskParts = Pick<
  InvitationParts,
  'guard' | 'store' | 'audit' | 'alerts' | 'masterKey' | 'tenantId' | 'now' | 'newId' | 'log'
>;

/** Builds the {@link PassDesk}. */
export function createPassDesk(parts: DeskParts): PassDesk {
  const { store, audit } = parts;
  const oneAtATime = createOneAtATime();

  async function disclose(
    to: PassTo,
    invitationId: string,
    viewer: Viewer,
  ): Promise<DisclosedPass> {
    const asked = await store.read((queries) => readNewest(queries, invitationId));
    let said: InvitationAction = actionOf('showAccessPass', asked, viewer);
    // It signs in as its person, who may have got power since it was issued. Nobody else learns anything of that.
    if (asked.passTo === to && asked.viewerId === viewer.id.toLowerCase()) {
      await parts.guard
        .checkNow(GUARDED[to], asked.userId, viewer)
        .catch(async (error: unknown) => {
          await noteFailed(said, error);
          throw error;
        });
    }
    const disclosing = store.transaction(async (queries) => {
      const row = await lockNewest(queries, invitationId);
      if (row.id !== asked.id) throw new AppError('conflict', 'another pass was issued just now');
      said = actionOf('showAccessPass', row, viewer);
      await audit.append(queries, intentOf(said));
      const now = new Date(parts.now());
      const decision = decide(row, to, viewer, now);
      const isRefused = decision.kind === 'refuse';
      await audit.append(queries, outcomeOf(said, isRefused ? codeOf(decision) : 'ok'));
      if (decision.kind !== 'repeat' && decision.alert !== null) {
        await parts.alerts.raise(queries, {
          reason: ALERT[decision.alert] ?? decision.alert,
          actorId: viewer.id,
          holderId: row.userId,
          enrolmentId: null,
          invitationId,
          requestId: viewer.requestId,
        });
      }
      return {
        decision,
        given: isRefused ? null : await give(queries, row, decision, viewer, now),
      };
    });
    const { decision, given } = await disclosing.catch(async (error: unknown) => {
      await noteFailed(said, error);
      throw error;
    });
    const action = decision.kind === 'refuse' ? 'refused' : decision.kind;
    parts.log.info('escrow_event', { action, callerId: viewer.id });
    if (decision.kind === 'refuse' || given === null) {
      const code = decision.kind === 'refuse' ? codeOf(decision) : 'internal';
      throw new AppError(code, 'this pass is not to be shown to who asks for it');
    }
    return given;
  }

  /** The records went with the transaction; what was tried is written down all the same. */
  async function noteFailed(said: InvitationAction, error: unknown): Promise<void> {
    const code = failureCodeOf(error);
    if (code === 'escrow_unreadable') parts.log.error(code, { callerId: said.actor.id });
    await store.transaction((queries) =>
      audit.append(queries, intentOf(said), outcomeOf(said, code)),
    );
  }

  async function give(
    queries: Queries,
    row: PassRow,
    decision: Exclude<DisclosureDecision, { kind: 'refuse' }>,
    viewer: Viewer,
    now: Date,
  ): Promise<DisclosedPass> {
    const pass = openPass(parts, row);
    if (decision.kind === 'repeat') {
      return { pass, reservationId: decision.reservationId, until: decision.until };
    }
    const reservationId = parts.newId();
    const until = new Date(now.getTime() + RESERVED_MS);
    await queries
      .update(accessPasses)
      .set({
        state: 'reserved',
        reservationId,
        reservedBy: sessionHash(viewer),
        reservedUntil: until,
        reservations: row.reservations + 1,
      })
      .where(eq(accessPasses.id, row.id));
    return { pass, reservationId, until };
  }

  return {
    list: (viewerId) =>
      store.read((queries) => readPassesToHandOver(queries, viewerId, new Date(parts.now()))),

    disclose: (to, invitationId, viewer) =>
      oneAtATime(invitationId, () => disclose(to, invitationId, viewer)),

    confirm: (invitationId, reservationId, viewer) =>
      store.transaction(async (queries) => {
        const row = await lockNewest(queries, invitationId);
        const isTheirs =
          row.reservationId === reservationId && row.reservedBy === sessionHash(viewer);
        if (!isTheirs) throw new AppError('conflict', 'this is not the session that was shown it');
        if (row.shownAt !== null) return row.shownAt;
        if (row.state !== 'reserved') throw new AppError('conflict', 'this pass is gone');
        const shownAt = new Date(parts.now());
        await queries
          .update(accessPasses)
          .set({ state: 'shown', shownAt, ...NOTHING_SEALED })
          .where(eq(accessPasses.id, row.id));
        await audit.append(queries, ...wholeOf(actionOf('confirmAccessPass', row, viewer)));
        return shownAt;
      }),
  };
}

function decide(row: PassRow, to: PassTo, viewer: Viewer, now: Date): DisclosureDecision {
  // Who has lost the operator's role, or never had it, does not get it by another way.
  if (row.passTo !== to) {
    return { kind: 'refuse', code: 'session_forbidden', alert: 'wrongPerson' };
  }
  const isOver = row.endsAt <= now && row.state !== 'shown';
  const facts = {
    ...row,
    holderId: row.viewerId,
    disclosure: 'holderOnly',
    state: isOver ? 'shredded' : STATE[row.state],
    revealedAt: row.shownAt,
  } as const;
  const request = { to: 'holder', viewerId: viewer.id, session: sessionHash(viewer), now } as const;
  return decideDisclosure(facts, request);
}

function codeOf({ code }: Extract<DisclosureDecision, { kind: 'refuse' }>): FailureCode {
  return CODE[code] ?? code;
}

const actionOf = (action: string, { invitationId, userId, methodId }: PassRow, actor: Viewer) => ({
  ...{ action, invitationId, userId, actor },
  ...(methodId !== null && { detail: { methodId } }),
});

const newest = (queries: Queries, invitationId: string) =>
  queries
    .select()
    .from(accessPasses)
    .where(eq(accessPasses.invitationId, invitationId))
    .orderBy(...NEWEST_PASS)
    .limit(1);

function found([row]: readonly PassRow[]): PassRow {
  if (row === undefined) throw new AppError('not_found', 'no access pass was issued here');
  return row;
}

const readNewest = async (queries: Queries, invitationId: string) =>
  found(await newest(queries, invitationId));

const lockNewest = async (queries: Queries, invitationId: string) =>
  found(await newest(queries, invitationId).for('update'));
