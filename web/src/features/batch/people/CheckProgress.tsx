import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PeopleChoice, PeopleChoiceState } from '#web/usecases/people/peopleChoice.ts';

interface CheckProgressProps {
  readonly state: PeopleChoiceState;
  readonly choice: PeopleChoice;
}

/** How far the check has come; it can be stopped and go on. */
export function CheckProgress({ state, choice }: CheckProgressProps) {
  const { counts, checking, failure } = state;
  const total = counts.get('all') ?? 0;
  const open = (counts.get('open') ?? 0) + (counts.get('waiting') ?? 0);
  const unread = counts.get('unread') ?? 0;
  const goOn = <Button onClick={() => choice.goOn()}>{words.goOn}</Button>;
  return (
    <div className="flex flex-col gap-3">
      {open > 0 && checking !== 'failed' && (
        <div className="flex flex-wrap items-center gap-3">
          <progress
            aria-label={words.status}
            max={total}
            value={total - open}
            className="h-2 w-48 accent-accent"
          />
          <span>
            {checking === 'stopped'
              ? words.checkStopped(open)
              : words.checking(total - open, total)}
          </span>
          {checking === 'stopped' ? (
            goOn
          ) : (
            <Button onClick={() => choice.stop()}>{words.stop}</Button>
          )}
        </div>
      )}
      {checking === 'failed' && <FailureNotice code={failure ?? 'internal'} action={goOn} />}
      {unread > 0 && checking === 'idle' && (
        <Notice
          tone="warning"
          title={words.unreadNotice(unread)}
          action={<Button onClick={() => choice.checkAgain()}>{words.checkAgain}</Button>}
        >
          <p>{words.unreadText}</p>
        </Notice>
      )}
      <p role="status" className="sr-only">
        {open === 0 && total > 0 ? words.checked(total) : ''}
      </p>
    </div>
  );
}
