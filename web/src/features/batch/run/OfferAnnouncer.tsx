import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import type { KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import { offerView } from './offerView.ts';

interface OfferAnnouncerProps {
  readonly keys: readonly StationKey[];
  readonly offers: ReadonlyMap<string, KeyOffer>;
}

/** Reads out where the keys stand that no enrolment uses, a line for each. What the batch refuses is an alert on its tile. */
export function OfferAnnouncer({ keys, offers }: OfferAnnouncerProps) {
  return (
    <div role="log" aria-live="polite" aria-relevant="additions text" className="sr-only">
      {keys
        .filter(({ enrolmentId }) => enrolmentId === null)
        .map((key) => {
          const { word, hint } = offerView(key, offers.get(key.id));
          const identity = key.observation?.identity ?? null;
          const why = key.failure === null ? hint : describeFailure(key.failure).title;
          return (
            <p key={key.id}>
              {keyTitle(identity, key.productName)}
              {identity !== null && `, ${identityLine(identity)}`}: {word}. {why}
            </p>
          );
        })}
    </div>
  );
}
