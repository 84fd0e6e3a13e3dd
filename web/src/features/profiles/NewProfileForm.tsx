import { useNavigate } from '@tanstack/react-router';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { ProfileEditor } from './editor/ProfileEditor.tsx';
import { sentProfile } from './sentProfile.ts';
import { useAllProfiles, useProfileChange } from './useProfileBook.ts';

interface NewProfileFormProps {
  readonly initial: ProfileContent;
  readonly onCancel: () => void;
}

/** The form for a profile that is not there yet. */
export function NewProfileForm({ initial, onCancel }: NewProfileFormProps) {
  const navigate = useNavigate();
  const others = useAllProfiles();
  const create = useProfileChange((backend, content: ProfileContent, options) =>
    backend.createProfile(content, options),
  );
  return (
    <ProfileEditor
      initial={initial}
      isNew
      takenNames={(others.data ?? [])
        .filter(({ state }) => state === 'current')
        .map(({ profile }) => profile.name)}
      saveLabel={words.save}
      isSaving={create.isPending}
      failure={create.isError ? failureCodeOf(create.error) : null}
      ask={
        create.isError
          ? { action: 'createProfile', profile: sentProfile(create.variables.wanted) }
          : null
      }
      onSave={(wanted, approval) =>
        create.mutate(
          { wanted, ...(approval !== undefined && { approval }) },
          {
            onSuccess: ({ profile }) =>
              void navigate({
                to: '/profiles/$profileId',
                params: { profileId: profile.id },
                search: { saved: profile.version },
                ignoreBlocker: true,
              }),
          },
        )
      }
      onCancel={onCancel}
    />
  );
}
