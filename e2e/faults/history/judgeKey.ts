import type { KnownEnrolment } from './books.ts';
import type { HistoryEvent } from './historyEvent.ts';
import type { Judge, Report } from './judge.ts';
import { enrolmentsOfKey, isOutOfCare, keyOf, type WorldState } from './worldState.ts';

/** What a key is told only after the journal said so, and what it must never lose. */
export const judgeKey: Judge = (state, event, report) => {
  switch (event.kind) {
    case 'keyPinSet':
      if (event.byUs) judgeNewPin(state, event, report);
      return;
    case 'keyPinRefused':
      return judgeRefusal(state, event.key, report);
    case 'keyReset':
      if (event.byUs) judgeReset(state, event.key, report);
      return;
    case 'keyPolicy':
      return demandIntent(state, event.key, 'proved', 'its settings were changed', report);
    case 'credentialMade':
      return demandIntent(state, event.key, 'credentialStarted', 'a credential was made', report);
    case 'credentialGone':
      return judgeLoss(state, event, report);
    default:
      // The other effects are other judges' business.
      return;
  }
};

function judgeNewPin(
  state: WorldState,
  { key, pinHash }: Extract<HistoryEvent, { kind: 'keyPinSet' }>,
  report: Report,
): void {
  demandIntent(state, key, 'pinSetStarted', 'a PIN was set', report);
  if (state.knownPins.has(pinHash)) return;
  const isEscrowed = [...state.books.escrow.values()].some(
    (entry) => entry.pinHash === pinHash && entry.keyName.endsWith(`:${key}`),
  );
  if (!isEscrowed) report('I1', `key ${key} has a PIN that nobody knows`);
}

/** A person may mistype; we may try one PIN that turns out to be wrong. */
function judgeRefusal(state: WorldState, serial: string, report: Report): void {
  const isTyped = enrolmentsOfKey(state, serial).some(
    ({ profile }) => profile.pin.source !== 'random',
  );
  const { refusals } = keyOf(state, serial);
  const most = isTyped ? [...state.knownPins].length : 1;
  if (refusals + 1 > most) report('I12', `key ${serial} refused a PIN ${refusals + 1} times`);
}

function judgeReset(state: WorldState, serial: string, report: Report): void {
  demandIntent(state, serial, 'resetStarted', 'it was reset', report);
  const { credentials } = keyOf(state, serial);
  for (const [methodId, method] of state.methods) {
    if (credentials.has(method.credentialId) && !isOutOfCare(state, method.credentialId)) {
      report('I3', `key ${serial} was reset while it signs in with method ${methodId}`);
    }
  }
}

function judgeLoss(
  state: WorldState,
  { key, credentialId }: Extract<HistoryEvent, { kind: 'credentialGone' }>,
  report: Report,
): void {
  for (const [methodId, method] of state.methods) {
    if (method.credentialId === credentialId && !isOutOfCare(state, credentialId)) {
      report('I2', `key ${key} lost the credential of the live method ${methodId}`);
    }
  }
}

/** No external effect without a durable intent: some enrolment bound to this key has journaled it. */
function demandIntent(
  state: WorldState,
  serial: string,
  type: string,
  what: string,
  report: Report,
): void {
  const has = (enrolment: KnownEnrolment) => enrolment.seen.has(type);
  if (!enrolmentsOfKey(state, serial).some(has)) {
    report('I7', `key ${serial}: ${what} without ${type} in the journal of an enrolment of it`);
  }
}
