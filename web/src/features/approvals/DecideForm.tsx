import { useState } from 'react';
import type { Approval, DecideApproval } from '#shared/api/approvals.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { useDecide } from './useApprovals.ts';

interface DecideFormProps {
  readonly approval: Approval;
  readonly onDecided: (decision: DecideApproval['decision']) => void;
}

const LONGEST_REASON = 500;

/** Yes or no to what stands above it, and to nothing else: the decision names its hash. */
export function DecideForm({ approval: { id, hash }, onDecided }: DecideFormProps) {
  const decide = useDecide(id);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const said = reason.trim();
  const send = (decision: DecideApproval['decision']) => {
    const isSaid = said !== '' || decision === 'approve';
    setMissing(!isSaid);
    if (isSaid) {
      decide.mutate({ decision, hash, reason: said }, { onSuccess: () => onDecided(decision) });
    }
  };
  const isDoing = (decision: DecideApproval['decision']) =>
    decide.isPending && decide.variables.decision === decision;
  return (
    <div className="flex flex-col gap-3 border-line border-t pt-4">
      <TextArea
        label={words.reason}
        help={words.reasonHelp}
        error={isMissing && said === '' ? words.reasonMissing : undefined}
        rows={2}
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {decide.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(decide.error)} />
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" busy={isDoing('approve')} onClick={() => send('approve')}>
          {words.approve}
        </Button>
        <Button busy={isDoing('refuse')} onClick={() => send('refuse')}>
          {words.refuse}
        </Button>
      </div>
    </div>
  );
}
