import type { HistoryEvent } from './historyEvent.ts';
import type { Report } from './judge.ts';
import { judgePassesLeft } from './judgePasses.ts';
import { enrolmentsOfKey, isOutOfCare, type WorldState } from './worldState.ts';

/** What must hold once faults have stopped and everybody had ten minutes. */
export function judgeRest(
  state: WorldState,
  history: readonly HistoryEvent[],
  report: Report,
): void {
  judgeEnrolments(state, report);
  judgeOrphans(state, report);
  judgePassesLeft(state, report);
  judgeEscrow(state, history, report);
  judgePlaces(state, history, report);
}

function judgeEnrolments(state: WorldState, report: Report): void {
  for (const enrolment of state.books.enrolments.values()) {
    if (enrolment.end === null) report('I10', `${enrolment.id} has not ended`);
    const live = [...state.methods.values()].filter(
      ({ byUs, credentialId }) => byUs && enrolment.credentials.has(credentialId),
    );
    if (enrolment.end === 'rolledBack' && !enrolment.isClosed && live.length > 0) {
      report('I11', `${enrolment.id} was taken back and left ${live.length} live methods`);
    }
  }
}

/**
 * A credential of ours that stayed on a key and is not in Entra. Not counted: keys of which a person said that they are
 * not to be had any more, and old keys that a new one has replaced.
 */
function judgeOrphans(state: WorldState, report: Report): void {
  const live = new Set([...state.methods.values()].map(({ credentialId }) => credentialId));
  for (const [key, { credentials }] of state.keys) {
    const isGivenUp = enrolmentsOfKey(state, key).some(
      ({ seen }) => (seen.get('cancelled') ?? 0) > 1,
    );
    if (isGivenUp) continue;
    for (const id of credentials) {
      if (!state.ourCredentials.has(id) || state.retiredCredentials.has(id)) continue;
      if (isOutOfCare(state, id)) continue;
      if (live.has(id)) continue;
      report('I11', `key ${key} holds credential ${id.slice(0, 8)}, which is not in Entra`);
    }
  }
}

/** Second places have the whole log, as it was written. */
function judgePlaces(
  { books }: WorldState,
  history: readonly HistoryEvent[],
  report: Report,
): void {
  for (const event of history) {
    if (event.kind !== 'placeRead') continue;
    const { place, problem, size } = event;
    if (problem !== null) report('I7', `the audit log in ${place} does not hold: ${problem}`);
    if (size !== books.audits.length) {
      report('I7', `${place} has ${size} of ${books.audits.length} audit records`);
    }
  }
}

/** What was put away can be taken out again, as it was, until it was destroyed. */
function judgeEscrow(state: WorldState, history: readonly HistoryEvent[], report: Report): void {
  const reads = new Map(
    history.flatMap((event) =>
      event.kind === 'escrowRead' ? [[event.enrolmentId, event.pinHash] as const] : [],
    ),
  );
  for (const [enrolmentId, { pinHash }] of state.books.escrow) {
    const isShredded = (state.books.enrolments.get(enrolmentId)?.shreddedAt ?? null) !== null;
    const read = reads.get(enrolmentId);
    if (isShredded && read !== null) {
      report('I1', `the destroyed PIN of ${enrolmentId} still opens`);
    }
    if (!isShredded && read !== pinHash) {
      report('I1', `the escrowed PIN of ${enrolmentId} does not come out as it went in`);
    }
  }
}
