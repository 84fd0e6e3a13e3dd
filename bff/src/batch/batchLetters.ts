import { and, asc, count, eq, inArray, lt, lte, or } from 'drizzle-orm';
import {
  type DisclosedPin,
  type PinDesk,
  sessionHash,
  type Viewer,
} from '#bff/enrolment/pinDesk.ts';
import { isStillOnKey } from '#bff/enrolment/stillOnKey.ts';
import { MOST_RESERVATIONS } from '#bff/escrow/decideDisclosure.ts';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, escrow, inventory } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { readBatchRow } from './batchView.ts';
import { ownEnrolment } from './standing.ts';

/** Letters on their way out. */
export interface DisclosedLetters {
  readonly letters: readonly [DisclosedPin, ...DisclosedPin[]];
  /** How many are not among them and could be printed. */
  readonly left: number;
}

/** The sealed letters of whole batches. Each PIN is given out and confirmed by the {@link PinDesk}, by its rules and records. */
export interface BatchLetters {
  /**
   * @throws AppError `not_found` without a letter to print, `approval_needed` where each needs one, `audit_unavailable`.
   */
  disclose(batchId: string, viewer: Viewer): Promise<DisclosedLetters>;
  /** @throws AppError `not_found` for one that is not of this batch, `conflict`, `audit_unavailable`. */
  confirm(batchId: string, reservationIds: readonly string[], viewer: Viewer): Promise<number>;
}

export interface BatchLettersParts {
  readonly store: Store;
  readonly pins: PinDesk;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** So many reservations fit into a header, and are made long before the first one ends. */
const MOST_LETTERS = 50;

/** One PIN that is not to be had keeps nobody else from their letter. It has its own record. */
const LEFT_OUT: readonly FailureCode[] = [
  'not_found',
  'pin_shown_elsewhere',
  'pin_already_revealed',
  'pin_destroyed',
  'escrow_unreadable',
  'user_protected',
  'user_is_guest',
  'user_is_self',
  'user_out_of_scope',
  'user_not_found',
  'approval_needed',
];

/** Builds {@link BatchLetters}. */
export function createBatchLetters({ store, pins, now }: BatchLettersParts): BatchLetters {
  return {
    async disclose(batchId, viewer) {
      const { ids, all } = await store.read(async (queries) => {
        await readBatchRow(queries, batchId);
        return findLetters(queries, batchId, viewer, new Date(now()));
      });
      const letters: DisclosedPin[] = [];
      const leftOut = new Set<FailureCode>();
      for (const id of ids) {
        try {
          letters.push(await pins.disclose('letter', id, viewer));
        } catch (error) {
          if (!(error instanceof AppError) || !LEFT_OUT.includes(error.code)) throw error;
          leftOut.add(error.code);
        }
      }
      const [first, ...more] = letters;
      if (first === undefined) {
        const code = leftOut.has('approval_needed') ? 'approval_needed' : 'not_found';
        throw new AppError(code, 'there is no letter to print');
      }
      return { letters: [first, ...more], left: all - ids.length };
    },

    async confirm(batchId, reservationIds, viewer) {
      const wanted = [...new Set(reservationIds)];
      const rows = await store.read((queries) =>
        queries
          .select({ enrolmentId: escrow.enrolmentId, reservationId: escrow.reservationId })
          .from(escrow)
          .innerJoin(enrolments, eq(enrolments.id, escrow.enrolmentId))
          .where(and(inArray(escrow.reservationId, wanted), eq(enrolments.batchId, batchId))),
      );
      if (rows.length < wanted.length) {
        throw new AppError('not_found', 'a reservation that this batch does not have');
      }
      for (const { enrolmentId, reservationId } of rows) {
        await pins.confirm(enrolmentId, reservationId ?? '', viewer);
      }
      return rows.length;
    },
  };
}

/** The letters that this viewer can have now, in list order. */
async function findLetters(queries: Queries, batchId: string, viewer: Viewer, now: Date) {
  const isFree = or(
    eq(escrow.state, 'waiting'),
    and(
      eq(escrow.state, 'reserved'),
      or(
        eq(escrow.reservedBy, sessionHash(viewer)),
        and(lte(escrow.reservedUntil, now), lt(escrow.reservations, MOST_RESERVATIONS)),
      ),
    ),
  );
  const isLetter = and(
    eq(batchPeople.batchId, batchId),
    eq(enrolments.state, 'finished'),
    eq(escrow.disclosure, 'sealedLetter'),
    isFree,
    isStillOnKey(queries),
  );
  const rows = await queries
    .select({ id: escrow.enrolmentId })
    .from(batchPeople)
    .innerJoin(enrolments, ownEnrolment)
    .innerJoin(escrow, eq(escrow.enrolmentId, enrolments.id))
    .innerJoin(inventory, eq(inventory.enrolmentId, enrolments.id))
    .where(isLetter)
    .orderBy(asc(batchPeople.position))
    .limit(MOST_LETTERS);
  const [counted] = await queries
    .select({ all: count() })
    .from(batchPeople)
    .innerJoin(enrolments, ownEnrolment)
    .innerJoin(escrow, eq(escrow.enrolmentId, enrolments.id))
    .innerJoin(inventory, eq(inventory.enrolmentId, enrolments.id))
    .where(isLetter);
  return { ids: rows.map(({ id }) => id), all: counted?.all ?? 0 };
}
