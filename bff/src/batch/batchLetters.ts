import { and, eq, inArray } from 'drizzle-orm';
import { type Approvals, readApproval } from '#bff/approvals/approvals.ts';
import {
  type DisclosedPin,
  type PinDesk,
  sessionHash,
  type Viewer,
} from '#bff/enrolment/pinDesk.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, escrow } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import type { BatchLetter } from '#shared/api/approvals.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { countLetters, type LetterQuery, readLetters } from './batchLetterRows.ts';
import { type BatchRow, readBatchRow } from './batchView.ts';
import { LEFT_OUT, lettersItem } from './lettersToApprove.ts';

/** Letters on their way out. */
export interface DisclosedLetters {
  readonly letters: readonly [DisclosedPin, ...DisclosedPin[]];
  /** How many are not among them and could be printed. */
  readonly left: number;
}

/** The sealed letters of whole batches. Each PIN is given out and confirmed by the {@link PinDesk}, by its rules and records. */
export interface BatchLetters {
  /**
   * Where letters need another person's approval: exactly those that were approved together, and that approval is used up before
   * the first of them. What this page was given already it gets again without one.
   * @throws AppError `not_found` without a letter to print, `audit_unavailable`; those of `Approvals.use`: `approval_changed` also
   * where one of the letters is not to be had any more, or carries another key.
   */
  disclose(batchId: string, viewer: Viewer): Promise<DisclosedLetters>;
  /** @throws AppError `not_found` for one that is not of this batch, `conflict`, `audit_unavailable`. */
  confirm(batchId: string, reservationIds: readonly string[], viewer: Viewer): Promise<number>;
}

export interface BatchLettersParts {
  readonly store: Store;
  readonly pins: PinDesk;
  readonly approvals: Approvals;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What goes out now. */
interface Plan {
  readonly letters: readonly BatchLetter[];
  /** All that could be printed. */
  readonly all: number;
  readonly isApproved: boolean;
}

/** Builds {@link BatchLetters}. */
export function createBatchLetters(parts: BatchLettersParts): BatchLetters {
  const { store, pins, approvals, now } = parts;

  /** Uses the approval up for what was approved, as it is now: a letter less, or another key, is something else. */
  async function spendApproval(
    queries: Queries,
    batch: BatchRow,
    free: LetterQuery,
    viewer: Viewer,
  ): Promise<readonly BatchLetter[]> {
    const { approvalId } = viewer;
    const row = approvalId === undefined ? undefined : await readApproval(queries, approvalId);
    const approved = row?.item.action === 'printBatchLetters' ? row.item.letters : [];
    const only = approved.map(({ enrolmentId }) => enrolmentId);
    const letters = await readLetters(queries, { ...free, only });
    await approvals.use(queries, lettersItem(batch, letters), viewer);
    return letters;
  }

  async function plan(queries: Queries, batchId: string, viewer: Viewer): Promise<Plan> {
    const batch = await readBatchRow(queries, batchId);
    const free = { batchId, session: sessionHash(viewer), now: new Date(now()) };
    const all = await countLetters(queries, free);
    if (all === 0) throw new AppError('not_found', 'there is no letter to print');
    const isPlain = !approvals.needs('showPin') && viewer.approvalId === undefined;
    const given = await readLetters(queries, isPlain ? free : { ...free, isGiven: true });
    if (isPlain || given.length > 0) return { letters: given, all, isApproved: false };
    const letters = await spendApproval(queries, batch, free, viewer);
    return { letters, all, isApproved: true };
  }

  return {
    async disclose(batchId, viewer) {
      const planned = await store.transaction((queries) => plan(queries, batchId, viewer));
      const letters: DisclosedPin[] = [];
      const leftOut = new Set<FailureCode>();
      const { isApproved } = planned;
      for (const { enrolmentId } of planned.letters) {
        try {
          letters.push(await pins.disclose('letter', enrolmentId, viewer, { isApproved }));
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
      return { letters: [first, ...more], left: planned.all - planned.letters.length };
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
