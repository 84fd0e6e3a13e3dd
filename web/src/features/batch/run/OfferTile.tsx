import type { Batch } from '#shared/api/batches.ts';
import { useServices } from '#web/app/providers/services.ts';
import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import type { StateView } from '#web/app/tray/runView.ts';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { SupportDetails } from '#web/app/tray/tile/SupportDetails.tsx';
import { TileFrame } from '#web/app/tray/tile/TileFrame.tsx';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { stationMessages } from '#web/presentation/messages.station.ts';
import type { BatchDesk, KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import { PickPerson } from './PickPerson.tsx';

interface OfferTileProps {
  readonly stationKey: StationKey;
  readonly offer: KeyOffer | undefined;
  readonly batch: Batch;
  readonly desk: BatchDesk;
}

/** A plugged key that no enrolment uses: where it stands with the batch. */
export function OfferTile({ stationKey, offer, batch, desk }: OfferTileProps) {
  const { station } = useServices();
  const { observation, failure, id } = stationKey;
  const view = offerView(stationKey, offer);
  return (
    <TileFrame
      name={keyTitle(observation?.identity ?? null, stationKey.productName)}
      productName={stationKey.productName}
      identity={observation === null ? null : identityLine(observation.identity)}
    >
      <StateWord {...view} />
      {failure !== null && <FailureNotice code={failure} />}
      {failure === null && offer !== undefined && 'code' in offer && (
        <div role="alert">
          <FailureNotice code={offer.code} />
        </div>
      )}
      {offer?.state === 'unassigned' && (
        <PickPerson batchId={batch.id} onPick={(userId) => desk.pick(id, userId)} />
      )}
      {failure === null && offer?.state === 'held' && (
        <Button look="primary" onClick={() => desk.takeAnyway(id)}>
          {words.offer.useAnyway}
        </Button>
      )}
      {failure === null && offer?.state === 'refused' && (
        <Button onClick={() => desk.takeAnyway(id)}>
          {offer.code === 'key_looks_used' ? words.offer.anotherKey : words.offer.askAgain}
        </Button>
      )}
      <div className="-mb-2 flex flex-col items-start gap-2">
        {stationKey.canWink && (
          <Button
            look="quiet"
            title={words.winkHint}
            onClick={() => void station.wink(id).catch(() => undefined)}
          >
            {words.wink}
          </Button>
        )}
        <SupportDetails stationKey={stationKey} run={null} />
      </div>
    </TileFrame>
  );
}

type OfferView = Omit<StateView, 'failure'>;

function offerView(key: StationKey, offer: KeyOffer | undefined): OfferView {
  const { states, hints } = stationMessages;
  if (key.state === 'reading') {
    return { word: states.checking, hint: hints.checking, icon: 'work', tone: 'work' };
  }
  if (key.operatorsOwn) {
    return { word: states.ownKey, hint: hints.ownKey, icon: 'stopped', tone: 'bad' };
  }
  if (key.failure !== null) {
    return { word: states.unusable, hint: null, icon: 'stopped', tone: 'bad' };
  }
  const { offer: texts } = words;
  switch (offer?.state) {
    case 'held':
      return { word: texts.held, hint: texts.heldHint, icon: 'ready', tone: 'quiet' };
    case 'unassigned':
      return { word: texts.unassigned, hint: texts.unassignedHint, icon: 'person', tone: 'call' };
    case 'offering':
    case 'taken':
      return { word: texts.offering, hint: null, icon: 'work', tone: 'work' };
    case 'later':
      return { word: texts.later, hint: texts.laterHint, icon: 'wait', tone: 'work' };
    case 'refused':
      return { word: texts.refused, hint: null, icon: 'stopped', tone: 'bad' };
    default:
      return { word: texts.idle, hint: null, icon: 'ready', tone: 'quiet' };
  }
}
