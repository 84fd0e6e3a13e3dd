import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PeopleChoice } from '#web/usecases/people/peopleChoice.ts';
import type { GroupReading } from '#web/usecases/people/readGroup.ts';

interface GroupProgressProps {
  readonly reading: GroupReading;
  readonly choice: PeopleChoice;
}

/** How far the reading of a group has come, and what to do when it does not go on. */
export function GroupProgress({ reading, choice }: GroupProgressProps) {
  return <div role="status">{contentOf(reading, choice)}</div>;
}

function contentOf(reading: GroupReading, choice: PeopleChoice) {
  const { state, read, known, failure, hasOnlyOthers, total } = reading;
  const name = reading.group.displayName;
  const goOn = <Button onClick={() => void choice.goOnWithGroup()}>{words.goOn}</Button>;
  if (state === 'reading') {
    return (
      <Notice
        tone="info"
        title={words.readingGroup(name, read, total)}
        action={<Button onClick={() => choice.stopGroup()}>{words.stop}</Button>}
      />
    );
  }
  if (state === 'stopped') {
    return <Notice tone="warning" title={words.groupStopped(name, read)} action={goOn} />;
  }
  if (state === 'failed') {
    return (
      <div className="flex flex-col gap-2">
        {read > 0 && <p>{words.groupFailed(name, read)}</p>}
        <FailureNotice code={failure ?? 'internal'} action={goOn} />
      </div>
    );
  }
  if (read > 0) return <Notice tone="good" title={words.groupDone(name, read, known)} />;
  return hasOnlyOthers ? (
    <Notice tone="warning" title={words.groupOnlyOthers(name)}>
      <p>{words.groupOnlyOthersText}</p>
    </Notice>
  ) : (
    <Notice tone="warning" title={words.groupEmpty(name)}>
      <p>{words.groupEmptyText}</p>
    </Notice>
  );
}
