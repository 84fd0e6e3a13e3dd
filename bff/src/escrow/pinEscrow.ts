import { and, eq } from 'drizzle-orm';
import { Secret } from '#bff/log/secret.ts';
import type { Queries } from '#bff/store/queries.ts';
import { escrow } from '#bff/store/schema.ts';
import { utf8Decode, utf8Encode } from '#shared/bytes/utf8.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type Envelope, openEnvelope, sealEnvelope } from './envelope.ts';

/** Whose PIN it is, and which key's. */
export interface EscrowOwner {
  readonly enrolmentId: string;
  readonly holderId: string;
  /** {@link escrowKeyName} of the bound key. */
  readonly keyName: string;
}

/** Keeps PINs until their holders have seen them. Every call works inside the caller's transaction. */
export interface PinEscrow {
  /** Puts a PIN away before it is set on a key. An enrolment has one PIN, used again on every try. */
  seal(
    queries: Queries,
    owner: EscrowOwner,
    id: string,
    pin: Secret<string>,
    at: Date,
  ): Promise<void>;
  /** The PIN, for the key itself. @throws AppError `escrow_unreadable`. */
  open(queries: Queries, owner: EscrowOwner): Promise<Secret<string>>;
  /** The enrolment is finished: from now on the holder may see the PIN. */
  release(queries: Queries, enrolmentId: string): Promise<void>;
  /**
   * Takes the PIN out for its holder. Of many calls at once exactly one gets it.
   * @throws AppError `not_found` when there is none for this person, `pin_already_revealed`, `escrow_unreadable`.
   */
  reveal(
    queries: Queries,
    enrolmentId: string,
    holderId: string,
    at: Date,
  ): Promise<Secret<string>>;
}

const VERSION = 1;
const PURPOSE = 'pin';

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
  const contextOf = (owner: EscrowOwner) =>
    [tenantId, owner.enrolmentId, owner.holderId, owner.keyName, VERSION, PURPOSE].map((part) =>
      typeof part === 'string' ? part.toLowerCase() : part,
    );

  function openPin(envelope: Envelope, owner: EscrowOwner): Secret<string> {
    const bytes = openEnvelope(masterKey.reveal(), envelope, contextOf(owner));
    const pin = new Secret(utf8Decode(bytes));
    bytes.fill(0);
    return pin;
  }

  return {
    async seal(queries, owner, id, pin, at) {
      const bytes = utf8Encode(pin.reveal());
      const envelope = sealEnvelope(masterKey.reveal(), bytes, contextOf(owner));
      bytes.fill(0);
      await queries
        .insert(escrow)
        .values({ id, ...owner, version: VERSION, state: 'sealed', createdAt: at, ...envelope });
    },

    async open(queries, owner) {
      const [row] = await queries
        .select()
        .from(escrow)
        .where(eq(escrow.enrolmentId, owner.enrolmentId));
      if (row === undefined) throw new AppError('escrow_unreadable', 'the escrowed PIN is gone');
      return openPin(row, owner);
    },

    async release(queries, enrolmentId) {
      await queries
        .update(escrow)
        .set({ state: 'waiting' })
        .where(and(eq(escrow.enrolmentId, enrolmentId), eq(escrow.state, 'sealed')));
    },

    async reveal(queries, enrolmentId, holderId, at) {
      const mine = and(eq(escrow.enrolmentId, enrolmentId), eq(escrow.holderId, holderId));
      const [row] = await queries
        .update(escrow)
        .set({ state: 'revealed', revealedAt: at })
        .where(and(mine, eq(escrow.state, 'waiting')))
        .returning();
      if (row !== undefined) {
        return openPin(row, { enrolmentId, holderId, keyName: row.keyName });
      }
      const [other] = await queries.select({ state: escrow.state }).from(escrow).where(mine);
      if (other?.state === 'revealed') {
        throw new AppError('pin_already_revealed', 'this PIN was shown before');
      }
      throw new AppError('not_found', 'no PIN waits here for this person');
    },
  };
}
