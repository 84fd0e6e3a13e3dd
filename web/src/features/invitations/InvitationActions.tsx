import { BellRing, KeySquare, X } from 'lucide-react';
import { useState } from 'react';
import type { Invitation } from '#shared/api/invitations.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { ShowPass } from '#web/app/passes/ShowPass.tsx';
import { useMe, useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { CancelInvitationDialog } from './CancelInvitationDialog.tsx';
import { IssuePassDialog } from './IssuePassDialog.tsx';
import { mayIssuePasses } from './inviters.ts';
import { useInvitationChange, useRefresh } from './useInvitations.ts';

interface InvitationActionsProps {
  readonly invitation: Invitation;
  readonly sendsMail: boolean;
}

/** What an operator does about an open invitation. */
export function InvitationActions({ invitation, sendsMail }: InvitationActionsProps) {
  const { id, person, pass } = invitation;
  const { displayName } = person;
  const me = useMe();
  const { invitations } = useServices();
  const refresh = useRefresh();
  const [open, setOpen] = useState<'cancel' | 'issue' | null>(null);
  const remind = useInvitationChange((port) => port.remind(id));
  const close = () => setOpen(null);
  const mayIssue = mayIssuePasses(me.roles);
  const isMine = mayIssue && pass?.to === 'operator' && pass.viewerId === me.id.toLowerCase();
  return (
    <div className="flex flex-col gap-2">
      <fieldset aria-label={words.actionsFor(displayName)} className="flex flex-wrap gap-2">
        {pass?.state === 'toShow' && isMine && (
          <ShowPass
            person={displayName}
            reveal={async () => invitations.showPass(id)}
            confirm={async (reservationId) => invitations.confirmPass(id, reservationId)}
            onClosed={() => void refresh()}
          />
        )}
        {sendsMail && (
          <Button
            icon={<BellRing aria-hidden size={16} />}
            busy={remind.isPending}
            onClick={() => remind.mutate(undefined)}
          >
            {words.remind}
          </Button>
        )}
        {mayIssue && (
          <>
            <Button icon={<KeySquare aria-hidden size={16} />} onClick={() => setOpen('issue')}>
              {words.issueAgain}
            </Button>
            <Button icon={<X aria-hidden size={16} />} onClick={() => setOpen('cancel')}>
              {words.cancel}
            </Button>
          </>
        )}
      </fieldset>
      <div role="status">
        {remind.isSuccess && <p className="text-good">{words.reminded(displayName)}</p>}
        {remind.isError && <FailureNotice code={failureCodeOf(remind.error)} />}
      </div>
      {open === 'cancel' && <CancelInvitationDialog invitation={invitation} onClose={close} />}
      {open === 'issue' && <IssuePassDialog invitation={invitation} onClose={close} />}
    </div>
  );
}
