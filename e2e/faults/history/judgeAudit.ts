import type { HistoryEvent } from './historyEvent.ts';
import type { Judge, Report } from './judge.ts';
import type { WorldState } from './worldState.ts';

/** How far a second place may be behind. */
const TOLERANCE_MS = 60_000;
/** Time enough to see the wrong PIN and say so. */
const AFTER_REVEAL_MS = 3_600_000;
const AFTER_END_MS = 30 * 24 * 3_600_000;

/** What may be written to the audit log, and what has to be in it. */
export const judgeAudit: Judge = (state, event, report) => {
  switch (event.kind) {
    case 'audit':
      if (event.phase === 'intent') judgeGate(state, event, report);
      if (event.action === 'shredPin') judgeShredding(state, event, report);
      return;
    case 'carried': {
      const isBehind = event.size < state.books.audits.length;
      if (isBehind && event.behindSince === null && !state.isLossOpen) {
        report('I7', `${event.place} is behind, and backend ${event.backend} does not know`);
      }
      return;
    }
    case 'backendStarted':
      if (state.isLossOpen && event.accepted <= state.acceptances) {
        report('I7', 'a backend started with an older database than its audit log');
      }
      return;
    default:
      // The other effects are other judges' business.
      return;
  }
};

/** Nothing new is begun by who knows that a second place is too far behind. */
function judgeGate(
  state: WorldState,
  { at, action, backend }: Extract<HistoryEvent, { kind: 'audit' }>,
  report: Report,
): void {
  if (!state.isAuditRequired) return;
  for (const place of state.carried.keys()) {
    const since = state.behind.get(`${backend} ${place}`) ?? null;
    if (since !== null && at - since > TOLERANCE_MS + state.apartMs) {
      report('I7', `${action} was begun while ${place} was behind by ${at - since} ms`);
    }
  }
}

/** A PIN goes an hour after it was seen, or 30 days after the end, and not before. */
function judgeShredding(
  { books, apartMs }: WorldState,
  { enrolmentId, at }: Extract<HistoryEvent, { kind: 'audit' }>,
  report: Report,
): void {
  const enrolment = books.enrolments.get(enrolmentId ?? '');
  const { confirmedAt = null, endedAt = null } = enrolment ?? {};
  const isSeen = confirmedAt !== null && at - confirmedAt >= AFTER_REVEAL_MS - apartMs;
  const isOld = endedAt !== null && at - endedAt >= AFTER_END_MS - apartMs;
  if (!isSeen && !isOld) report('I1', `the PIN of ${enrolmentId} was destroyed too early`);
}
