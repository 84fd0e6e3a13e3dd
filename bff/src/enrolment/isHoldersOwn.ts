import type { OpenEnrolment } from './openEnrolment.ts';

/**
 * Whether the holder themself does it, by an invitation, and no operator carried it on since. By an invitation alone: an operator
 * who takes up what somebody else began for them is not among those.
 */
export function isHoldersOwn({ row, state }: Pick<OpenEnrolment, 'row' | 'state'>): boolean {
  return (
    row.invitationId !== null && state.operatorId.toLowerCase() === state.holder.id.toLowerCase()
  );
}
