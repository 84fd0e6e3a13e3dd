import type { KnownEnrolment } from './books.ts';
import type { HistoryEvent } from './historyEvent.ts';
import type { Judge, Report } from './judge.ts';
import type { WorldState } from './worldState.ts';

/** As long as the directory may take to show a new method. */
const SETTLE_MS = 60_000;

/** The journal itself: gapless, beginning once, ending once, by who may write it; and what must stand before a line. */
export const judgeJournal: Judge = (state, event, report) => {
  if (event.kind === 'runaway') report('I10', 'a page goes round in circles by itself');
  if (event.kind === 'jobWrote') judgeLease(state, event, report);
  if (event.kind === 'restsAt') judgeResting(state, event, report);
  if (event.kind !== 'journal') return;
  const enrolment = state.books.enrolments.get(event.enrolmentId);
  const length = [...(enrolment?.seen.values() ?? [])].reduce((sum, count) => sum + count, 0);
  if (event.seq !== length + 1) {
    report('I7', `journal line ${event.seq} of ${event.enrolmentId} follows line ${length}`);
  }
  if (enrolment === undefined) return;
  if (event.event.type === 'finished') judgeFinish(state, enrolment, report);
  if (event.event.type === 'postStarted') judgeRepeat(state, enrolment, report);
  if (enrolment.end !== null) {
    report('I10', `${event.event.type} after the end of ${event.enrolmentId}`);
  }
};

/** What nobody is at rests with a person, who is told what to do and with which key. */
function judgeResting(
  { books }: WorldState,
  { enrolmentId, next, key }: Extract<HistoryEvent, { kind: 'restsAt' }>,
  report: Report,
): void {
  const bound = books.enrolments.get(enrolmentId)?.key ?? null;
  if (next === null)
    report('I10', `${enrolmentId} is the backend's to go on with, and it does not`);
  if (key !== bound) report('I10', `${enrolmentId} waits for key ${key} instead of ${bound}`);
}

/** Whoever lost a lease writes nothing more under it. */
function judgeLease(
  { books }: WorldState,
  { name, token }: Extract<HistoryEvent, { kind: 'jobWrote' }>,
  report: Report,
): void {
  const newest = books.leases.get(name);
  if (newest !== undefined && newest !== token) {
    report('I7', `a job wrote by lease ${token} of ${name}, which is another one's by now`);
  }
}

function judgeFinish(state: WorldState, enrolment: KnownEnrolment, report: Report): void {
  const live = [...state.methods.values()].filter(
    ({ byUs, credentialId }) => byUs && enrolment.credentials.has(credentialId),
  );
  if (live.length !== 1) {
    report('I2', `${enrolment.id} is done and has ${live.length} live methods`);
  }
}

/** A POST without an answer is repeated only after it was absent twice, a settling time apart. */
function judgeRepeat(
  { apartMs }: WorldState,
  { id, isPostOpen, absentAt }: KnownEnrolment,
  report: Report,
): void {
  if (!isPostOpen) return;
  const [first = 0] = absentAt;
  const isSettled = absentAt.slice(1).some((at) => at - first >= SETTLE_MS - apartMs);
  if (!isSettled) report('I4', `${id} posts again after ${absentAt.length} looks`);
}
