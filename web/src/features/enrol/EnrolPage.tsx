import '#web/presentation/laterFailures.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import { Invited } from './Invited.tsx';
import { NotInvited } from './NotInvited.tsx';
import { OWN_INVITATION_KEY } from './ownInvitationKey.ts';

/** How often a page asks whether the key has appeared in Entra. */
const ASK_AGAIN_MS = 3_000;

/** For somebody who was invited to set up a security key of their own. */
export function EnrolPage() {
  const { ownEnrolment, signInAttempts } = useServices();
  const own = useQuery({
    queryKey: OWN_INVITATION_KEY,
    queryFn: ({ signal }) => ownEnrolment.invitation({ signal }),
    // They come back from the guide to Microsoft's page, or wait here for what the backend looks for.
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => state.data?.enrolmentWay === 'guided' && ASK_AGAIN_MS,
  });
  // Nobody having invited them is an answer too.
  const isAnswered = own.isSuccess || (own.isError && failureCodeOf(own.error) === 'not_found');
  useEffect(() => {
    if (isAnswered) signInAttempts.clear();
  }, [isAnswered, signInAttempts]);
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <PageHeading tab={words.tab}>{words.title}</PageHeading>
      {own.isPending && <Skeleton label={words.loading} />}
      {own.data !== undefined && <Invited invitation={own.data} />}
      {own.isError && own.data === undefined && (
        <NotInvited
          error={own.error}
          isRetrying={own.isFetching}
          onRetry={() => void own.refetch()}
        />
      )}
    </div>
  );
}
