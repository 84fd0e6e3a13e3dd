import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { PersonDetail } from '#shared/api/people.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useFreshProfiles } from '#web/app/profiles/useProfiles.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolRequest } from '#web/usecases/stationState.ts';

// Needed where the settings say so, and then not often.
const StartApproval = lazy(async () => ({
  default: (await import('./StartApproval.tsx')).StartApproval,
}));

interface EnrolButtonProps {
  /** For whom and how, as chosen at the left. */
  readonly holder: PersonDetail | null;
  readonly profile: EnrolmentProfile | null;
  /** With which key, or by which way. */
  readonly by: Pick<EnrolRequest, 'keyId' | 'way'>;
  /** The key, as it was read; left out where it is not reached by this page. */
  readonly observation?: KeyObservation | null;
}

type Wanted = Omit<EnrolRequest, 'keyId' | 'way'>;

/** Begins an enrolment, or says what is to be chosen before. */
export function EnrolButton({ holder, profile, by, observation }: EnrolButtonProps) {
  const { station } = useServices();
  const enrol = useMutation({
    mutationFn: (request: Wanted) => station.enrol({ ...request, ...by }),
    onError: useFreshProfiles(),
  });
  const reason = notYet(holder, profile);
  const wanted = enrol.variables;
  const code = enrol.isError ? failureCodeOf(enrol.error) : null;
  const needsApproval = code?.startsWith('approval_') === true;
  // Of somebody else, or by another profile, it is asked when that is tried.
  const isSame = wanted?.userId === holder?.person.id && wanted?.profileId === profile?.id;
  if (wanted !== undefined && code !== null && needsApproval && isSame) {
    return (
      <Suspense>
        <StartApproval
          code={code}
          wanted={{ ...wanted, ...by }}
          observation={observation}
          onGoOn={(approval) => enrol.mutate({ ...wanted, approval })}
        />
      </Suspense>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      {code !== null && !needsApproval && <FailureNotice code={code} />}
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
