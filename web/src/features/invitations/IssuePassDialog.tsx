import { KeySquare } from 'lucide-react';
import { useState } from 'react';
import type { Invitation } from '#shared/api/invitations.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { invitationMessages } from '#web/presentation/messages.invitations.ts';
import { PassTimesFields, useInviteTimes } from './PassTimesFields.tsx';
import { useInvitationChange } from './useInvitations.ts';

const words = invitationMessages.again;

interface IssuePassDialogProps {
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

/** Another access pass for an open invitation; one that works is replaced only where somebody says so. */
export function IssuePassDialog({ invitation, onClose }: IssuePassDialogProps) {
  const times = useInviteTimes();
  const [replacePass, setReplacePass] = useState(false);
  const issue = useInvitationChange(
    (port) => port.issueAgain(invitation.id, { pass: times.value, replacePass }),
    onClose,
  );
  const code = issue.isError ? failureCodeOf(issue.error) : null;
  return (
    <Dialog
      title={words.title(invitation.person.displayName)}
      icon={<KeySquare aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{appMessages.cancel}</Button>
          <Button look="primary" busy={issue.isPending} onClick={() => issue.mutate(undefined)}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      <PassTimesFields times={times} policy={null} />
      <CheckField
        label={invitationMessages.replace}
        help={invitationMessages.replaceHelp}
        checked={replacePass}
        onChange={setReplacePass}
      />
      {code !== null && (
        <div role="alert">
          <FailureNotice code={code} />
        </div>
      )}
    </Dialog>
  );
}
