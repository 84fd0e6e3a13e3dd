import type { ReactNode } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import type { FailureWords } from '#web/presentation/failureWords.ts';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface FailureNoticeProps {
  readonly code: FailureCode;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
  /** In place of Try again. */
  readonly action?: ReactNode;
  /** For readers to whom the usual words say nothing. */
  readonly words?: FailureWords | undefined;
}

/** A failure in words: what happened, why, what to do now; the code small beneath. */
export function FailureNotice({
  code,
  onRetry,
  isRetrying = false,
  action,
  words: said = describeFailure(code),
}: FailureNoticeProps) {
  const { title, cause, next } = said;
  const retry =
    onRetry === undefined ? undefined : (
      <Button onClick={onRetry} busy={isRetrying}>
        {words.tryAgain}
      </Button>
    );
  return (
    <Notice tone="bad" title={title} action={action ?? retry}>
      <p>{cause}</p>
      <p>{next}</p>
      <p className="text-muted text-small">{words.code(code)}</p>
    </Notice>
  );
}
