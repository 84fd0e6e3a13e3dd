import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { GuidedEnrolment, MyGuided, StartMyGuided } from '#shared/api/guided.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import { BeginForm } from './BeginForm.tsx';
import { Guide } from './Guide.tsx';
import { InvitationAfter, InvitedNote } from './InvitedNote.tsx';
import { askAgain, isUnderWay } from './underWay.ts';

const KEY = ['guided', 'mine'];

/** For somebody who registers a key of their own on Microsoft's page. */
export function MyGuidedPage() {
  const { loadGuided } = useServices();
  const queryClient = useQueryClient();
  const mine = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await loadGuided()).mine({ signal }),
    refetchInterval: ({ state }) => askAgain(state.data?.enrolment),
    // They come back from Microsoft's page to see it.
    refetchOnWindowFocus: 'always',
  });
  const show = (enrolment: GuidedEnrolment) =>
    queryClient.setQueryData<MyGuided>(KEY, (before) => before && { ...before, enrolment });
  const begin = useMutation({
    mutationFn: async (body: StartMyGuided) => (await loadGuided()).startMine(body),
    onSuccess: show,
  });
  const enrolment = mine.data?.enrolment ?? null;
  const isFree = enrolment === null || !isUnderWay(enrolment);
  const invitation = mine.data?.invitation ?? null;
  const profiles = invitation === null ? mine.data?.profiles : [invitation.profile];
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.tab}>{words.title}</PageHeading>
        {mine.data !== undefined && enrolment === null && (
          <>
            <p className="max-w-prose text-muted">{words.intro.holder}</p>
            <p className="max-w-prose text-muted">{words.needs}</p>
          </>
        )}
      </div>
      {mine.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={mine} />
      {enrolment !== null && <Guide side="holder" enrolment={enrolment} onChange={show} />}
      {enrolment !== null && isFree && enrolment.isInvited && (
        <InvitationAfter isOpen={invitation !== null} />
      )}
      {invitation !== null && <InvitedNote invitation={invitation} />}
      {profiles !== undefined && isFree && (
        <BeginForm
          profiles={profiles}
          label={enrolment === null || invitation !== null ? words.begin : words.beginAgain}
          isFirst={enrolment === null || invitation !== null}
          isBusy={begin.isPending}
          failure={begin.isError ? failureCodeOf(begin.error) : null}
          onBegin={(profileId) =>
            begin.mutate(invitation === null ? { profileId } : { byInvitation: true })
          }
        />
      )}
      <Link
        to="/my-keys"
        className="inline-flex min-h-11 items-center self-start text-accent-text hover:underline"
      >
        {words.myKeys}
      </Link>
    </div>
  );
}
