import type { KnownEnrolment } from './books.ts';
import type { HistoryEvent } from './historyEvent.ts';
import type { Judge, Report } from './judge.ts';
import { enrolmentOfCredential, keyOf, type WorldState } from './worldState.ts';

/** What becomes of methods in the directory. */
export const judgeTenant: Judge = (state, event, report) => {
  switch (event.kind) {
    case 'optionsAsked': {
      const isHolder = [...state.books.enrolments.values()].some(
        ({ holderId, end }) => holderId === event.userId && end === null,
      );
      if (!isHolder) report('I5', `options were asked for ${event.userId}, who gets no key`);
      return;
    }
    case 'methodCreated':
      if (event.byUs) judgeCreation(state, event, report);
      return;
    case 'methodDeleted':
      return judgeDeletion(state, event, report);
    default:
      // The other effects are other judges' business.
      return;
  }
};

function judgeCreation(
  state: WorldState,
  { userId, methodId, credentialId }: Extract<HistoryEvent, { kind: 'methodCreated' }>,
  report: Report,
): void {
  const enrolment = enrolmentOfCredential(state, credentialId);
  if (enrolment === undefined) {
    report('I7', `method ${methodId} was made of a credential that no journal knows`);
    return;
  }
  if (!enrolment.seen.has('postStarted')) {
    report('I7', `method ${methodId} was made before postStarted was journaled`);
  }
  if (!enrolment.auditIntents.has('register')) {
    report('I7', `method ${methodId} was made without an intent in the audit log`);
  }
  if (enrolment.holderId !== userId) {
    report('I5', `method ${methodId} was made for ${userId} instead of ${enrolment.holderId}`);
  }
  for (const other of state.methods.values()) {
    if (other.byUs && enrolment.credentials.has(other.credentialId)) {
      report('I4', `a second live method, ${methodId}, for one enrolment`);
    }
  }
  judgeCarrier(state, enrolment, credentialId, report);
}

/** The credential is on the bound key, and its PIN is known to us or to a person. */
function judgeCarrier(
  state: WorldState,
  enrolment: KnownEnrolment,
  credentialId: string,
  report: Report,
): void {
  const [carrier] =
    [...state.keys].find(([, { credentials }]) => credentials.has(credentialId)) ?? [];
  if (carrier === undefined) {
    report('I2', 'a live method whose credential is on no key');
    return;
  }
  if (carrier !== enrolment.key) {
    report('I5', `the credential of ${enrolment.id} is on key ${carrier}, not on the bound one`);
  }
  const { pinHash } = keyOf(state, carrier);
  const escrowed = state.books.escrow.get(enrolment.id)?.pinHash;
  const isKnown = pinHash !== null && (pinHash === escrowed || state.knownPins.has(pinHash));
  if (!isKnown) report('I2', `a live method on key ${carrier}, whose PIN nobody knows`);
}

function judgeDeletion(
  state: WorldState,
  { methodId, userId }: Extract<HistoryEvent, { kind: 'methodDeleted' }>,
  report: Report,
): void {
  const method = state.methods.get(methodId);
  if (method === undefined) return;
  const own = enrolmentOfCredential(state, method.credentialId);
  if (own !== undefined && own.end === null) {
    if (!own.auditIntents.has('undoRegistration')) {
      report('I7', `method ${methodId} was taken back without an intent in the audit log`);
    }
    return;
  }
  const replacing = [...state.books.enrolments.values()].find(
    ({ end, holderId, methodsBefore }) =>
      end === null && holderId === userId && methodsBefore.includes(methodId),
  );
  if (replacing === undefined) {
    report('I9', `method ${methodId} was deleted, which no enrolment replaces`);
    return;
  }
  if (!replacing.removalsStarted.has(methodId)) {
    report('I7', `method ${methodId} was deleted before the journal said so`);
  }
  const isLive = [...state.methods.values()].some(({ credentialId }) =>
    replacing.credentials.has(credentialId),
  );
  if (!replacing.seen.has('proved') || !isLive) {
    report('I9', `old method ${methodId} was deleted before the new one was proven`);
  }
}
