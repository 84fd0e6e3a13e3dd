import { useMutation } from '@tanstack/react-query';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { GuidedEnrolment } from '#shared/api/guided.ts';
import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { usePerson } from '#web/app/people/usePerson.ts';
import { useProfiles } from '#web/app/profiles/useProfiles.ts';
import { useServices } from '#web/app/providers/services.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import { BeginForm } from './BeginForm.tsx';

interface Begin {
  readonly userId: string;
  readonly profileId: string;
  readonly approval?: string;
}

function askFor({ userId, profileId }: Begin): AskApproval {
  return { action: 'startEnrolment', userId, profileId, way: 'guided', key: null };
}

interface StationBeginProps {
  /** Undefined: nobody was chosen at the Station. */
  readonly userId: string | undefined;
  readonly profileId: string | undefined;
  readonly onBegun: (enrolment: GuidedEnrolment) => void;
}

/** For whom, and by which profile of those that accept this way. */
export function StationBegin({ userId, profileId, onBegun }: StationBeginProps) {
  const { loadGuided } = useServices();
  const person = usePerson(userId);
  const profiles = useProfiles();
  const begin = useMutation({
    mutationFn: async ({ approval, ...body }: Begin) =>
      (await loadGuided()).start(body, { approval }),
    onSuccess: onBegun,
  });
  if (userId === undefined) return <p>{words.noPerson}</p>;
  const failed = [person, profiles].find(({ isError }) => isError);
  if (failed !== undefined) {
    return (
      <FailureNotice
        code={failureCodeOf(failed.error)}
        onRetry={() => void failed.refetch()}
        isRetrying={failed.isFetching}
      />
    );
  }
  if (person.data === undefined || profiles.data === undefined) {
    return <Skeleton label={words.loading} />;
  }
  return (
    <>
      <section aria-label={words.forWhom}>
        <PersonLine person={person.data.person} />
      </section>
      <BeginForm
        profiles={profiles.data
          .filter((profile) => acceptedWays(profile).includes('guided'))
          .map((profile) => ({ ...profile, allowedAaguids: [...profile.allowedAaguids] }))}
        wish={profileId}
        label={words.begin}
        isBusy={begin.isPending}
        failure={begin.isError ? failureCodeOf(begin.error) : null}
        approval={
          begin.isError
            ? {
                ask: askFor(begin.variables),
                onGoOn: (approval) => begin.mutate({ ...begin.variables, approval }),
              }
            : null
        }
        onBegin={(id) => begin.mutate({ userId, profileId: id })}
      />
    </>
  );
}
