import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { timeAhead } from '#web/presentation/timeAhead.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';

/** Until when the challenge lives that the key is to sign, while it is. */
export function ChallengeEnd({ run }: { readonly run: EnrolmentRun }) {
  const { action } = run.enrolment;
  if (action.kind !== 'makeCredential') return null;
  return <p className="text-muted">{words.touchUntil(timeAhead(action.expiresAt))}</p>;
}
