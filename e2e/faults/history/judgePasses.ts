import type { Judge, Report } from './judge.ts';
import type { WorldState } from './worldState.ts';

/** What becomes of access passes in the directory: nothing that was not written down before. */
export const judgePasses: Judge = (state, event, report) => {
  if (event.kind === 'passIssued' && state.passIntents.issueAccessPass < 1) {
    report('I7', `access pass ${event.passId} was issued without an intent in the audit log`);
  }
  if (event.kind === 'passDeleted' && state.passIntents.deleteAccessPass < 1) {
    report('I7', `access pass ${event.passId} was deleted without an intent in the audit log`);
  }
};

/** Whoever has their key needs no pass any more, and nobody else is to sign in by it. */
export function judgePassesLeft({ books, passes }: WorldState, report: Report): void {
  for (const { id, holderId, isOwn, isClosed, end } of books.enrolments.values()) {
    if (!isOwn || isClosed || end !== 'finished') continue;
    const left = [...passes.values()].filter((userId) => userId === holderId);
    if (left.length > 0) report('I11', `${id} is done, and its holder has an access pass left`);
  }
}
