import { and, desc, eq, ne } from 'drizzle-orm';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Secret } from '#bff/log/secret.ts';
import { escrow, inventory } from '#bff/store/schema.ts';
import type { WaitingPin } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';

/** What holders do with the PINs of their own keys. */
export interface HolderPins {
  /** The PINs of this person's finished enrolments, newest first, without the PINs. */
  list(holderId: string): Promise<WaitingPin[]>;
  /**
   * Gives a PIN to its holder, once. The audit outcome is committed before the PIN leaves; where it cannot be written the
   * PIN stays.
   * @throws AppError `not_found` for another person's or an unfinished enrolment, `pin_already_revealed`,
   * `escrow_unreadable`, `audit_unavailable`.
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
          .where(and(eq(escrow.holderId, holderId), ne(escrow.state, 'sealed')))
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
