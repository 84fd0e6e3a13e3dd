import type { GuidedEnrolment } from '#shared/api/guided.ts';

/** How often a page asks how it stands; the backend's looks at the directory are another matter. */
const ASK_AGAIN_MS = 3_000;

/** How soon to ask again: not at all once it is at its end. */
export function askAgain(enrolment: GuidedEnrolment | null | undefined): number | false {
  return enrolment != null && isUnderWay(enrolment) ? ASK_AGAIN_MS : false;
}

/** Whether anything may still happen to it. */
export function isUnderWay({ state }: GuidedEnrolment): boolean {
  return state.kind !== 'done' && state.kind !== 'removed' && state.kind !== 'ended';
}
