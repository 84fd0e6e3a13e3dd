import type { Batch } from '#shared/api/batches.ts';
import { KeyTray } from '#web/app/tray/KeyTray.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import type { BatchDesk, BatchDeskState } from '#web/usecases/batch/batchDesk.ts';
import type { StationState } from '#web/usecases/stationState.ts';
import { OfferTile } from './OfferTile.tsx';

interface BatchTrayProps {
  readonly batch: Batch;
  readonly desk: BatchDesk;
  readonly deskState: BatchDeskState;
  readonly station: StationState;
}

/** A tile for each plugged key and each enrolment at this station. */
export function BatchTray({ batch, desk, deskState, station }: BatchTrayProps) {
  return (
    <KeyTray
      mayCrowd
      state={station}
      empty={emptyWords(batch, deskState.isAtWork)}
      freeTile={(stationKey) => (
        <OfferTile
          stationKey={stationKey}
          offer={deskState.offers.get(stationKey.id)}
          batch={batch}
          desk={desk}
        />
      )}
    />
  );
}

function emptyWords(batch: Batch, isAtWork: boolean): { title: string; text: string } {
  if (batch.state === 'ended') return { title: words.hasEnded, text: '' };
  if (batch.state === 'stopping') return { title: words.isEnding, text: words.isEndingHint };
  if (!isAtWork) return { title: words.notAtWork, text: words.notAtWorkHint };
  if (batch.state === 'paused') return { title: words.states.paused, text: words.waitingElsewhere };
  if (batch.counts.waiting === 0) return { title: words.allDone, text: words.allDoneHint };
  const hints = {
    next: words.atWorkHint,
    serials: words.atWorkSerials,
    pick: words.atWorkPick,
  } as const;
  return { title: words.atWork, text: hints[batch.assignment] };
}
