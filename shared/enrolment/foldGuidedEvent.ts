import type { EnrolmentState } from './enrolmentState.ts';
import { type GuidedState, newWatch } from './guidedWatch.ts';
import type { JournalEvent } from './journal.ts';

/** What only enrolments of the way `guided` have in their journals. */
type GuidedEvent = Extract<
  JournalEvent,
  {
    type:
      | 'methodsAppeared'
      | 'methodChosen'
      | 'methodRecognised'
      | 'watchResumed'
      | 'forbiddenRemovalStarted'
      | 'forbiddenKept';
  }
>;

/** What such an event changes. @param at when it was journaled, ISO 8601 */
export function afterGuided(
  guided: GuidedState,
  event: GuidedEvent,
  at: string,
): Partial<EnrolmentState> {
  switch (event.type) {
    case 'methodsAppeared':
      return { guided: { ...guided, appeared: event.methods } };
    case 'methodChosen':
      return { guided: { ...guided, chosenId: event.methodId } };
    case 'methodRecognised': {
      const { id, model, displayName } = event.method;
      return {
        guided: { ...guided, recognised: event.method, forbidden: event.code },
        ...{ methodId: id, model, displayName },
      };
    }
    case 'watchResumed':
      return { guided: { ...newWatch(at), startedAt: guided.startedAt } };
    case 'forbiddenRemovalStarted':
      return {};
    case 'forbiddenKept':
      return { guided: { ...guided, keptFor: event.code } };
  }
}
