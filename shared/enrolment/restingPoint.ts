import type { FailureCode } from '../failure/codes.ts';
import type { Action, GuideStep } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import type { KeyIdentity } from './keyIdentity.ts';
import { type Circumstances, nextAction } from './nextAction.ts';
import { undoReason } from './nextUndoAction.ts';
import type { KeyObservation } from './observation.ts';
import { type ProgressStep, progress } from './progress.ts';

/** The one thing to do about an enrolment that nobody works on. */
export type RestingPoint =
  /** No key was touched yet: any key that is meant for the person will do. */
  | { readonly kind: 'plugAnyKey' }
  /** Nothing is known of the key: it carries on in the browser that asks for it. */
  | { readonly kind: 'goOnInBrowser' }
  /** Plug this key in; it carries on by itself and nothing on the key is erased. */
  | { readonly kind: 'plugKey'; readonly key: KeyIdentity }
  /** Plug this key in and say whether it may be erased. `code`: why it has to be; null where the profile asks for it. */
  | {
      readonly kind: 'confirmReset';
      readonly key: KeyIdentity;
      readonly code: FailureCode | null;
    }
  /** Plug this key in; its erasing was agreed to, or it held nothing, and is carried through. */
  | { readonly kind: 'finishReset'; readonly key: KeyIdentity }
  /** Plug this key in so that its passkey is removed; everything else was taken back. `code`: why. */
  | { readonly kind: 'takeBack'; readonly key: KeyIdentity; readonly code: FailureCode }
  /** Its holder registers the key on Microsoft's page, or says there which one it is. */
  | { readonly kind: 'guide'; readonly step: GuideStep }
  /** Nobody has to do anything: the backend goes on by itself, not before `until` (ISO 8601 UTC) where one is named. */
  | { readonly kind: 'wait'; readonly until: string | null }
  /** It is at its end. */
  | { readonly kind: 'nothing' };

/** How an enrolment rests: what to do next and the step it stopped at; null once it has none left. */
export interface Rest {
  readonly next: RestingPoint;
  readonly stoppedAt: ProgressStep | null;
}

/** The time and the directory's delay, as for {@link nextAction}; there is no key to look at. */
export type RestingCircumstances = Pick<Circumstances, 'now' | 'settleMs'>;

/**
 * Says what somebody has to do so that an enrolment comes to its end, from the journal alone. What would follow once the
 * key is plugged in is asked of {@link nextAction}, with the key as this enrolment must have left it; where that is not
 * certain the answer only ever promises less ("confirm that it may be erased" instead of "nothing will be erased").
 *
 * @param action the next action without a key, where the caller knows better than the journal does, such as a pause
 * before another try; {@link nextAction} where absent.
 */
export function restingPoint(
  state: EnrolmentState,
  { now, settleMs }: RestingCircumstances,
  action: Action = nextAction(state, { key: null, now, settleMs }),
): Rest {
  const { key: bound } = state;
  switch (action.actor) {
    case 'nobody':
      return { next: { kind: 'nothing' }, stoppedAt: null };
    case 'backend':
      return resting(state, action, { kind: 'wait', until: null });
    case 'person':
      if (action.kind === 'waitForTenant') {
        return resting(state, action, { kind: 'wait', until: action.until });
      }
      if (action.kind === 'guide') {
        return resting(state, action, { kind: 'guide', step: action.step });
      }
      break;
    case 'page':
      break;
  }
  if (state.way !== 'webhid') return resting(state, action, { kind: 'goOnInBrowser' });
  if (bound === null) return { next: { kind: 'plugAnyKey' }, stoppedAt: 'read' };
  const plugged = nextAction(state, { key: asLeft(state, bound), now, settleMs });
  return resting(state, plugged, withKey(state, bound.identity, plugged));
}

function withKey(state: EnrolmentState, key: KeyIdentity, plugged: Action): RestingPoint {
  switch (plugged.kind) {
    case 'confirmReset':
      return { kind: 'confirmReset', key, code: plugged.code };
    case 'startReset':
    case 'resetKey':
      return { kind: 'finishReset', key };
    case 'rollBack':
      return { kind: 'takeBack', key, code: plugged.code };
    case 'findCredentials':
    case 'removeCredential': {
      const code = undoReason(state, null);
      return code === null ? { kind: 'plugKey', key } : { kind: 'takeBack', key, code };
    }
    default:
      return { kind: 'plugKey', key };
  }
}

/** The key as it must be by what the journal says of it. What the journal cannot know is what asks for least. */
function asLeft(state: EnrolmentState, bound: KeyObservation): KeyObservation {
  const isErased = state.reset === 'done';
  const hadPin = bound.hasPin && !isErased;
  const gotPin = state.pin === 'set' || state.pin === 'rejected';
  return {
    ...bound,
    hasPin: hadPin || gotPin || state.reset === 'started',
    pinRetries: null,
    needsPowerCycle: false,
    forcePinChange: isErased ? false : bound.forcePinChange,
    // A registered credential that is gone from the key shows only when the key is read.
    holds: null,
  };
}

function resting(state: EnrolmentState, action: Action, next: RestingPoint): Rest {
  const steps = progress(state, action);
  const at =
    steps.find((step) => step.state === 'current') ??
    steps.find((step) => step.state === 'pending');
  return { next, stoppedAt: at?.name ?? null };
}
