import type { Batch } from '#shared/api/batches.ts';
import { type EmptyTray, KeyTray } from '#web/app/tray/KeyTray.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import type { BatchDesk, BatchDeskState } from '#web/usecases/batch/batchDesk.ts';
import type { StationState } from '#web/usecases/stationState.ts';
import { PLAIN_CHALLENGE_MINUTES } from '../batchState.ts';
import { ChallengeEnd } from './ChallengeEnd.tsx';
import { OfferTile } from './OfferTile.tsx';

interface BatchTrayProps {
  readonly batch: Batch;
  readonly desk: BatchDesk;
  readonly deskState: BatchDeskState;
  readonly station: StationState;
}

/** A tile for each plugged key and each enrolment at this station. */
export function BatchTray({ batch, desk, deskState, station }: BatchTrayProps) {
  const isLongLived = batch.challengeMinutes > PLAIN_CHALLENGE_MINUTES;
  return (
    <KeyTray
      mayCrowd
      state={station}
      runNote={isLongLived ? (run) => <ChallengeEnd run={run} /> : undefined}
      empty={emptyTray(batch, deskState.isAtWork)}
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

function emptyTray(batch: Batch, isAtWork: boolean): EmptyTray {
  if (batch.state === 'ended') return { title: words.hasEnded, text: '', chooser: null };
  // A key that is under way may have to be found once more.
  const chooser = isAtWork && batch.state === 'running' ? 'primary' : 'secondary';
  if (batch.state === 'stopping') {
    return { title: words.isEnding, text: words.isEndingHint, chooser };
  }
  if (!isAtWork) return { title: words.notAtWork, text: words.notAtWorkHint, chooser };
  if (batch.state === 'paused') {
    return { title: words.states.paused, text: words.waitingElsewhere, chooser };
  }
  if (batch.counts.waiting === 0) {
    return { title: words.allDone, text: words.allDoneHint, chooser: 'secondary' };
  }
  const hints = {
    next: words.atWorkHint,
    serials: words.atWorkSerials,
    pick: words.atWorkPick,
  } as const;
  return { title: words.atWork, text: hints[batch.assignment], chooser };
}
