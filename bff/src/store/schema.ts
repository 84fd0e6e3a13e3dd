import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AuditAuthentication, AuditDetail } from '#bff/audit/auditRecord.ts';
import type { AuditCheckpoint } from '#bff/audit/checkpoint.ts';
import type { QuotaState } from '#bff/graph/limiter/quotaState.ts';
import type { Notice } from '#bff/mail/notice.ts';
import type { PeerKeyAgreementJson } from '#shared/api/index.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import type { EnrolmentProfile, PinDisclosure } from '#shared/enrolment/profile.ts';
import { approvals } from './approvalTable.ts';
import { batches } from './batchTable.ts';
import { bytea, instant } from './columns.ts';
import { invitations } from './invitationTable.ts';

/** Where an enrolment stands, as far as listing and locking care; the journal is the truth. */
export type EnrolmentRowState = 'open' | 'finished' | 'rolledBack';

/**
 * One row an enrolment: what the journal does not hold. The columns of the key's session are a cache of what the page
 * last read; losing them costs one more read of the key.
 */
export const enrolments = pgTable(
  'enrolments',
  {
    id: uuid().primaryKey(),
    holderId: uuid().notNull(),
    operatorId: uuid().notNull(),
    /** Who began it, whoever carried it on: enrolments are counted by it. Null where its holder did. */
    startedById: uuid(),
    /** As their sign-in named them, for the eyes of other operators; null where it did not. */
    operatorName: text(),
    profileId: text().notNull(),
    state: text().$type<EnrolmentRowState>().notNull(),
    /** The batch it belongs to. */
    batchId: uuid().references(() => batches.id),
    /** The invitation by which its holder began it themself. */
    invitationId: uuid().references(() => invitations.id),
    /** The approval that its beginning used up. */
    approvalId: uuid().references(() => approvals.id),
    /**
     * Names the bound key; in a batch from the start the key that asked. Null for keys without a serial, else before the
     * binding.
     */
    keyLock: text(),
    startedAt: instant().notNull(),
    updatedAt: instant().notNull(),
    endedAt: instant(),
    /** Drawn by the page for each plug. */
    keySession: uuid(),
    keyObservation: jsonb().$type<KeyObservation>(),
    keyPeer: jsonb().$type<PeerKeyAgreementJson>(),
    /** The platform side of the PIN protocol for this key session, sealed under the master key. */
    pinSession: bytea(),
    /** The operator's own credential ids (base64url), so that nobody erases the key they sign in with; null: not asked yet. */
    operatorCredentials: jsonb().$type<string[]>(),
    /** When the directory is looked at next for a key that is registered on Microsoft's page; null: nothing to look for. */
    nextLookAt: instant(),
  },
  (table) => [
    uniqueIndex('enrolments_one_open_per_holder')
      .on(table.holderId)
      .where(sql`${table.state} = 'open'`),
    uniqueIndex('enrolments_one_open_per_key')
      .on(table.keyLock)
      .where(sql`${table.state} = 'open'`),
    uniqueIndex('enrolments_one_key_per_batch')
      .on(table.batchId, table.keyLock)
      .where(sql`${table.state} <> 'rolledBack'`),
    index('enrolments_by_batch')
      .on(table.batchId, table.state, table.endedAt.desc())
      .where(sql`${table.batchId} is not null`),
    index('enrolments_by_look').on(table.nextLookAt).where(sql`${table.nextLookAt} is not null`),
    index('enrolments_by_state').on(table.state, table.startedAt.desc()),
    index('enrolments_by_holder').on(table.holderId, table.startedAt.desc()),
    index('enrolments_by_starter')
      .on(table.startedById, table.startedAt.desc())
      .where(sql`${table.startedById} is not null`),
    index('enrolments_by_profile').on(table.profileId),
    index('enrolments_by_invitation')
      .on(table.invitationId)
      .where(sql`${table.invitationId} is not null`),
  ],
);

/** The journals, append-only: a trigger refuses UPDATE, DELETE and TRUNCATE. */
export const journal = pgTable(
  'journal',
  {
    enrolmentId: uuid()
      .notNull()
      .references(() => enrolments.id),
    seq: integer().notNull(),
    at: instant().notNull(),
    event: jsonb().$type<JournalEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.enrolmentId, table.seq] })],
);

/**
 * `sealed` until the enrolment is finished, then `waiting`; `reserved` while it is shown and nobody has said that it was
 * seen; `revealed`, once; `shredded` when nothing is left to open.
 */
export type EscrowState = 'sealed' | 'waiting' | 'reserved' | 'revealed' | 'shredded';

/** PINs under a key of their own, which the master key wraps. */
export const escrow = pgTable(
  'escrow',
  {
    id: uuid().primaryKey(),
    enrolmentId: uuid()
      .notNull()
      .unique()
      .references(() => enrolments.id),
    holderId: uuid().notNull(),
    /** AAGUID and serial (or fingerprint) of the key that carries this PIN. */
    keyName: text().notNull(),
    version: integer().notNull(),
    state: text().$type<EscrowState>().notNull(),
    /** Who may learn it. Bound into the envelope, as the owner is: changing it here opens nothing. */
    disclosure: text().$type<PinDisclosure>().notNull().default('holderOnly'),
    /** Both null once shredded. */
    wrappedKey: bytea(),
    ciphertext: bytea(),
    createdAt: instant().notNull(),
    /** The reservation that is under way or was confirmed, and the hash of the session it belongs to. */
    reservationId: uuid(),
    reservedBy: text(),
    reservedUntil: instant(),
    /** How many there were. */
    reservations: integer().notNull().default(0),
    revealedAt: instant(),
    shreddedAt: instant(),
  },
  (table) => [
    index('escrow_by_reservation')
      .on(table.reservationId)
      .where(sql`${table.reservationId} is not null`),
  ],
);

/** Notices to be sent by mail. They hold no secret and no address: who gets one is looked up when it is sent. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    notice: jsonb().$type<Notice>().notNull(),
    /** Null: the address for alerts. */
    recipientId: uuid(),
    /** Of two notices with the same one, the first is sent. */
    sameAs: text().unique(),
    state: text().$type<'waiting' | 'sent' | 'dropped'>().notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull(),
    createdAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [index('outbox_by_turn').on(table.state, table.nextAttemptAt)],
);

/** The audit log, append-only like the journal; each row's hash covers the row before it. */
export const audit = pgTable(
  'audit',
  {
    seq: integer().primaryKey(),
    at: instant().notNull(),
    phase: text().$type<'intent' | 'outcome'>().notNull(),
    action: text().notNull(),
    /** `ok` or a failure code; null in an intent. */
    result: text(),
    actorId: text().notNull(),
    holderId: uuid(),
    enrolmentId: uuid(),
    requestId: text(),
    detail: jsonb().$type<AuditDetail>().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
    // The hash covers these where they are not null, so that records from before they existed still hold.
    keySerial: text(),
    keyAaguid: text(),
    approvalId: text(),
    authentication: jsonb().$type<AuditAuthentication>(),
    graphRequestId: text(),
  },
  (table) => [
    index('audit_by_enrolment').on(table.enrolmentId),
    index('audit_by_time').on(table.at),
    index('audit_by_actor').on(table.actorId, table.seq.desc()),
    index('audit_by_holder').on(table.holderId, table.seq.desc()),
  ],
);

/** How far each second place of the audit log is known to have it: the outbox is everything after `size`. */
export const auditSinks = pgTable('audit_sinks', {
  name: text().primaryKey(),
  size: integer().notNull(),
  root: text().notNull(),
  checkpoint: jsonb().$type<AuditCheckpoint>(),
  updatedAt: instant().notNull(),
});

/** `started`: somebody works on it. `noted`: done, and its answer held a secret, so it is not here. */
export type IdempotencyState = 'started' | 'answered' | 'noted';

/** The calls that changed something in the last 24 hours, so that the same call again gets the same answer. */
export const idempotency = pgTable(
  'idempotency',
  {
    callerId: uuid().notNull(),
    key: uuid().notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text().notNull(),
    state: text().$type<IdempotencyState>().notNull(),
    /** Drawn by whoever works on it: one who lost the row to another cannot answer in its place. */
    attempt: uuid().notNull(),
    status: integer(),
    /** The answer's body, sealed under the master key. */
    answer: bytea(),
    createdAt: instant().notNull(),
    startedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.callerId, table.key] }),
    index('idempotency_by_age').on(table.createdAt),
  ],
);

/** The keys that were enrolled here. `gone`: the directory no longer has the registration. */
export const inventory = pgTable(
  'inventory',
  {
    enrolmentId: uuid()
      .primaryKey()
      .references(() => enrolments.id),
    holderId: uuid().notNull(),
    serial: text(),
    aaguid: text().notNull(),
    keyLock: text(),
    credentialId: text().notNull().unique(),
    methodId: text().notNull(),
    displayName: text().notNull(),
    model: text(),
    productName: text().notNull(),
    state: text().$type<'live' | 'gone'>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('inventory_by_key').on(table.keyLock),
    index('inventory_by_holder').on(table.holderId),
  ],
);

/** `retired`: no enrolment begins with it any more. */
export type ProfileState = 'current' | 'retired';

/**
 * Every version of every profile, append-only like the journal; the newest row of an id is what counts. Enrolments do not
 * read it again: they keep a copy of what they began with.
 */
export const profiles = pgTable(
  'profiles',
  {
    id: text().notNull(),
    version: integer().notNull(),
    state: text().$type<ProfileState>().notNull(),
    profile: jsonb().$type<EnrolmentProfile>().notNull(),
    /** Entra object id; `system` for those that every database starts with. */
    authorId: text().notNull(),
    /** As their sign-in named them; for showing only. */
    authorName: text(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

/** Numbers of leases: no two are alike, and a later one of the same name is greater. */
export const leaseTokens = pgSequence('lease_tokens');

/** Who of several backends does a job. The row is gone when nobody does. */
export const leases = pgTable('leases', {
  name: text().primaryKey(),
  /** Names the process. */
  holder: uuid().notNull(),
  /** Every write that the job makes checks that this is still its number. */
  token: bigint({ mode: 'number' }).notNull(),
  expiresAt: instant().notNull(),
});

/**
 * What is left of each application's quota at Graph, as far as all backends together know. Read and written by
 * `graph/limiter`; losing the row costs a slow start.
 */
export const graphQuotas = pgTable(
  'graph_quotas',
  {
    /** The client id, or a word for an identity that has none of its own. */
    applicationId: text().notNull(),
    tenantId: uuid().notNull(),
    /** One more with each write: who has read an older one cannot write. */
    revision: bigint({ mode: 'number' }).notNull(),
    /** Null, or of another shape after an upgrade: starts afresh. */
    state: jsonb().$type<QuotaState>(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.tenantId] })],
);
