import { and, desc, eq, gt, ne, notExists, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Secret } from '#bff/log/secret.ts';
import type { Queries } from '#bff/store/queries.ts';
import { escrow, inventory } from '#bff/store/schema.ts';
import type { WaitingPin } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';

/** What holders do with the PINs of their own keys. */
export interface HolderPins {
  /** The PINs of this person's finished enrolments whose keys still carry them, newest first, without the PINs. */
  list(holderId: string): Promise<WaitingPin[]>;
  /**
   * Gives a PIN to its holder, once. The audit outcome is committed before the PIN leaves; where it cannot be written the
   * PIN stays.
   * @throws AppError `not_found` for another person's or an unfinished enrolment and for a key that was enrolled anew
   * since; `pin_already_revealed`, `escrow_unreadable`, `audit_unavailable`.
   */
  reveal(enrolmentId: string, holder: Actor): Promise<Secret<string>>;
}

/** Builds {@link HolderPins}. */
export function createHolderPins(
  parts: Pick<EnrolmentParts, 'store' | 'escrow' | 'audit' | 'now' | 'log'>,
): HolderPins {
  const { store } = parts;
  return {
    list: (holderId) =>
      store.read(async (queries) => {
        const rows = await queries
          .select({
            enrolmentId: escrow.enrolmentId,
            state: escrow.state,
            createdAt: escrow.createdAt,
            productName: inventory.productName,
            serial: inventory.serial,
          })
          .from(escrow)
          .innerJoin(inventory, eq(inventory.enrolmentId, escrow.enrolmentId))
          .where(
            and(eq(escrow.holderId, holderId), ne(escrow.state, 'sealed'), isStillOnKey(queries)),
          )
          .orderBy(desc(escrow.createdAt));
        return rows.map((row) => ({
          ...row,
          createdAt: row.createdAt.toISOString(),
          state: row.state === 'revealed' ? ('revealed' as const) : ('waiting' as const),
        }));
      }),

    async reveal(enrolmentId, holder) {
      const record = (phase: AuditEntry['phase'], result: string | null): AuditEntry => ({
        phase,
        action: 'revealPin',
        result,
        actorId: holder.id,
        holderId: holder.id,
        enrolmentId,
        requestId: holder.requestId,
        detail: {},
      });
      await store.transaction((queries) => parts.audit.append(queries, record('intent', null)));
      try {
        const pin = await store.transaction(async (queries) => {
          const at = new Date(parts.now());
          const [book] = await queries
            .select({ id: inventory.enrolmentId })
            .from(inventory)
            .where(and(eq(inventory.enrolmentId, enrolmentId), isStillOnKey(queries)));
          if (book === undefined) throw new AppError('not_found', 'no key carries this PIN');
          const revealed = await parts.escrow.reveal(queries, enrolmentId, holder.id, at);
          await parts.audit.append(queries, record('outcome', 'ok'));
          return revealed;
        });
        parts.log.info('escrow_event', { enrolmentId, action: 'revealed', callerId: holder.id });
        return pin;
      } catch (error) {
        const code = error instanceof AppError ? error.code : 'internal';
        parts.log.warn('escrow_event', { enrolmentId, action: 'refused', code });
        await store.transaction((queries) => parts.audit.append(queries, record('outcome', code)));
        throw error;
      }
    },
  };
}

/**
 * Whether a key of the books still carries its PIN, as far as the books know: its registration was not removed, and the
 * key was not enrolled anew, which gave it another PIN.
 */
function isStillOnKey(queries: Queries): SQL | undefined {
  const later = alias(inventory, 'later');
  const enrolledAnew = queries
    .select({ one: sql`1` })
    .from(later)
    .where(and(eq(later.keyLock, inventory.keyLock), gt(later.createdAt, inventory.createdAt)));
  return and(eq(inventory.state, 'live'), notExists(enrolledAnew));
}
