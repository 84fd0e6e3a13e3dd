import type { HistoryEvent } from './historyEvent.ts';
import type { Report } from './judge.ts';
import type { WorldState } from './worldState.ts';

/** What must hold once faults have stopped and everybody had ten minutes. */
export function judgeRest(
  state: WorldState,
  history: readonly HistoryEvent[],
  report: Report,
): void {
  judgeEnrolments(state, report);
  judgeOrphans(state, report);
  judgeEscrow(state, history, report);
}

function judgeEnrolments(state: WorldState, report: Report): void {
  for (const enrolment of state.enrolments.values()) {
    if (enrolment.end === null) report('I10', `${enrolment.id} has not ended`);
    const live = [...state.methods.values()].filter(
      ({ byUs, credentialId }) => byUs && enrolment.credentials.has(credentialId),
    );
    if (enrolment.end === 'finished' && live.length !== 1) {
      report('I2', `${enrolment.id} is done and has ${live.length} live methods`);
    }
    if (enrolment.end === 'rolledBack' && live.length > 0) {
      report('I11', `${enrolment.id} was taken back and left ${live.length} live methods`);
    }
  }
}

/**
 * A person who says that the key is not to be had any more takes the rest on themselves, and a key that wants its PIN
 * changed first deletes nothing but by a reset.
 */
function judgeOrphans(state: WorldState, report: Report): void {
  const live = new Set([...state.methods.values()].map(({ credentialId }) => credentialId));
  for (const [serial, { credentials, forcePinChange }] of state.keys) {
    const isGivenUp = [...state.enrolments.values()].some(
      ({ key, seen }) => key === serial && (seen.get('cancelled') ?? 0) > 1,
    );
    for (const id of credentials) {
      if (state.ourCredentials.has(id) && !live.has(id) && !isGivenUp && !forcePinChange) {
        report('I11', `key ${serial} holds credential ${id.slice(0, 8)}, which is not in Entra`);
      }
    }
  }
}

/** What was put away can be taken out again, as it was. */
function judgeEscrow(state: WorldState, history: readonly HistoryEvent[], report: Report): void {
  const reads = new Map(
    history.flatMap((event) =>
      event.kind === 'escrowRead' ? [[event.enrolmentId, event.pinHash] as const] : [],
    ),
  );
  for (const [enrolmentId, { pinHash }] of state.escrow) {
    if (reads.get(enrolmentId) !== pinHash) {
      report('I1', `the escrowed PIN of ${enrolmentId} does not come out as it went in`);
    }
  }
}
