import { Archive } from 'lucide-react';
import type { ProfileHistory, ProfileVersion } from '#shared/api/profiles.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { profileMessages } from '#web/presentation/messages.profiles.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { useProfileChange } from './useProfileBook.ts';

const words = profileMessages.retireDialog;

interface RetireDialogProps {
  readonly newest: ProfileVersion;
  readonly enrolments: ProfileHistory['enrolments'];
  readonly onClose: () => void;
}

/** Says what retiring a profile does, and to what it does nothing. */
export function RetireDialog({ newest, enrolments, onClose }: RetireDialogProps) {
  const { id, version } = newest.profile;
  const retire = useProfileChange((backend, basedOn: number, options) =>
    backend.retireProfile(id, basedOn, options),
  );
  const confirm = (approval?: string) =>
    retire.mutate(
      { wanted: version, ...(approval !== undefined && { approval }) },
      { onSuccess: onClose },
    );
  const code = retire.isError ? failureCodeOf(retire.error) : null;
  return (
    <Dialog
      title={words.title(profileName(newest.profile))}
      icon={<Archive aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="primary" busy={retire.isPending} onClick={() => confirm()}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      {enrolments.open > 0 && <p>{words.open(enrolments.open)}</p>}
      {code === 'conflict' && <Notice tone="warning" title={profileMessages.conflictTitle} />}
      {code !== null && code !== 'conflict' && (
        <FailureOrApproval
          code={code}
          ask={{ action: 'retireProfile', profileId: id, basedOn: version }}
          onGoOn={confirm}
        />
      )}
    </Dialog>
  );
}
