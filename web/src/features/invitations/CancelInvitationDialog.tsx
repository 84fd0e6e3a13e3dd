import { TriangleAlert } from 'lucide-react';
import type { Invitation } from '#shared/api/invitations.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { invitationMessages } from '#web/presentation/messages.invitations.ts';
import { useInvitationChange } from './useInvitations.ts';

const words = invitationMessages.cancelDialog;

interface CancelInvitationDialogProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

/** Asks before an invitation and its pass are taken away. */
export function CancelInvitationDialog({ invitation, onClose }: CancelInvitationDialogProps) {
  const cancel = useInvitationChange((port) => port.cancel(invitation.id), onClose);
  return (
    <Dialog
      title={words.title(invitation.person.displayName)}
      icon={<TriangleAlert aria-hidden size={24} />}
      tone="danger"
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      {cancel.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(cancel.error)} />
        </div>
      )}
    </Dialog>
  );
}
