import type { HistoryEvent } from './historyEvent.ts';
import type { Report } from './judge.ts';
import { judgeNotices } from './judgeMail.ts';
import {
  enrolmentOfCredential,
  enrolmentsOfKey,
  isOutOfCare,
  type WorldState,
} from './worldState.ts';

/** What must hold once faults have stopped and everybody had ten minutes. */
export function judgeRest(
  state: WorldState,
  history: readonly HistoryEvent[],
  report: Report,
): void {
  judgeEnrolments(state, report);
  judgeOrphans(state, report);
  judgeEscrow(state, history, report);
  judgeNotices(state, report);
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

function judgeOrphans(state: WorldState, report: Report): void {
  for (const { key, credentialId, isUnheard } of orphansOf(state)) {
    if (isUnheard) continue;
    report('I11', `key ${key} holds credential ${credentialId.slice(0, 8)}, which is not in Entra`);
  }
}

/** A credential of ours that stayed on a key and is not in Entra. */
interface Orphan {
  readonly key: string;
  readonly credentialId: string;
  /**
   * The key made it, the backend never heard of it, and the enrolment was taken back meanwhile. Nobody knows its id, so
   * nobody can delete it; it signs nobody in, its PIN is never released, and the key's next enrolment resets it.
   */
  readonly isUnheard: boolean;
}

/**
 * What stayed behind. Not counted: keys of which a person said that they are not to be had any more, and keys that want
 * their PIN changed first, which delete nothing but by a reset.
 */
function orphansOf(state: WorldState): Orphan[] {
  const live = new Set([...state.methods.values()].map(({ credentialId }) => credentialId));
  return [...state.keys].flatMap(([key, { credentials, forcePinChange }]) => {
    const enrolments = enrolmentsOfKey(state, key);
    const isGivenUp = enrolments.some(({ seen }) => (seen.get('cancelled') ?? 0) > 1);
    if (isGivenUp || forcePinChange) return [];
    const isTakenBack = enrolments.some(({ end }) => end === 'rolledBack');
    return [...credentials]
      .filter((id) => state.ourCredentials.has(id) && !live.has(id) && !isOutOfCare(state, id))
      .map((credentialId) => ({
        key,
        credentialId,
        isUnheard: isTakenBack && enrolmentOfCredential(state, credentialId) === undefined,
      }));
  });
}

/** How many credentials stayed on keys that nobody has heard of; see {@link Orphan}. */
export function countUnheard(state: WorldState): number {
  return orphansOf(state).filter(({ isUnheard }) => isUnheard).length;
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
