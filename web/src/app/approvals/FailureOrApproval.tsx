import type { AskApproval } from '#shared/api/approvals.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { ApprovalStep } from './ApprovalStep.tsx';

interface FailureOrApprovalProps {
  readonly code: FailureCode;
  /** What was tried; null where no approval is asked for here. */
  readonly ask: AskApproval | null;
  /** Tries it again with the approval. */
  readonly onGoOn: (approvalId: string) => void;
  readonly onRetry?: () => void;
}

/**
 * A failure in words or, where another person's approval is the way on, the place to ask for it. For pages that are loaded when
 * they are opened.
 */
export function FailureOrApproval({ code, ask, onGoOn, ...rest }: FailureOrApprovalProps) {
  if (ask === null || !code.startsWith('approval_')) return <FailureNotice code={code} {...rest} />;
  // Something else is asked for anew.
  return <ApprovalStep key={JSON.stringify(ask)} code={code} ask={ask} onGoOn={onGoOn} />;
}
