import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { ProfileVersion } from '#shared/api/profiles.ts';
import { type ProfileContent, profileContent } from '#shared/enrolment/profile.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { NotFound } from '#web/app/NotFound.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { BackLink } from './BackLink.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { ProfileEditor } from './editor/ProfileEditor.tsx';
import { sentProfile } from './sentProfile.ts';
import { useAllProfiles, useMayChange, useProfile, useProfileChange } from './useProfileBook.ts';

/** Changes a profile; each save is a version of its own. */
export function EditProfilePage({ profileId }: { readonly profileId: string }) {
  const history = useProfile(profileId);
  const mayChange = useMayChange();
  const newest = history.data?.versions[0];
  if (!mayChange) return <NotFound />;
  if (newest !== undefined) return <EditForm newest={newest} />;
  return history.isError ? (
    <FailureNotice code={failureCodeOf(history.error)} onRetry={() => void history.refetch()} />
  ) : (
    <Skeleton label={words.loading} lines={8} />
  );
}

interface Change {
  readonly basedOn: number;
  readonly content: ProfileContent;
}

function EditForm({ newest }: { readonly newest: ProfileVersion }) {
  // What this person began with. Whatever comes in later changes nothing of what they type.
  const [base] = useState(newest);
  const { id, version } = base.profile;
  const name = profileName(base.profile);
  const navigate = useNavigate();
  const others = useAllProfiles();
  const edit = useProfileChange((backend, { basedOn, content }: Change, options) =>
    backend.editProfile(id, basedOn, content, options),
  );
  const save = (wanted: Change, approval?: string) =>
    edit.mutate(
      { wanted, ...(approval !== undefined && { approval }) },
      {
        onSuccess: ({ profile }) =>
          void navigate({
            to: '/profiles/$profileId',
            params: { profileId: id },
            search: { saved: profile.version },
            ignoreBlocker: true,
          }),
      },
    );
  const code = edit.isError ? failureCodeOf(edit.error) : null;
  const isConflict = code === 'conflict' && newest.profile.version !== version;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-col">
        <BackLink />
        <PageHeading tab={words.editTitle(name)}>
          <bdi>{words.editTitle(name)}</bdi>
        </PageHeading>
      </div>
      <ProfileEditor
        initial={profileContent(base.profile)}
        isNew={base.state === 'retired'}
        takenNames={(others.data ?? [])
          .filter(({ profile, state }) => state === 'current' && profile.id !== id)
          .map(({ profile }) => profile.name)}
        saveLabel={words.saveVersion(version + 1)}
        isSaving={edit.isPending}
        failure={code === 'conflict' ? null : code}
        conflict={
          isConflict
            ? (mine) => (
                <ConflictNotice
                  base={base.profile}
                  theirs={newest}
                  isSaving={edit.isPending}
                  onSaveOver={() => save({ basedOn: newest.profile.version, content: mine })}
                />
              )
            : undefined
        }
        ask={edit.isError ? askFor(id, edit.variables.wanted) : null}
        onSave={(content, approval) => save({ basedOn: version, content }, approval)}
        onCancel={() => void navigate({ to: '/profiles/$profileId', params: { profileId: id } })}
      />
    </div>
  );
}

function askFor(profileId: string, { basedOn, content }: Change): AskApproval {
  return { action: 'editProfile', profileId, basedOn, profile: sentProfile(content) };
}
