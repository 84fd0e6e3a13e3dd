import type pg from 'pg';
import { createPinEscrow } from '#bff/escrow/pinEscrow.ts';
import type { Secret } from '#bff/log/secret.ts';
import { queriesOver } from '#bff/store/queriesOver.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { pinHashOf } from '../world/pinHash.ts';
import { TENANT_ID } from '../world/tenantId.ts';
import type { TimedEvent } from './timedHistory.ts';

/** Where the books of a round begin. */
export interface Bookmark {
  readonly auditSeq: number;
  /** Milliseconds since the epoch, whole. */
  readonly since: number;
}

/** There is one backend at a time. */
const ONLY_BACKEND = 0;

/** When the row came to be as it is, in microseconds since the epoch. */
const committedAt = (table: string) =>
  `(extract(epoch from pg_xact_commit_timestamp(${table}.xmin)) * 1000000)::bigint::text`;

/** Puts a mark behind everything that is in the database. */
export async function markBooks(pool: pg.Pool): Promise<Bookmark> {
  const { rows } = await pool.query<{ last: number }>(
    'select coalesce(max(seq), 0) as last from audit',
  );
  return { auditSeq: rows[0]?.last ?? 0, since: Date.now() };
}

/** The journals and the audit of a round, each line when its transaction was committed. */
export async function readBooks(pool: pg.Pool, mark: Bookmark): Promise<TimedEvent[]> {
  const journals = await pool.query<{
    enrolmentId: string;
    seq: number;
    event: JournalEvent;
    at: string;
  }>(
    `select j.enrolment_id as "enrolmentId", j.seq, j.event, ${committedAt('j')} as at
     from journal j join enrolments e on e.id = j.enrolment_id
     where e.started_at >= to_timestamp($1::numeric / 1000) order by j.enrolment_id, j.seq`,
    [mark.since],
  );
  const audits = await pool.query<{
    enrolmentId: string | null;
    phase: 'intent' | 'outcome';
    action: string;
    result: string | null;
    actorId: string;
    at: string;
  }>(
    `select a.enrolment_id as "enrolmentId", a.phase, a.action, a.result, a.actor_id as "actorId", ${committedAt('a')} as at
     from audit a where a.seq > $1 order by a.seq`,
    [mark.auditSeq],
  );
  return [
    ...journals.rows.map(({ at, ...line }) =>
      timed(at, { kind: 'journal', ...line, at: Number(at) }),
    ),
    ...audits.rows.map(({ at, ...line }) =>
      timed(at, { kind: 'audit', ...line, at: Number(at), backend: ONLY_BACKEND }),
    ),
  ];
}

/**
 * What the escrow holds and when it came to that. Read before anybody has asked for a PIN, for a row keeps the time of its
 * last change only; the PIN itself is opened as the backend would.
 */
export async function readEscrow(
  pool: pg.Pool,
  mark: Bookmark,
  masterKey: Secret<Uint8Array>,
): Promise<TimedEvent[]> {
  const { rows } = await pool.query<EscrowLine>(
    `select s.enrolment_id as "enrolmentId", s.holder_id as "holderId", s.key_name as "keyName", s.state,
       ${committedAt('s')} as at,
       (select ${committedAt('j')} from journal j
        where j.enrolment_id = s.enrolment_id and j.event->>'type' = 'pinEscrowed'
        order by j.seq limit 1) as "sealedAt"
     from escrow s where s.created_at >= to_timestamp($1::numeric / 1000)`,
    [mark.since],
  );
  const reader = createPinEscrow({ masterKey, tenantId: TENANT_ID });
  const queries = queriesOver(pool);
  const events: TimedEvent[] = [];
  for (const { at, sealedAt, state, ...owner } of rows) {
    const { enrolmentId } = owner;
    const pin = await reader.open(queries, owner).catch(() => null);
    const pinHash = pin === null ? null : pinHashOf(pin.reveal());
    events.push(timed(sealedAt ?? at, { kind: 'escrowSealed', ...owner, pinHash: pinHash ?? '' }));
    if (state !== 'sealed') events.push(timed(at, { kind: 'escrowReleased', enrolmentId }));
    events.push({
      at: Number.MAX_SAFE_INTEGER,
      event: { kind: 'escrowRead', enrolmentId, pinHash },
    });
  }
  return events;
}

interface EscrowLine {
  readonly enrolmentId: string;
  readonly holderId: string;
  readonly keyName: string;
  readonly state: string;
  readonly at: string;
  readonly sealedAt: string | null;
}

/** The PINs that the database counts as seen. One under a reservation that nobody got was seen by nobody we know. */
export async function readRevealed(pool: pg.Pool, mark: Bookmark): Promise<TimedEvent[]> {
  const { rows } = await pool.query<{ enrolmentId: string; reservationId: string; at: string }>(
    `select s.enrolment_id as "enrolmentId", s.reservation_id as "reservationId",
       ${committedAt('s')} as at
     from escrow s where s.state = 'revealed' and s.created_at >= to_timestamp($1::numeric / 1000)`,
    [mark.since],
  );
  return rows.map(({ at, ...confirmed }) =>
    timed(at, { kind: 'pinConfirmed', ...confirmed, at: Number(at) }),
  );
}

function timed(at: string, event: TimedEvent['event']): TimedEvent {
  return { at: Number(at), event };
}
