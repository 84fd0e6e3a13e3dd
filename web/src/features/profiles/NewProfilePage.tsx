import { useNavigate } from '@tanstack/react-router';
import { profileContent } from '#shared/enrolment/profile.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { NotFound } from '#web/app/NotFound.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { BackLink } from './BackLink.tsx';
import { NEW_PROFILE } from './editor/draft.ts';
import { NewProfileForm } from './NewProfileForm.tsx';
import { useMayChange, useProfile } from './useProfileBook.ts';

/** Writes a new profile, from nothing or from one that is there. */
export function NewProfilePage({ from }: { readonly from: string | undefined }) {
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const leave = () => void navigate({ to: '/profiles' });
  if (!mayChange) return <NotFound />;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-col">
        <BackLink />
        <PageHeading tab={words.newTitle}>{words.newTitle}</PageHeading>
        {from === undefined && <p className="text-muted">{words.newIntro}</p>}
      </div>
      {from === undefined ? (
        <NewProfileForm initial={NEW_PROFILE} onCancel={leave} />
      ) : (
        <CopyForm from={from} onCancel={leave} />
      )}
    </div>
  );
}

interface CopyFormProps {
  readonly from: string;
  readonly onCancel: () => void;
}

function CopyForm({ from, onCancel }: CopyFormProps) {
  const history = useProfile(from);
  const profile = history.data?.versions[0]?.profile;
  if (history.isError) {
    return (
      <FailureNotice code={failureCodeOf(history.error)} onRetry={() => void history.refetch()} />
    );
  }
  if (profile === undefined) return <Skeleton label={words.loading} lines={8} />;
  const initial = { ...profileContent(profile), name: words.copyName(profileName(profile)) };
  return <NewProfileForm initial={initial} onCancel={onCancel} />;
}
