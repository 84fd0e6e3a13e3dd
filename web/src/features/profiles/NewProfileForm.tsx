import { useNavigate } from '@tanstack/react-router';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { failureCodeOf } from '#web/components/FailureNotice.tsx';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { ProfileEditor } from './editor/ProfileEditor.tsx';
import { useAllProfiles, useProfileChange } from './useProfileBook.ts';

interface NewProfileFormProps {
  readonly initial: ProfileContent;
  readonly onCancel: () => void;
}

/** The form for a profile that is not there yet. */
export function NewProfileForm({ initial, onCancel }: NewProfileFormProps) {
  const navigate = useNavigate();
  const others = useAllProfiles();
  const create = useProfileChange((backend, content: ProfileContent) =>
    backend.createProfile(content),
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
      onSave={(content) =>
        create.mutate(content, {
          onSuccess: ({ profile }) =>
            void navigate({
              to: '/profiles/$profileId',
              params: { profileId: profile.id },
              search: { saved: profile.version },
              ignoreBlocker: true,
            }),
        })
      }
      onCancel={onCancel}
    />
  );
}
