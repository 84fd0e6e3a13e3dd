import type { AskApproval } from '#shared/api/approvals.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import '#web/presentation/laterFailures.ts';
import { approvalMessages } from '#web/presentation/messages.approvals.ts';
import { clockTime } from './clockTime.ts';
import { useApproval } from './useApproval.ts';

interface ApprovalStepProps {
  /** Why what was tried did not go. */
  readonly code: FailureCode;
  /** What was tried. */
  readonly ask: AskApproval;
  /** Tries it again with the approval. */
  readonly onGoOn: (approvalId: string) => void;
}

const words = approvalMessages.step;

/** In the place where something was refused for want of an approval: asks for one, waits for it, and goes on. */
export function ApprovalStep({ code, ask, onGoOn }: ApprovalStepProps) {
  const request = useApproval(ask);
  const { approval, error } = request;
  const askButton = (label: string) => (
    <Button look="primary" busy={request.isAsking} onClick={request.ask}>
      {label}
    </Button>
  );
  if (error !== null) {
    return (
      <div aria-live="polite">
        <FailureNotice code={failureCodeOf(error)} action={askButton(words.askAgain)} />
      </div>
    );
  }
  if (approval === null) {
    return (
      <div aria-live="polite">
        {code === 'approval_needed' ? (
          <Notice tone="info" title={words.neededTitle} action={askButton(words.ask)}>
            <p>{words.neededText}</p>
          </Notice>
        ) : (
          <FailureNotice code={code} action={askButton(words.ask)} />
        )}
      </div>
    );
  }
  const who = approval.decidedBy?.displayName ?? approvalMessages.someone;
  const reason =
    approval.reason === null ? null : (
      <p>
        <bdi>{approvalMessages.said(approval.reason)}</bdi>
      </p>
    );
  switch (approval.state) {
    case 'waiting':
      return (
        <div aria-live="polite">
          <Notice
            tone="info"
            title={words.waitingTitle}
            action={
              <Button busy={request.isWithdrawing} onClick={request.withdraw}>
                {approvalMessages.withdraw}
              </Button>
            }
          >
            <p>{words.waitingText(clockTime(approval.expiresAt))}</p>
          </Notice>
        </div>
      );
    case 'approved':
      return (
        <div aria-live="polite">
          <Notice
            tone="good"
            title={<bdi>{words.approvedTitle(who)}</bdi>}
            action={
              <Button look="primary" onClick={() => onGoOn(approval.id)}>
                {words.goOn}
              </Button>
            }
          >
            {reason}
            <p>{words.approvedText(clockTime(approval.useBy))}</p>
          </Notice>
        </div>
      );
    case 'refused':
      return (
        <div aria-live="polite">
          <Notice
            tone="bad"
            title={<bdi>{words.refusedTitle(who)}</bdi>}
            action={askButton(words.askAgain)}
          >
            {reason}
          </Notice>
        </div>
      );
    default:
      return (
        <div aria-live="polite">
          <Notice tone="warning" title={words.endedTitle} action={askButton(words.askAgain)}>
            <p>{words.endedText}</p>
          </Notice>
        </div>
      );
  }
}
