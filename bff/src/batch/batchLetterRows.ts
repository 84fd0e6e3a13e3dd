import { and, asc, count, eq, gt, inArray, lt, lte, or } from 'drizzle-orm';
import { isStillOnKey } from '#bff/enrolment/stillOnKey.ts';
import { MOST_RESERVATIONS } from '#bff/escrow/decideDisclosure.ts';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, escrow, inventory } from '#bff/store/schema.ts';
import type { BatchLetter } from '#shared/api/approvals.ts';
import { ownEnrolment } from './standing.ts';

/** Which letters of a batch are meant: those that are not printed yet, and of these maybe fewer. */
export interface LetterQuery {
  readonly batchId: string;
  /** The hash of the page's session; null: of no page. What another page was given is not free. */
  readonly session: string | null;
  readonly now: Date;
  /** Only what this page was given already and has not confirmed. */
  readonly isGiven?: true;
  /** Only these enrolments. */
  readonly only?: readonly string[];
}

/** So many reservations fit into a header, and are made long before the first one ends. */
const MOST_LETTERS = 50;

function isMeant(queries: Queries, { batchId, session, now, isGiven, only }: LetterQuery) {
  const isOurs = session === null ? undefined : eq(escrow.reservedBy, session);
  const isGivenUp = and(lte(escrow.reservedUntil, now), lt(escrow.reservations, MOST_RESERVATIONS));
  const isFree = or(
    eq(escrow.state, 'waiting'),
    and(eq(escrow.state, 'reserved'), or(isOurs, isGivenUp)),
  );
  const isGivenNow = and(...[eq(escrow.state, 'reserved'), isOurs, gt(escrow.reservedUntil, now)]);
  return and(
    eq(batchPeople.batchId, batchId),
    eq(enrolments.state, 'finished'),
    eq(escrow.disclosure, 'sealedLetter'),
    isGiven === true ? isGivenNow : isFree,
    only === undefined ? undefined : inArray(escrow.enrolmentId, [...only]),
    isStillOnKey(queries),
  );
}

/** In list order, at most 50. */
export function readLetters(queries: Queries, query: LetterQuery): Promise<BatchLetter[]> {
  return queries
    .select({
      enrolmentId: escrow.enrolmentId,
      userId: escrow.holderId,
      displayName: batchPeople.displayName,
      key: { serial: inventory.serial, aaguid: inventory.aaguid },
    })
    .from(batchPeople)
    .innerJoin(enrolments, ownEnrolment)
    .innerJoin(escrow, eq(escrow.enrolmentId, enrolments.id))
    .innerJoin(inventory, eq(inventory.enrolmentId, enrolments.id))
    .where(isMeant(queries, query))
    .orderBy(asc(batchPeople.position))
    .limit(MOST_LETTERS);
}

/** All of them. */
export async function countLetters(queries: Queries, query: LetterQuery): Promise<number> {
  const [counted] = await queries
    .select({ all: count() })
    .from(batchPeople)
    .innerJoin(enrolments, ownEnrolment)
    .innerJoin(escrow, eq(escrow.enrolmentId, enrolments.id))
    .innerJoin(inventory, eq(inventory.enrolmentId, enrolments.id))
    .where(isMeant(queries, query));
  return counted?.all ?? 0;
}
