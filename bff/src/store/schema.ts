import { sql } from 'drizzle-orm';
import {
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { AuditDetail } from '#bff/audit/auditRecord.ts';
import type { PeerKeyAgreementJson } from '#shared/api/index.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => Buffer.from(bytes),
  fromDriver: (buffer) => Uint8Array.from(buffer),
});

/** An instant with the precision of our clock, so that what is hashed or compared reads back as it was written. */
const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

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
    profileId: text().notNull(),
    state: text().$type<EnrolmentRowState>().notNull(),
    /** Names the bound key while the enrolment is open; null before the binding and for keys without a serial. */
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
  },
  (table) => [
    uniqueIndex('enrolments_one_open_per_holder')
      .on(table.holderId)
      .where(sql`${table.state} = 'open'`),
    uniqueIndex('enrolments_one_open_per_key')
      .on(table.keyLock)
      .where(sql`${table.state} = 'open'`),
    index('enrolments_by_state').on(table.state, table.startedAt.desc()),
    index('enrolments_by_holder').on(table.holderId, table.startedAt.desc()),
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

/** `sealed` until the enrolment is finished, then `waiting` for its holder, then `revealed`, once. */
export type EscrowState = 'sealed' | 'waiting' | 'revealed';

/** PINs under a key of their own, which the master key wraps. */
export const escrow = pgTable('escrow', {
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
  wrappedKey: bytea().notNull(),
  ciphertext: bytea().notNull(),
  createdAt: instant().notNull(),
  revealedAt: instant(),
});

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
  },
  (table) => [index('audit_by_enrolment').on(table.enrolmentId)],
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
