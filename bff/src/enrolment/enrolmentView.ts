import { profileOnWire } from '#bff/profiles/profileOnWire.ts';
import type { ActionView, Enrolment } from '#shared/api/index.ts';
import type { Action } from '#shared/enrolment/action.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEntry, JournalEvent } from '#shared/enrolment/journal.ts';
import { undoReason } from '#shared/enrolment/nextUndoAction.ts';
import { type EnrolmentProfile, pinDisclosure } from '#shared/enrolment/profile.ts';
import { progress } from '#shared/enrolment/progress.ts';
import type { Way } from '#shared/enrolment/way.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/** What an enrolment is shown from. */
export interface Shown {
  readonly id: string;
  readonly state: EnrolmentState;
  readonly entries: readonly JournalEntry[];
  readonly action: Action;
  readonly view: ActionView;
}

const DELIVERY_OF_OURS = {
  holderOnly: 'holderReveals',
  operatorOnce: 'operatorTells',
  sealedLetter: 'letter',
} as const;

function pinDelivery({ pin }: EnrolmentProfile, way: Way): Enrolment['pinDelivery'] {
  // The browser asks for it, and has one set where there is none.
  if (way !== 'webhid') return 'holderKnows';
  const disclosure = pinDisclosure(pin);
  if (disclosure !== null) return DELIVERY_OF_OURS[disclosure];
  return pin.source === 'typedByHolder' ? 'holderTyped' : 'holderKnows';
}

/** Writes an enrolment as the page sees it. */
export function enrolmentView({ id, state, entries, action, view }: Shown): Enrolment {
  const { holder, profile, key } = state;
  return {
    id,
    seq: state.seq,
    startedAt: entries[0]?.at ?? '',
    updatedAt: entries.at(-1)?.at ?? '',
    operatorId: state.operatorId,
    way: state.way,
    holder,
    profile: profileOnWire(profile),
    key: key && { identity: key.identity, productName: key.productName, model: state.model },
    steps: progress(state, action),
    action: view,
    pinDelivery: pinDelivery(profile, state.way),
    displayName: state.methodId === null ? null : state.displayName,
    methodId: state.methodId,
    lastFailure: lastFailure(entries) ?? openQuestion(state),
    takingBack: state.end === null ? undoReason(state, null) : null,
    policySkipped: [...state.policySkipped],
  };
}

/** Why the last try went wrong; null once something a person or the key did went well after it. */
export function lastFailure(entries: readonly JournalEntry[]): FailureCode | null {
  for (const { event } of entries.toReversed()) {
    const code = failureOf(event);
    if (code !== null) return code;
    if (!isPreparation(event)) return null;
  }
  return null;
}

/** A POST without an answer is no line of the journal; only that nobody knows what became of it. */
function openQuestion({ post, methodId }: EnrolmentState): FailureCode | null {
  return post.kind === 'unknown' && methodId === null ? 'graph_outcome_unknown' : null;
}

function failureOf(event: JournalEvent): FailureCode | null {
  switch (event.type) {
    case 'stepFailed':
    case 'postRefused':
    case 'postNotExecuted':
    case 'credentialVoided':
    case 'oldKeyKept':
    case 'registrationUndone':
      return event.code;
    case 'proofFailed':
      return 'proof_failed';
    case 'pinRejected':
      return 'pin_invalid';
    default:
      return null;
  }
}

/** What the backend writes before the next try: it does not make the failure before it any better. */
function isPreparation({ type }: JournalEvent): boolean {
  return (
    type === 'carriedOn' ||
    type === 'proofAsked' ||
    type === 'optionsIssued' ||
    type === 'credentialStarted' ||
    type === 'pinSetStarted' ||
    type === 'resetStarted' ||
    type === 'postStarted' ||
    type === 'absentSeen' ||
    type === 'finished'
  );
}
