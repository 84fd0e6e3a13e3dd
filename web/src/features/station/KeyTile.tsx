import type { PersonDetail } from '#shared/api/people.ts';
import { keyProblem } from '#shared/enrolment/keyProblem.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { useServices } from '#web/app/providers/services.ts';
import { CheckLink } from '#web/app/tray/CheckLink.tsx';
import { canReadAgain } from '#web/app/tray/canReadAgain.ts';
import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import type { StateView } from '#web/app/tray/runView.ts';
import { KeyAbilityList, KeyFacts } from '#web/app/tray/tile/KeyFacts.tsx';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { SupportDetails } from '#web/app/tray/tile/SupportDetails.tsx';
import { TileFrame } from '#web/app/tray/tile/TileFrame.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import { EnrolButton } from './EnrolButton.tsx';

interface KeyTileProps {
  readonly stationKey: StationKey;
  /** For whom and how, as chosen at the left. */
  readonly holder: PersonDetail | null;
  readonly profile: EnrolmentProfile | null;
}

/** A plugged key that no enrolment uses yet. */
export function KeyTile({ stationKey, holder, profile }: KeyTileProps) {
  const { station } = useServices();
  const { observation } = stationKey;
  const problem =
    stationKey.failure ??
    (observation !== null && profile !== null ? keyProblem(observation, profile) : null);
  return (
    <TileFrame
      name={keyTitle(observation?.identity ?? null, stationKey.productName)}
      productName={stationKey.productName}
      identity={observation === null ? null : identityLine(observation.identity)}
    >
      <StateWord {...keyState(stationKey, problem)} />
      {stationKey.state === 'failed' && problem !== null && (
        <FailureNotice
          code={problem}
          {...(canReadAgain(stationKey) && { onRetry: () => station.readAgain(stationKey.id) })}
        />
      )}
      {stationKey.state === 'failed' && <CheckLink />}
      {stationKey.state === 'ready' && problem !== null && !stationKey.operatorsOwn && (
        <FailureNotice code={problem} />
      )}
      {observation !== null && <KeyFacts observation={observation} />}
      {stationKey.state === 'ready' && problem === null && !stationKey.operatorsOwn && (
        <EnrolButton
          holder={holder}
          profile={profile}
          by={{ keyId: stationKey.id }}
          observation={observation}
        />
      )}
      <div className="-mb-2 flex flex-col items-start">
        {observation !== null && (
          <Disclosure summary={words.supports}>
            <KeyAbilityList observation={observation} />
          </Disclosure>
        )}
        <SupportDetails stationKey={stationKey} run={null} />
      </div>
    </TileFrame>
  );
}

function keyState(stationKey: StationKey, problem: FailureCode | null): Omit<StateView, 'failure'> {
  const { states, hints } = words;
  if (stationKey.state === 'reading') {
    return { word: states.checking, hint: hints.checking, icon: 'work', tone: 'work' };
  }
  if (stationKey.operatorsOwn) {
    return { word: states.ownKey, hint: hints.ownKey, icon: 'stopped', tone: 'bad' };
  }
  if (problem !== null) {
    const word = canReadAgain(stationKey) ? states.stopped : states.unusable;
    return { word, hint: null, icon: 'stopped', tone: 'bad' };
  }
  return { word: states.ready, hint: null, icon: 'ready', tone: 'quiet' };
}
