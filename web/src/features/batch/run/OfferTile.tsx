import type { Batch } from '#shared/api/batches.ts';
import { useServices } from '#web/app/providers/services.ts';
import { canReadAgain } from '#web/app/tray/canReadAgain.ts';
import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { SupportDetails } from '#web/app/tray/tile/SupportDetails.tsx';
import { TileFrame } from '#web/app/tray/tile/TileFrame.tsx';
import { WinkButton } from '#web/app/tray/tile/WinkButton.tsx';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import type { BatchDesk, KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import { offerView } from './offerView.ts';
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
      {failure !== null && (
        <FailureNotice
          code={failure}
          {...(canReadAgain(stationKey) && { onRetry: () => station.readAgain(id) })}
        />
      )}
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
        {stationKey.canWink && <WinkButton keyId={id} />}
        <SupportDetails stationKey={stationKey} run={null} />
      </div>
    </TileFrame>
  );
}
