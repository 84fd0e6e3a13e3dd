import { and, asc, eq, lte } from 'drizzle-orm';
import { currentAction } from '#bff/enrolment/advance.ts';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { readJournals } from '#bff/enrolment/readJournals.ts';
import { enrolments } from '#bff/store/schema.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import { type GuidedState, pauseBeforeNextLook } from '#shared/enrolment/guidedWatch.ts';

/** Whose turn it is to be looked for. */
export interface DueLook {
  readonly id: string;
  readonly state: EnrolmentState;
  readonly guided: GuidedState;
  readonly action: Action;
}

const MOST_AT_ONCE = 50;
/** To what the backend has to do and did not: whoever had it may have died. */
const UNDONE_PAUSE_MS = 20_000;

/** Whether a new key is still looked for; the last look comes when the time is over. */
export function isWatching(action: Action): boolean {
  return action.kind === 'guide' && action.step !== 'choose';
}

/** Takes those whose turn it is, and writes down when their next one is, for whichever backend. */
export function claimDueLooks(
  parts: Pick<EnrolmentParts, 'store' | 'now' | 'settleMs'>,
): Promise<DueLook[]> {
  return parts.store.transaction(async (queries) => {
    const rows = await queries
      .select({ id: enrolments.id })
      .from(enrolments)
      .where(and(eq(enrolments.state, 'open'), lte(enrolments.nextLookAt, new Date(parts.now()))))
      .orderBy(asc(enrolments.nextLookAt))
      .limit(MOST_AT_ONCE)
      .for('update', { skipLocked: true });
    const journals = await readJournals(
      queries,
      rows.map(({ id }) => id),
    );
    const due = [...journals].flatMap(([id, entries]): DueLook[] => {
      const state = foldJournal(entries);
      const { guided } = state;
      const action = currentAction(parts, { state, key: null });
      return guided === null ? [] : [{ id, state, guided, action }];
    });
    for (const { id, guided, action } of due) {
      const pause = pauseAfter(guided, action, parts.now());
      const nextLookAt = pause === null ? null : new Date(parts.now() + pause);
      await queries.update(enrolments).set({ nextLookAt }).where(eq(enrolments.id, id));
    }
    return due;
  });
}

/** Null: nobody looks again before a person has said something. */
function pauseAfter(guided: GuidedState, action: Action, now: number): number | null {
  if (action.actor === 'backend') return UNDONE_PAUSE_MS;
  const isOver = action.kind !== 'guide' || action.step !== 'register';
  return isOver ? null : pauseBeforeNextLook(guided, now);
}
