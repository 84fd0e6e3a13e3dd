import type { Judge, Report } from './judge.ts';
import type { KnownNotice, WorldState } from './worldState.ts';

/** Who gets mail, about what, and what is in it. */
export const judgeMail: Judge = (state, event, report) => {
  if (event.kind !== 'mailDelivered') return;
  const { noticeId, toId, hasPin } = event;
  if (hasPin) report('I5', `mail ${noticeId} holds a PIN`);
  const notice = state.notices.get(noticeId);
  if (notice === undefined) {
    report('I5', `mail ${noticeId} tells of what is in no books`);
    return;
  }
  if (notice.about === 'alert') {
    if (toId !== null) report('I5', `an alert went to ${toId}`);
    return;
  }
  if (toId !== notice.recipientId) {
    report('I5', `the mail for ${notice.recipientId} went to ${toId}`);
  }
  // Of an old key, which may never have been enrolled here; and of none as yet.
  if (['keyRemoved', 'keyKept', 'invitation'].includes(notice.about)) return;
  judgeNews(state, notice, toId, report);
};

function judgeNews(
  { books }: WorldState,
  { about, key }: KnownNotice,
  toId: string | null,
  report: Report,
): void {
  const its = [...books.enrolments.values()].filter((enrolment) => enrolment.key === key);
  const done = its.filter(({ end }) => end === 'finished');
  if (done.length === 0) {
    report('I5', `a mail about key ${key}, whose enrolment is not finished`);
    return;
  }
  if (!done.some(({ holderId }) => holderId === toId)) {
    report('I5', `${toId} got a mail about key ${key}, which is not theirs`);
  }
  if (about === 'pinDisclosed' && done.every(({ reservations }) => reservations.length === 0)) {
    report('I5', `a mail about the PIN of key ${key}, which nobody has asked for`);
  }
}

/** At rest every holder has heard of their key, and of each time its PIN was given out. */
export function judgeNotices(state: WorldState, report: Report): void {
  const due = new Map<string, { keys: number; pins: number }>();
  for (const { end, holderId, key, reservations } of state.books.enrolments.values()) {
    if (end !== 'finished') continue;
    const whose = `${holderId} ${key}`;
    const { keys, pins } = due.get(whose) ?? { keys: 0, pins: 0 };
    due.set(whose, { keys: keys + 1, pins: pins + reservations.length });
  }
  for (const [whose, { keys, pins }] of due) {
    demand(state, whose, 'keyBound', keys, report);
    demand(state, whose, 'pinDisclosed', pins, report);
  }
}

function demand(
  { mails, notices }: WorldState,
  whose: string,
  about: KnownNotice['about'],
  least: number,
  report: Report,
): void {
  const got = new Set(
    mails
      .filter(({ noticeId, toId }) => {
        const notice = notices.get(noticeId);
        return notice?.about === about && `${toId} ${notice.key}` === whose;
      })
      .map(({ noticeId }) => noticeId),
  );
  if (got.size < least) report('I5', `${whose} got ${got.size} of ${least} notices ${about}`);
}
