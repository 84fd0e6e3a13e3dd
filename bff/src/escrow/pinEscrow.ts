import { and, eq, sql } from 'drizzle-orm';
import { Secret } from '#bff/log/secret.ts';
import { keptRead, keptWrite } from '#bff/store/keptStatement.ts';
import type { Queries } from '#bff/store/queries.ts';
import { escrow } from '#bff/store/schema.ts';
import { utf8Decode, utf8Encode } from '#shared/bytes/utf8.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { PinDisclosure } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import {
  type DisclosureDecision,
  type DisclosureRequest,
  decideDisclosure,
} from './decideDisclosure.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';

/** Whose PIN it is, and which key's. */
export interface EscrowOwner {
  readonly enrolmentId: string;
  readonly holderId: string;
  /** {@link escrowKeyName} of the bound key. */
  readonly keyName: string;
}

/** A PIN that goes into the escrow. */
export interface NewEscrow {
  readonly id: string;
  readonly pin: Secret<string>;
  readonly disclosure: PinDisclosure;
  readonly at: Date;
}

/** A PIN that is out to be seen; until it is confirmed the same session can have it again. */
export interface ReservedPin {
  readonly pin: Secret<string>;
  readonly reservationId: string;
  readonly until: Date;
}

/** What came of a request for a PIN. `holderId` is null where nothing is known of the enrolment. */
export interface Disclosure {
  readonly decision: DisclosureDecision;
  readonly holderId: string | null;
  /** Null when refused. */
  readonly reserved: ReservedPin | null;
}

/** Keeps PINs until who may learn them has seen them. Every call works inside the caller's transaction. */
export interface PinEscrow {
  /** Puts a PIN away before it is set on a key. An enrolment has one PIN, used again on every try. */
  seal(queries: Queries, owner: EscrowOwner, entry: NewEscrow): Promise<void>;
  /** The PIN, for the key itself. @throws AppError `escrow_unreadable`. */
  open(queries: Queries, owner: EscrowOwner): Promise<Secret<string>>;
  /** The enrolment is finished: from now on the PIN may be seen. */
  release(queries: Queries, enrolmentId: string): Promise<void>;
  /**
   * Takes the PIN out to be seen. Of many sessions at once exactly one gets it; it has a minute to say that it was seen.
   * @param reservationId a fresh id, used where this is a new reservation.
   * @throws AppError `escrow_unreadable`; a refusal is a result.
   */
  disclose(
    queries: Queries,
    enrolmentId: string,
    request: DisclosureRequest,
    reservationId: string,
  ): Promise<Disclosure>;
  /**
   * The PIN was seen; it is not shown again. Saying so twice changes nothing.
   * @returns whose PIN it is.
   * @throws AppError `not_found`, `conflict` when the reservation is not this session's.
   */
  confirm(
    queries: Queries,
    enrolmentId: string,
    reservationId: string,
    request: Pick<DisclosureRequest, 'session' | 'now'>,
  ): Promise<{ readonly holderId: string; readonly revealedAt: Date }>;
}

type EscrowRow = typeof escrow.$inferSelect;

const escrowOf = keptRead((queries) =>
  queries
    .select()
    .from(escrow)
    .where(eq(escrow.enrolmentId, sql.placeholder('enrolmentId'))),
);

const lockedEscrow = keptRead((queries) =>
  queries
    .select()
    .from(escrow)
    .where(eq(escrow.enrolmentId, sql.placeholder('enrolmentId')))
    .for('update'),
);

/** Version 1 did not bind who may learn the PIN; it was its holder. */
const VERSION = 2;
const PURPOSE = 'pin';

const sealedEscrow = keptWrite('insert', escrow, (queries) => {
  const { placeholder } = sql;
  return queries.insert(escrow).values({
    id: placeholder('id'),
    enrolmentId: placeholder('enrolmentId'),
    holderId: placeholder('holderId'),
    keyName: placeholder('keyName'),
    version: VERSION,
    disclosure: placeholder('disclosure'),
    state: 'sealed',
    createdAt: placeholder('at'),
    wrappedKey: placeholder('wrappedKey'),
    ciphertext: placeholder('ciphertext'),
  });
});

const releasedEscrow = keptWrite('update', escrow, (queries) =>
  queries
    .update(escrow)
    .set({ state: 'waiting' })
    .where(and(eq(escrow.enrolmentId, sql.placeholder('enrolmentId')), eq(escrow.state, 'sealed'))),
);

const RESERVED_MS = 60_000;

/** The text that ties an escrowed PIN to a key. */
export function escrowKeyName(identity: KeyIdentity): string {
  return `${identity.aaguid}:${identity.serial ?? identity.fingerprint}`;
}

export interface PinEscrowParts {
  /** 32 bytes. */
  readonly masterKey: Secret<Uint8Array>;
  readonly tenantId: string;
}

/** Builds the {@link PinEscrow} over the `escrow` table. */
export function createPinEscrow({ masterKey, tenantId }: PinEscrowParts): PinEscrow {
  function contextOf(owner: EscrowOwner, version: number, disclosure: PinDisclosure) {
    const { enrolmentId, holderId, keyName } = owner;
    const bound = [tenantId, enrolmentId, holderId, keyName].map((text) => text.toLowerCase());
    return [...bound, version, PURPOSE, ...(version === 1 ? [] : [disclosure])];
  }

  function openPin(row: EscrowRow, owner: EscrowOwner): Secret<string> {
    const { wrappedKey, ciphertext, version, disclosure } = row;
    if (wrappedKey === null || ciphertext === null) {
      throw new AppError('escrow_unreadable', 'the escrowed PIN was destroyed');
    }
    const context = contextOf(owner, version, disclosure);
    const bytes = openEnvelope(masterKey.reveal(), { wrappedKey, ciphertext }, context);
    const pin = new Secret(utf8Decode(bytes));
    bytes.fill(0);
    return pin;
  }

  async function lockRow(queries: Queries, enrolmentId: string): Promise<EscrowRow | undefined> {
    const [row] = await queries.run(lockedEscrow, { enrolmentId });
    // Rows of version 1 could be called anything here without their envelope noticing.
    return row?.version === 1 ? { ...row, disclosure: 'holderOnly' } : row;
  }

  return {
    async seal(queries, owner, { id, pin, disclosure, at }) {
      const bytes = utf8Encode(pin.reveal());
      const context = contextOf(owner, VERSION, disclosure);
      const envelope = sealEnvelope(masterKey.reveal(), bytes, context);
      bytes.fill(0);
      await queries.run(sealedEscrow, { id, ...owner, disclosure, at, ...envelope });
    },

    async open(queries, owner) {
      const [row] = await queries.run(escrowOf, { enrolmentId: owner.enrolmentId });
      if (row === undefined) throw new AppError('escrow_unreadable', 'the escrowed PIN is gone');
      return openPin(row, owner);
    },

    async release(queries, enrolmentId) {
      await queries.run(releasedEscrow, { enrolmentId });
    },

    async disclose(queries, enrolmentId, request, reservationId) {
      const row = await lockRow(queries, enrolmentId);
      const decision = decideDisclosure(row, request);
      if (row === undefined || decision.kind === 'refuse') {
        return { decision, holderId: row?.holderId ?? null, reserved: null };
      }
      const { holderId, keyName } = row;
      const pin = openPin(row, { enrolmentId, holderId, keyName });
      if (decision.kind === 'repeat') {
        const { reservationId: id, until } = decision;
        return { decision, holderId, reserved: { pin, reservationId: id, until } };
      }
      const until = new Date(request.now.getTime() + RESERVED_MS);
      await queries
        .update(escrow)
        .set({
          state: 'reserved',
          reservationId,
          reservedBy: request.session,
          reservedUntil: until,
          reservations: row.reservations + 1,
        })
        .where(eq(escrow.id, row.id));
      return { decision, holderId, reserved: { pin, reservationId, until } };
    },

    async confirm(queries, enrolmentId, reservationId, { session, now }) {
      const row = await lockRow(queries, enrolmentId);
      if (row === undefined) throw new AppError('not_found', 'no PIN was shown here');
      const isTheirs = row.reservationId === reservationId && row.reservedBy === session;
      if (!isTheirs) throw new AppError('conflict', 'this is not the session that was shown it');
      if (row.revealedAt !== null) return { holderId: row.holderId, revealedAt: row.revealedAt };
      if (row.state !== 'reserved') throw new AppError('conflict', 'this PIN is gone');
      await queries
        .update(escrow)
        .set({ state: 'revealed', revealedAt: now })
        .where(eq(escrow.id, row.id));
      return { holderId: row.holderId, revealedAt: now };
    },
  };
}
