import { useMutation } from '@tanstack/react-query';
import type { PersonDetail } from '#shared/api/people.ts';
import { keyProblem } from '#shared/enrolment/keyProblem.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { useFreshProfiles } from '#web/app/profiles/useProfiles.ts';
import { useServices } from '#web/app/providers/services.ts';
import { CheckLink } from '#web/app/tray/CheckLink.tsx';
import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import type { StateView } from '#web/app/tray/runView.ts';
import { KeyAbilityList, KeyFacts } from '#web/app/tray/tile/KeyFacts.tsx';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { SupportDetails } from '#web/app/tray/tile/SupportDetails.tsx';
import { TileFrame } from '#web/app/tray/tile/TileFrame.tsx';
import { Button } from '#web/components/Button.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { FailureNotice, failureCodeOf } from '#web/components/FailureNotice.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.en.ts';
import type { EnrolRequest, StationKey } from '#web/usecases/stationState.ts';

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
          {...(isLasting(problem) ? {} : { onRetry: () => station.readAgain(stationKey.id) })}
        />
      )}
      {stationKey.state === 'failed' && <CheckLink />}
      {stationKey.state === 'ready' && problem !== null && !stationKey.operatorsOwn && (
        <FailureNotice code={problem} />
      )}
      {observation !== null && <KeyFacts observation={observation} />}
      {stationKey.state === 'ready' && problem === null && !stationKey.operatorsOwn && (
        <EnrolAction stationKey={stationKey} holder={holder} profile={profile} />
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
    const isUnread = stationKey.state === 'failed' && !isLasting(problem);
    const word = isUnread ? states.stopped : states.unusable;
    return { word, hint: null, icon: 'stopped', tone: 'bad' };
  }
  return { word: states.ready, hint: null, icon: 'ready', tone: 'quiet' };
}

/** What a key is stays as it is, however often it is read. */
function isLasting(problem: FailureCode): boolean {
  return problem === 'key_without_fido2';
}

function EnrolAction({ stationKey, holder, profile }: KeyTileProps) {
  const { station } = useServices();
  const enrol = useMutation({
    mutationFn: (request: Required<Omit<EnrolRequest, 'keyId'>>) =>
      station.enrol({ ...request, keyId: stationKey.id }),
    onError: useFreshProfiles(),
  });
  const reason = notYet(holder, profile);
  return (
    <div className="flex flex-col gap-2">
      {enrol.isError && <FailureNotice code={failureCodeOf(enrol.error)} />}
      <Button
        look="primary"
        disabled={reason !== null}
        busy={enrol.isPending}
        onClick={() => {
          if (holder === null || profile === null) return;
          enrol.mutate({
            userId: holder.person.id,
            profileId: profile.id,
            profileVersion: profile.version,
          });
        }}
      >
        {words.enrol}
        {reason === null && holder !== null && (
          <span className="max-w-48 truncate font-normal">
            {words.enrolFor} <bdi>{holder.person.displayName}</bdi>
          </span>
        )}
      </Button>
      {reason !== null && <p className="text-center text-muted">{reason}</p>}
    </div>
  );
}

function notYet(holder: PersonDetail | null, profile: EnrolmentProfile | null): string | null {
  if (holder === null) return words.needPerson;
  if (holder.problems.length > 0) return words.personRefused;
  return profile === null ? words.needProfile : null;
}
