import { and, asc, eq, sql } from 'drizzle-orm';
import type { AuditDetail, AuditEntry } from '#bff/audit/auditRecord.ts';
import { followEnrolment } from '#bff/invitations/followEnrolment.ts';
import { type KeptStatement, keptRead, keptWrite } from '#bff/store/keptStatement.ts';
import type { Drizzle, Queries } from '#bff/store/queries.ts';
import { audit, enrolments, journal } from '#bff/store/schema.ts';
import type { EnrolmentHold } from '#bff/store/store.ts';
import { violatedIndex } from '#bff/store/storeFailure.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry, JournalEvent } from '#shared/enrolment/journal.ts';
import { keyLock } from '#shared/enrolment/keyIdentity.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { AppError } from '#shared/failure/appError.ts';
import { auditOfEvent } from './auditOfEvent.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';

export type EnrolmentRow = typeof enrolments.$inferSelect;

/** The columns that {@link OpenEnrolment.setSession} may change. */
export type KeySessionColumns = Partial<
  Pick<
    EnrolmentRow,
    'keySession' | 'keyObservation' | 'keyPeer' | 'pinSession' | 'operatorCredentials'
  >
>;

const NO_SESSION = {
  keySession: null,
  keyObservation: null,
  keyPeer: null,
  pinSession: null,
} as const satisfies KeySessionColumns;

/** What an audit record knows beyond the journal's event. */
export interface AuditFacts {
  /** Graph's `request-id` of the call that the event is about. */
  readonly graphRequestId?: string | undefined;
}

/** One enrolment while a request has it to itself. */
export interface OpenEnrolment {
  readonly id: string;
  readonly actor: Actor;
  readonly row: EnrolmentRow;
  readonly entries: readonly JournalEntry[];
  readonly state: EnrolmentState;
  /**
   * The connection that holds the lock. Nothing done for this enrolment takes a second one: with every connection held
   * by somebody who waits for another, nobody would ever get on.
   */
  readonly queries: Queries;
  /** The key that this request may act on; null where none was read in its session. */
  readonly key: KeyObservation | null;
  /** Sets {@link OpenEnrolment.key} for this request only. */
  setKey(key: KeyObservation | null): void;
  /** The page of this request is about to have its browser make the credential. */
  readonly isBrowserReady: boolean;
  /** Sets {@link OpenEnrolment.isBrowserReady} for this request only. */
  setBrowserReady(): void;
  /**
   * Writes one line of the journal with its audit record, and what else belongs to it, all or nothing.
   * @throws AppError `stale_step` when somebody wrote that line before us; `audit_unavailable`, `database_unavailable`.
   */
  append(
    event: JournalEvent,
    also?: (queries: Queries) => Promise<void>,
    facts?: AuditFacts,
  ): Promise<void>;
  /** Writes an audit record for an effect that has no line of its own in the journal before it. */
  noteIntent(action: string, detail?: AuditDetail): Promise<void>;
  /** The same, unless the journal has not gone on since it was written: the page asks again and again. */
  noteIntentOnce(action: string): Promise<void>;
  /** Writes what came of an effect that has no line of its own in the journal. @param result `ok` or a failure code. */
  noteOutcome(action: string, result: string): Promise<void>;
  /** Writes both for what is no effect before they are written: in one, so nobody has to wait twice. */
  noteWhole(action: string, result: string): Promise<void>;
  /** Changes what is kept of the key's session. */
  setSession(columns: KeySessionColumns): Promise<void>;
  /** The key has to be read again before anything is done with it. */
  forgetKey(): Promise<void>;
}

const enrolmentRow = keptRead((queries) =>
  queries
    .select()
    .from(enrolments)
    .where(eq(enrolments.id, sql.placeholder('enrolmentId'))),
);
const journalOf = keptRead((queries) =>
  queries
    .select()
    .from(journal)
    .where(eq(journal.enrolmentId, sql.placeholder('enrolmentId')))
    .orderBy(asc(journal.seq)),
);

const newLine = (queries: Drizzle) =>
  queries.insert(journal).values({
    enrolmentId: sql.placeholder('enrolmentId'),
    seq: sql.placeholder('seq'),
    at: sql.placeholder('at'),
    event: sql.placeholder('event'),
  });
const journalLine = keptWrite('insert', journal, newLine);

/** The same, and the time of it beside the enrolment. */
const touchingLine = keptWrite('insert', journal, (queries) => {
  const line = queries.$with('line').as(newLine(queries).returning({ at: journal.at }));
  return queries
    .with(line)
    .update(enrolments)
    .set({ updatedAt: sql`${sql.param(sql.placeholder('at'), enrolments.updatedAt)}` })
    .where(eq(enrolments.id, sql.placeholder('enrolmentId')));
});

/** All of them each time: who sets them has the enrolment to itself. */
const sessionColumns = keptWrite('update', enrolments, (queries) => {
  const { placeholder } = sql;
  return queries
    .update(enrolments)
    .set({
      keySession: sql`${placeholder('keySession')}::uuid`,
      keyObservation: sql`${placeholder('keyObservation')}::jsonb`,
      keyPeer: sql`${placeholder('keyPeer')}::jsonb`,
      pinSession: sql`${placeholder('pinSession')}::bytea`,
      operatorCredentials: sql`${placeholder('operatorCredentials')}::jsonb`,
    })
    .where(eq(enrolments.id, placeholder('enrolmentId')));
});

/** What stands in the places of {@link sessionColumns}. */
function valuesOf(row: EnrolmentRow): Record<string, unknown> {
  const { keySession, keyObservation, keyPeer, pinSession, operatorCredentials } = row;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    keySession,
    keyObservation: json(keyObservation),
    keyPeer: json(keyPeer),
    pinSession: pinSession === null ? null : Buffer.from(pinSession),
    operatorCredentials: json(operatorCredentials),
    enrolmentId: row.id,
  };
}

/** Reads an enrolment's journal. */
export async function readJournal(queries: Queries, enrolmentId: string): Promise<JournalEntry[]> {
  const rows = await queries.run(journalOf, { enrolmentId });
  return rows.map(({ seq, at, event }) => ({ seq, at: at.toISOString(), event }));
}

/** Reads an enrolment's row. @throws AppError `not_found`. */
async function readRow(queries: Queries, enrolmentId: string): Promise<EnrolmentRow> {
  const [row] = await queries.run(enrolmentRow, { enrolmentId });
  if (row === undefined) throw new AppError('not_found', 'no such enrolment');
  return row;
}

/** Reads an enrolment as it stands, without a lock. @throws AppError `not_found`. */
export async function readEnrolment(queries: Queries, enrolmentId: string): Promise<EnrolmentRead> {
  const [row, entries] = await Promise.all([
    readRow(queries, enrolmentId),
    readJournal(queries, enrolmentId),
  ]);
  return { row, entries };
}

/** An enrolment as it was read. */
export interface EnrolmentRead {
  readonly row: EnrolmentRow;
  readonly entries: JournalEntry[];
}

/** Loads an enrolment under its lock. @throws AppError `not_found`. */
export async function openEnrolment(
  parts: Pick<EnrolmentParts, 'audit' | 'now' | 'log'>,
  hold: EnrolmentHold,
  enrolmentId: string,
  actor: Actor,
): Promise<OpenEnrolment> {
  return openRead(parts, hold, await readEnrolment(hold.queries, enrolmentId), actor);
}

/** {@link openEnrolment} for what was read under the lock already. */
export function openRead(
  parts: Pick<EnrolmentParts, 'audit' | 'now' | 'log'>,
  hold: EnrolmentHold,
  { row: first, entries }: EnrolmentRead,
  actor: Actor,
): OpenEnrolment {
  let row = first;
  let state = foldJournal(entries);
  let key: KeyObservation | null = null;
  let isBrowserReady = false;

  async function setSession(columns: KeySessionColumns): Promise<void> {
    const changed = { ...row, ...columns };
    await hold.transaction((queries, commitWith) =>
      commitWith(() => queries.runNow(sessionColumns, valuesOf(changed))),
    );
    row = changed;
  }

  const whoAndWhat = (event?: JournalEvent) => {
    const bound = event?.type === 'keyBound' ? event.key : state.key;
    return {
      actorId: actor.id,
      requestId: actor.requestId,
      authentication: actor.authentication ?? null,
      holderId: row.holderId,
      enrolmentId: row.id,
      keySerial: bound?.identity.serial ?? null,
      keyAaguid: bound?.identity.aaguid ?? null,
      approvalId: row.approvalId,
    };
  };

  type Said = Pick<AuditEntry, 'phase' | 'action' | 'result' | 'detail'>;
  const note = (said: Said, ...more: Said[]) =>
    hold.transaction((queries, commitWith) => {
      const entryOf = (one: Said): AuditEntry => ({ ...one, ...whoAndWhat() });
      return commitWith(() =>
        parts.audit.append(queries, entryOf(said), ...more.map((one) => entryOf(one))),
      );
    });

  /** What is all in one transaction has its intent in the same one: there is no effect before it. */
  function recordsOf(
    event: JournalEvent,
    seq: number,
    facts: AuditFacts,
  ): [AuditEntry, ...AuditEntry[]] {
    const { isWhole, detail, ...said } = auditOfEvent(event);
    const graphRequestId = facts.graphRequestId ?? null;
    const outcome = { ...said, ...whoAndWhat(event), graphRequestId, detail: { seq, ...detail } };
    const intent = { ...outcome, phase: 'intent', result: null, graphRequestId: null } as const;
    return isWhole ? [intent, outcome] : [outcome];
  }

  return {
    id: row.id,
    actor,
    queries: hold.queries,
    get row() {
      return row;
    },
    get entries() {
      return entries;
    },
    get state() {
      return state;
    },
    get key() {
      return key;
    },
    setKey(seen) {
      key = seen;
    },
    get isBrowserReady() {
      return isBrowserReady;
    },
    setBrowserReady() {
      isBrowserReady = true;
    },
    async append(event, also, facts = {}) {
      const at = new Date(parts.now());
      const entry = { seq: entries.length + 1, at: at.toISOString(), event };
      const columns = { updatedAt: at, ...columnsAfter(event, at, actor) };
      await hold.transaction(async (queries, commitWith) => {
        const [first, ...more] = recordsOf(event, entry.seq, facts);
        await also?.(queries);
        if (row.invitationId !== null) {
          await followEnrolment(queries, row.invitationId, { event, state, at });
        }
        const isMore = Object.keys(columns).length > 1;
        if (isMore) await queries.update(enrolments).set(columns).where(eq(enrolments.id, row.id));
        // None needs the answer of another one, and all of them stand or fall together.
        await commitWith(
          () => insertEntry(queries, row.id, entry, isMore ? journalLine : touchingLine),
          () => parts.audit.append(queries, first, ...more),
        );
      });
      entries.push(entry);
      row = { ...row, ...columns };
      state = foldJournal(entries);
      parts.log.info('enrolment_event', {
        enrolmentId: row.id,
        seq: entry.seq,
        action: event.type,
        requestId: actor.requestId,
      });
    },
    noteIntent: (action, detail = {}) => note({ phase: 'intent', action, result: null, detail }),
    async noteIntentOnce(action) {
      const { seq } = state;
      const [same] = await hold.queries
        .select({ seq: audit.seq })
        .from(audit)
        .where(
          and(
            ...[eq(audit.enrolmentId, row.id), eq(audit.action, action), eq(audit.phase, 'intent')],
            sql`${audit.detail}->>'seq' = ${String(seq)}`,
          ),
        )
        .limit(1);
      if (same === undefined) {
        await note({ phase: 'intent', action, result: null, detail: { seq } });
      }
    },
    noteOutcome: (action, result) =>
      note({ phase: 'outcome', action, result, detail: { seq: state.seq } }),
    noteWhole(action, result) {
      const said = { action, detail: { seq: state.seq } };
      return note(
        { phase: 'intent', result: null, ...said },
        { phase: 'outcome', result, ...said },
      );
    },
    setSession,
    async forgetKey() {
      key = null;
      await setSession(NO_SESSION);
    },
  };
}

/** Writes a journal line, which is on its way when the call returns. @throws AppError `stale_step` when the line is taken. */
export function insertEntry(
  queries: Queries,
  enrolmentId: string,
  entry: JournalEntry,
  statement: KeptStatement<unknown> = journalLine,
): Promise<unknown> {
  const line = { ...entry, enrolmentId, at: new Date(entry.at) };
  return queries.runNow(statement, line).catch((error: unknown) => {
    if (violatedIndex(error) === undefined) throw error;
    throw new AppError('stale_step', 'the journal went on in the meantime', { cause: error });
  });
}

function columnsAfter(event: JournalEvent, at: Date, actor: Actor): Partial<EnrolmentRow> {
  switch (event.type) {
    case 'carriedOn':
      // Another person sits at the station: it is their own keys that must not be erased.
      return {
        operatorId: event.operatorId,
        operatorName: actor.displayName ?? null,
        operatorCredentials: null,
      };
    case 'keyBound':
      return { keyLock: keyLock(event.key.identity) };
    case 'methodChosen':
    case 'watchResumed':
      return { nextLookAt: at };
    case 'finished':
      return { state: 'finished', endedAt: at, nextLookAt: null, ...NO_SESSION };
    case 'rolledBack':
      return { state: 'rolledBack', endedAt: at, nextLookAt: null, ...NO_SESSION };
    default:
      return {};
  }
}
