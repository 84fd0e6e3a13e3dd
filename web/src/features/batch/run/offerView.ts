import type { StateView } from '#web/app/tray/runView.ts';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { stationMessages } from '#web/presentation/messages.station.ts';
import type { KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import type { StationKey } from '#web/usecases/stationState.ts';

type OfferView = Omit<StateView, 'failure'>;

/** What the tile of a key says that no enrolment uses. */
export function offerView(
  key: Pick<StationKey, 'state' | 'failure' | 'operatorsOwn'>,
  offer: KeyOffer | undefined,
): OfferView {
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
