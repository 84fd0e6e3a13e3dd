import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { DISCLOSURE_ACTIONS, type KnownEnrolment } from './books.ts';
import type { DisclosureWay, HistoryEvent } from './historyEvent.ts';
import type { Judge, Report } from './judge.ts';
import { keyOf, type WorldState } from './worldState.ts';

/** For so long a PIN is one session's. */
const RESERVED_MS = 60_000;
const MOST_SESSIONS = 3;
/** Which way out the profile has to name. */
const DISCLOSURES: Readonly<Record<DisclosureWay, string | null>> = {
  holder: 'holderOnly',
  operator: 'operatorOnce',
  letter: 'sealedLetter',
  leak: null,
};

/** Who gets to see a PIN, whose, in which way, and when. */
export const judgePins: Judge = (state, event, report) => {
  switch (event.kind) {
    case 'escrowSealed':
      return judgeSealed(state, event, report);
    case 'escrowReleased':
    case 'pinReserved':
    case 'pinLeft':
    case 'pinConfirmed': {
      const enrolment = state.books.enrolments.get(event.enrolmentId ?? '');
      if (enrolment === undefined) {
        // The one that its enrolment was forgotten for is nobody's any more.
        report('I6', `a PIN of no enrolment: ${event.enrolmentId}`);
        return;
      }
      if (event.kind === 'escrowReleased') return judgeRelease(state, enrolment, report);
      if (event.kind === 'pinReserved') return judgeReserved(state, enrolment, event, report);
      if (event.kind === 'pinLeft') return judgeLeft(enrolment, event, report);
      return judgeConfirmed(enrolment, event, report);
    }
    default:
      // The other effects are other judges' business.
      return;
  }
};

function judgeSealed(
  { books }: WorldState,
  event: Extract<HistoryEvent, { kind: 'escrowSealed' }>,
  report: Report,
): void {
  const enrolment = books.enrolments.get(event.enrolmentId);
  if (enrolment !== undefined && enrolment.holderId !== event.holderId) {
    report('I5', `the PIN of ${event.enrolmentId} was put away for ${event.holderId}`);
  }
  const before = books.escrow.get(event.enrolmentId);
  if (before !== undefined && before.pinHash !== event.pinHash) {
    report('I1', `the PIN of ${event.enrolmentId} was overwritten in escrow`);
  }
}

function judgeForced(state: WorldState, enrolment: KnownEnrolment, report: Report): void {
  const key = keyOf(state, enrolment.key ?? '');
  const isForced =
    !enrolment.profile.forcePinChange || enrolment.policySkipped.includes('forcePinChange');
  // With another PIN on the key there is nothing left to force.
  const isOnKey = key.pinHash === state.books.escrow.get(enrolment.id)?.pinHash;
  if (!isForced && !key.forcePinChange && isOnKey) {
    report('I8', `the PIN of ${enrolment.id} can be had before its change is forced`);
  }
}

function judgeRelease(state: WorldState, enrolment: KnownEnrolment, report: Report): void {
  judgeForced(state, enrolment, report);
  if (!enrolment.seen.has('policyApplied')) {
    report('I8', `the PIN of ${enrolment.id} was released before its policy was read back`);
  }
}

function judgeReserved(
  state: WorldState,
  enrolment: KnownEnrolment,
  event: Extract<HistoryEvent, { kind: 'pinReserved' }>,
  report: Report,
): void {
  const { id, holderId, profile, reservations, alerts } = enrolment;
  judgeForced(state, enrolment, report);
  if (enrolment.end !== 'finished') report('I8', `a PIN was shown before ${id} was done`);
  if (disclosureOf(profile) !== DISCLOSURES[event.way]) {
    report('I6', `the PIN of ${id} went out by ${event.way}, which its profile does not say`);
  }
  if (event.way === 'holder' && event.toId !== holderId) {
    report('I6', `the PIN of ${id} was shown to ${event.toId}`);
  }
  if (enrolment.confirmedAt !== null) report('I6', `the PIN of ${id} was shown twice`);
  const key = keyOf(state, enrolment.key ?? '');
  if (key.isPinOurs && key.pinHash !== event.pinHash) {
    report('I6', `the PIN shown for ${id} is not the one on its key`);
  }
  const last = reservations.at(-1);
  if (last === undefined) return;
  if (event.at - last.at < RESERVED_MS - state.apartMs) {
    report('I6', `the PIN of ${id} was shown to two sessions within a minute`);
  }
  if (reservations.length >= MOST_SESSIONS) report('I6', `a fourth session got the PIN of ${id}`);
  if (alerts < reservations.length - 1) report('I6', `nobody was alarmed about the PIN of ${id}`);
}

function disclosureOf({ pin }: EnrolmentProfile): string {
  return pin.source === 'random' ? (pin.disclosure ?? 'holderOnly') : 'none';
}

/** What leaves has to be reserved for this very page, and its record has to be there before. */
function judgeLeft(
  enrolment: KnownEnrolment,
  event: Extract<HistoryEvent, { kind: 'pinLeft' }>,
  report: Report,
): void {
  const { id, reservations, outcomes, leaves } = enrolment;
  if (event.way === 'leak') report('I6', `an answer about ${id} holds a PIN`);
  const its = reservations.find((reservation) => reservation.id === event.reservationId);
  if (its === undefined) {
    report('I6', `the PIN of ${id} left without a reservation`);
  } else {
    if (its !== reservations.at(-1)) report('I6', `the PIN of ${id} left again after another turn`);
    if (its.toId !== event.toId || its.way !== event.way) {
      report('I6', `the PIN of ${id} went to ${event.toId} instead of ${its.toId}`);
    }
    if (its.session !== null && its.session !== event.session) {
      report('I6', `the PIN of ${id} left to a second session`);
    }
  }
  if (enrolment.confirmedAt !== null) report('I6', `the PIN of ${id} left after it was seen`);
  const record = `${DISCLOSURE_ACTIONS[event.way]} ${event.toId}`;
  if ((outcomes.get(record) ?? 0) <= (leaves.get(record) ?? 0)) {
    report('I7', `the PIN of ${id} left without its outcome in the audit log`);
  }
}

function judgeConfirmed(
  { id, reservations, end }: KnownEnrolment,
  { reservationId }: Extract<HistoryEvent, { kind: 'pinConfirmed' }>,
  report: Report,
): void {
  const last = reservations.at(-1);
  if (last?.id !== reservationId || last.session === null) {
    report('I6', `the PIN of ${id} counts as seen by a session that did not get it`);
  }
  if (end !== 'finished') report('I8', `a PIN was shown before ${id} was done`);
}
