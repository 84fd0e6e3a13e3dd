import { useMutation } from '@tanstack/react-query';
import type { PersonDetail } from '#shared/api/people.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { useFreshProfiles } from '#web/app/profiles/useProfiles.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice, failureCodeOf } from '#web/components/FailureNotice.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolRequest } from '#web/usecases/stationState.ts';

interface EnrolButtonProps {
  /** For whom and how, as chosen at the left. */
  readonly holder: PersonDetail | null;
  readonly profile: EnrolmentProfile | null;
  /** With which key, or by which way. */
  readonly by: Pick<EnrolRequest, 'keyId' | 'way'>;
}

/** Begins an enrolment, or says what is to be chosen before. */
export function EnrolButton({ holder, profile, by }: EnrolButtonProps) {
  const { station } = useServices();
  const enrol = useMutation({
    mutationFn: (request: Required<Omit<EnrolRequest, 'keyId' | 'way'>>) =>
      station.enrol({ ...request, ...by }),
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
