import type { RemovalDetail } from '#shared/api/removals.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { clockTime } from '#web/app/approvals/clockTime.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';
import { useStopRemoval } from './useRemovals.ts';

interface StopRemovalProps {
  readonly removal: RemovalDetail;
  readonly mayStop: boolean;
}

/** When it begins, or that it goes on, and the way to stop it: one press, no question. */
export function StopRemoval({ removal, mayStop }: StopRemovalProps) {
  const stop = useStopRemoval(removal.id);
  const isWaiting = removal.state === 'waiting';
  const button = (
    <Button look="danger" busy={stop.isPending} onClick={() => stop.mutate(undefined)}>
      {words.stop}
    </Button>
  );
  return (
    <>
      <Notice
        tone="warning"
        title={isWaiting ? words.waitingTitle(clockTime(removal.dueAt)) : words.runningTitle}
        action={mayStop ? button : undefined}
      >
        <p>{isWaiting ? words.waitingText : words.runningText}</p>
      </Notice>
      {stop.isError && <FailureNotice code={failureCodeOf(stop.error)} />}
    </>
  );
}
