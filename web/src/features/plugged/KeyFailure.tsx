import type { ReactNode } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { Notice } from '#web/components/Notice.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import type { FailureWords } from '#web/presentation/failureWords.ts';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages as words } from '#web/presentation/messages.pluggedKey.ts';
import type { WorkFailure } from './useKeyWork.ts';

interface KeyFailureProps {
  readonly failure: WorkFailure | null;
  readonly action?: ReactNode;
}

const OWN_WORDS: Partial<Record<FailureCode, FailureWords>> = words.failures;

/** What the key refused, in words that fit one's own key. The place is there before, so that it is read out. */
export function KeyFailure({ failure, action }: KeyFailureProps) {
  return (
    // Without a box of its own: where nothing is said there is no gap either.
    <div role="alert" className="contents">
      {failure !== null && <Words failure={failure} action={action} />}
    </div>
  );
}

function Words({
  failure: { code, pinRetries },
  action,
}: KeyFailureProps & { failure: WorkFailure }) {
  const { title, cause, next } = OWN_WORDS[code] ?? describeFailure(code);
  return (
    <Notice tone="bad" title={title} action={action}>
      <p>{cause}</p>
      <p>{next}</p>
      {code === 'pin_invalid' && pinRetries !== null && (
        <p className="font-semibold">{words.pin.left(pinRetries)}</p>
      )}
      <p className="text-muted text-small">{appMessages.code(code)}</p>
    </Notice>
  );
}
