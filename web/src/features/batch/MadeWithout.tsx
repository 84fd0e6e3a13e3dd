import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import type { LeftOutPerson } from '#web/usecases/batch/leftOutOfBatch.ts';

const MOST_NAMES = 20;
const REASONS = { unknown: words.leftOutUnknown, serialTaken: words.leftOutSerial } as const;

interface MadeWithoutProps {
  readonly people: readonly LeftOutPerson[];
  readonly onGo: () => void;
}

/** The batch is made, and some of the list are not in it: who, and why. */
export function MadeWithout({ people, onGo }: MadeWithoutProps) {
  return (
    <Notice
      tone="warning"
      title={words.leftOutTitle(people.length)}
      action={
        <Button look="primary" onClick={onGo}>
          {words.goToBatch}
        </Button>
      }
    >
      <ul className="list-disc pl-5">
        {people.slice(0, MOST_NAMES).map(({ userId, displayName, why }) => (
          <li key={userId}>
            <bdi>{displayName}</bdi>: {REASONS[why]}
          </li>
        ))}
      </ul>
      {people.length > MOST_NAMES && <p>{words.leftOutMore(people.length - MOST_NAMES)}</p>}
    </Notice>
  );
}
