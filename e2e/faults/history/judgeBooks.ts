import type { Judge } from './judge.ts';
import { keyOf } from './worldState.ts';

/** Who gets to see a PIN, whose, and when. */
export const judgePins: Judge = (state, event, report) => {
  if (event.kind === 'escrowSealed') {
    const enrolment = state.enrolments.get(event.enrolmentId);
    if (enrolment !== undefined && enrolment.holderId !== event.holderId) {
      report('I5', `the PIN of ${event.enrolmentId} was put away for ${event.holderId}`);
    }
    const before = state.escrow.get(event.enrolmentId);
    if (before !== undefined && before.pinHash !== event.pinHash) {
      report('I1', `the PIN of ${event.enrolmentId} was overwritten in escrow`);
    }
    return;
  }
  const isShown = event.kind === 'pinReserved' || event.kind === 'pinRevealed';
  if (!isShown && event.kind !== 'escrowReleased') return;
  const enrolment = state.enrolments.get(event.enrolmentId);
  if (enrolment === undefined) {
    report('I6', `a PIN of no enrolment: ${event.enrolmentId}`);
    return;
  }
  const key = keyOf(state, enrolment.key ?? '');
  const isForced =
    !enrolment.profile.forcePinChange || enrolment.policySkipped.includes('forcePinChange');
  // With another PIN on the key there is nothing left to force.
  const isOnKey = key.pinHash === state.escrow.get(enrolment.id)?.pinHash;
  if (!isForced && !key.forcePinChange && isOnKey) {
    report('I8', `the PIN of ${enrolment.id} can be had before its change is forced`);
  }
  if (event.kind === 'escrowReleased') {
    if (!enrolment.seen.has('policyApplied')) {
      report('I8', `the PIN of ${enrolment.id} was released before its policy was read back`);
    }
    return;
  }
  if (enrolment.end !== 'finished') report('I8', `a PIN was shown before ${enrolment.id} was done`);
  if (enrolment.reveals > 0) report('I6', `the PIN of ${enrolment.id} was shown twice`);
  if (enrolment.holderId !== event.toId) report('I6', `a PIN was shown to ${event.toId}`);
  if (key.isPinOurs && key.pinHash !== event.pinHash) {
    report('I6', `the PIN shown for ${enrolment.id} is not the one on its key`);
  }
};

/** The journal itself: gapless, beginning once, ending once, and each effect announced in the audit log. */
export const judgeJournal: Judge = (state, event, report) => {
  if (event.kind === 'runaway') report('I10', 'a page goes round in circles by itself');
  if (event.kind !== 'journal') return;
  const enrolment = state.enrolments.get(event.enrolmentId);
  const length = [...(enrolment?.seen.values() ?? [])].reduce((sum, count) => sum + count, 0);
  if (event.seq !== length + 1) {
    report('I7', `journal line ${event.seq} of ${event.enrolmentId} follows line ${length}`);
  }
  if (event.event.type === 'finished') {
    const live = [...state.methods.values()].filter(
      ({ byUs, credentialId }) => byUs && enrolment?.credentials.has(credentialId),
    );
    if (live.length !== 1) {
      report('I2', `${event.enrolmentId} is done and has ${live.length} live methods`);
    }
  }
  if (enrolment !== undefined && enrolment.end !== null) {
    report('I10', `${event.event.type} after the end of ${event.enrolmentId}`);
  }
};
