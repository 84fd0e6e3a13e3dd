import { asc, eq } from 'drizzle-orm';
import { enrolments } from '#bff/store/schema.ts';
import type { UnfinishedEnrolment, UnfinishedList } from '#shared/api/index.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { undoReason } from '#shared/enrolment/nextUndoAction.ts';
import { restingPoint } from '#shared/enrolment/restingPoint.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { dueAction, LONGEST_PAUSE_MS } from './advance.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { lastFailure } from './enrolmentView.ts';
import type { EnrolmentRow } from './openEnrolment.ts';
import { readJournals } from './readJournals.ts';

const MOST_LISTED = 500;

/** Lists every enrolment that is not at its end, of whichever operator, the longest at rest first. */
export async function readUnfinished(
  parts: Pick<EnrolmentParts, 'store' | 'now' | 'settleMs'>,
): Promise<UnfinishedList> {
  return parts.store.read(async (queries) => {
    const rows = await queries
      .select()
      .from(enrolments)
      .where(eq(enrolments.state, 'open'))
      .orderBy(asc(enrolments.updatedAt), asc(enrolments.id))
      .limit(MOST_LISTED + 1);
    const listed = rows.slice(0, MOST_LISTED);
    const journals = await readJournals(
      queries,
      listed.map(({ id }) => id),
    );
    return {
      unfinished: listed.map((row) => unfinishedView(parts, row, journals.get(row.id) ?? [])),
      truncated: rows.length > listed.length,
    };
  });
}

function unfinishedView(
  parts: Pick<EnrolmentParts, 'now' | 'settleMs'>,
  row: EnrolmentRow,
  entries: readonly JournalEntry[],
): UnfinishedEnrolment {
  const state = foldJournal(entries);
  const { holder, key } = state;
  const seen = { now: new Date(parts.now()).toISOString(), settleMs: parts.settleMs };
  const action = dueAction(parts, { state, entries, key: null }, LONGEST_PAUSE_MS.unattended);
  const { next, stoppedAt } = restingPoint(state, seen, action);
  return {
    id: row.id,
    holder,
    operator: { id: state.operatorId, displayName: row.operatorName },
    key: key && {
      identity: key.identity,
      productName: keyName(key.identity.aaguid, key.productName) ?? '',
    },
    startedAt: row.startedAt.toISOString(),
    since: row.updatedAt.toISOString(),
    stoppedAt,
    lastFailure: lastFailure(entries),
    takingBack: undoReason(state, null),
    next,
  };
}
