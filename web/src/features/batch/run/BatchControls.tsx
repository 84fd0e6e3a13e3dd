import { Pause, Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { Batch } from '#shared/api/batches.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { canWaitAgain } from '../batchState.ts';
import { useChangeBatch, useRetryFailed } from '../useBatch.ts';

interface BatchControlsProps {
  readonly batch: Batch;
  readonly isAtWork: boolean;
  /** Presses of a person, so that sound may be played from then on. */
  readonly onStart: () => void;
  readonly onStop: () => void;
}

/** Start, pause, resume, stop after this, try again. */
export function BatchControls({ batch, isAtWork, onStart, onStop }: BatchControlsProps) {
  const [asks, setAsks] = useState<'start' | 'end' | null>(null);
  const change = useChangeBatch(batch.id);
  const retry = useRetryFailed(batch.id);
  const { state, counts } = batch;
  const canStart = canWaitAgain(batch);
  const failure = change.error ?? retry.error;
  const close = () => setAsks(null);

  const start = () => {
    close();
    onStart();
    if (state !== 'running') change.mutate({ to: 'running' });
  };

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {canStart && !isAtWork && (
          <Button
            look="primary"
            icon={<Play aria-hidden size={16} />}
            onClick={() => setAsks('start')}
          >
            {words.start}
          </Button>
        )}
        {isAtWork && state === 'running' && (
          <Button
            icon={<Pause aria-hidden size={16} />}
            busy={change.isPending}
            onClick={() => change.mutate({ to: 'paused' })}
          >
            {words.pause}
          </Button>
        )}
        {isAtWork && state === 'paused' && (
          <Button
            look="primary"
            icon={<Play aria-hidden size={16} />}
            busy={change.isPending}
            onClick={() => change.mutate({ to: 'running' })}
          >
            {words.resume}
          </Button>
        )}
        {isAtWork && <Button onClick={onStop}>{words.stopHere}</Button>}
        {(state === 'running' || state === 'paused') && (
          <Button icon={<Square aria-hidden size={16} />} onClick={() => setAsks('end')}>
            {words.end}
          </Button>
        )}
        {counts.failed > 0 && canWaitAgain(batch) && (
          <Button busy={retry.isPending} onClick={() => retry.mutate()}>
            {words.retryFailed(counts.failed)}
          </Button>
        )}
      </div>
      {failure !== null && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(failure)} />
        </div>
      )}
      {asks === 'start' && (
        <Dialog
          title={words.startTitle}
          closeLabel={words.close}
          onClose={close}
          tone={batch.resetsConfirmed ? 'warning' : 'plain'}
          actions={
            <>
              <Button onClick={close}>{words.cancel}</Button>
              <Button look="primary" onClick={start}>
                {words.startYes}
              </Button>
            </>
          }
        >
          <p>{words.startHint[batch.assignment]}</p>
          <p>{words.startHeld}</p>
          {batch.resetsConfirmed && <p className="font-semibold">{words.startErases}</p>}
        </Dialog>
      )}
      {asks === 'end' && (
        <Dialog
          title={words.endTitle}
          closeLabel={words.close}
          onClose={close}
          tone="warning"
          actions={
            <>
              <Button onClick={close}>{words.cancel}</Button>
              <Button
                look="danger"
                onClick={() => {
                  close();
                  change.mutate({ to: 'end' });
                }}
              >
                {words.endYes}
              </Button>
            </>
          }
        >
          <p>{words.endText(counts.waiting)}</p>
        </Dialog>
      )}
    </div>
  );
}
