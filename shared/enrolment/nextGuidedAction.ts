import type { FailureCode } from '../failure/codes.ts';
import type { Action } from './action.ts';
import type { AppearedMethod } from './appearedMethod.ts';
import type { EnrolmentState } from './enrolmentState.ts';
import { type GuidedState, RESUMABLE_MS, watchEndsAt } from './guidedWatch.ts';

/**
 * What an enrolment on Microsoft's page needs next. No key is ever at hand: its holder registers it elsewhere, the directory is
 * looked at, and what was found is judged by the profile. Nothing of the time before is ever removed, for the new key is not
 * proven; the new one only where the profile says so.
 */
export function nextGuidedAction(
  state: EnrolmentState,
  guided: GuidedState,
  { now }: { readonly now: string },
): Action {
  if (state.undoCode !== null) return rollBack(state.undoCode, guided);
  const { recognised, forbidden } = guided;
  if (recognised !== null) {
    return forbidden !== null && mayRemove(state, guided, recognised)
      ? { actor: 'backend', kind: 'removeForbidden', methodId: recognised.id, code: forbidden }
      : { actor: 'backend', kind: 'finish' };
  }
  if (state.cancelled) return rollBack('cancelled', guided);
  const [first, ...others] = guided.appeared;
  const method = guided.appeared.find(({ id }) => id === guided.chosenId);
  if (method !== undefined) return { actor: 'backend', kind: 'recogniseMethod', method };
  if (first !== undefined && others.length === 0) {
    return { actor: 'backend', kind: 'recogniseMethod', method: first };
  }
  const endsAt = watchEndsAt(guided);
  const time = Date.parse(now);
  if (time >= endsAt + RESUMABLE_MS) return rollBack('no_new_key', guided);
  if (first !== undefined) return { actor: 'person', kind: 'guide', step: 'choose' };
  return { actor: 'person', kind: 'guide', step: time < endsAt ? 'register' : 'lookAgain' };
}

/** What Graph gives no date may have been there before: that is never removed. */
function mayRemove(
  { profile }: EnrolmentState,
  { keptFor }: GuidedState,
  { createdAt }: AppearedMethod,
): boolean {
  return profile.onForbidden === 'remove' && keptFor === null && createdAt !== null;
}

/** A key that was removed from the directory keeps a passkey that signs nobody in: nobody can reach it here. */
function rollBack(code: FailureCode, { recognised }: GuidedState): Action {
  const left = recognised === null ? null : 'way_cannot_remove';
  return { actor: 'backend', kind: 'rollBack', code, left };
}
