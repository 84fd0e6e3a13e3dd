import type { OpenEnrolment } from '#bff/enrolment/openEnrolment.ts';
import type { BoundHow } from '#shared/api/index.ts';

/** Who is behind what an enrolment did: its operator, or its holder themself. */
export function eventActor({ row, state }: Pick<OpenEnrolment, 'row' | 'state'>): {
  readonly how: BoundHow;
  readonly actorId: string;
  readonly actorName: string | null;
} {
  const actorId = state.operatorId.toLowerCase();
  const isSelf = actorId === state.holder.id.toLowerCase();
  return {
    how: isSelf ? 'self' : 'operator',
    actorId,
    actorName: isSelf ? null : row.operatorName,
  };
}
