import { asSelfService } from '#bff/graph/callOrigin.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';

/** Does what no page waits for: of an enrolment that its holder began or carried on themself its calls to Graph are self-service. */
export function forWhom<T>(
  { operatorId, holder }: Pick<EnrolmentState, 'operatorId' | 'holder'>,
  work: () => T,
): T {
  return operatorId.toLowerCase() === holder.id.toLowerCase() ? asSelfService(work) : work();
}
