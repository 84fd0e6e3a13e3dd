import { useState } from 'react';
import type { Batch, BatchPerson } from '#shared/api/batches.ts';
import { Button } from '#web/components/Button.tsx';
import { StateBadge } from '#web/components/StateBadge.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { useChangePerson } from '../useBatch.ts';
import { SkipDialog } from './SkipDialog.tsx';

interface PersonRowProps {
  readonly batch: Batch;
  readonly person: BatchPerson;
}

const TONES = {
  waiting: 'quiet',
  claimed: 'work',
  underWay: 'work',
  done: 'good',
  failed: 'bad',
  skipped: 'quiet',
} as const satisfies Record<BatchPerson['state'], string>;

const CELL = 'border-line border-b px-2 py-2 align-top';

/** One person: number, name, key, what came of them, and what can be done about it. */
export function PersonRow({ batch, person }: PersonRowProps) {
  const { holder, state, code, reason } = person;
  const note = reason ?? (code === null ? null : describeFailure(code).title);
  return (
    <tr>
      <td className={`${CELL} text-muted max-wide:hidden print:table-cell`}>{person.position}</td>
      <td className={`${CELL} break-words`}>
        <bdi className="block">{holder.displayName}</bdi>
        <bdi className="block text-muted text-small">{holder.userPrincipalName}</bdi>
        <span className="block text-muted text-small wide:hidden print:hidden">
          {keyText(person)}
        </span>
      </td>
      <td className={`${CELL} max-wide:hidden print:table-cell`}>{keyText(person)}</td>
      <td className={CELL}>
        <StateBadge tone={TONES[state]}>{words.personStates[state]}</StateBadge>
        {note !== null && <p className="mt-1 break-words text-muted text-small">{note}</p>}
      </td>
      <td className={`${CELL} text-right print:hidden`}>
        {batch.state !== 'ended' && <PersonAction batch={batch} person={person} />}
      </td>
    </tr>
  );
}

function keyText({ key, serial }: BatchPerson): string {
  if (key === null) return serial === null ? '' : words.assigned(serial);
  const name = key.model ?? key.productName;
  return `${name}, ${key.identity.serial ?? words.noSerial}`;
}

function PersonAction({ batch, person }: PersonRowProps) {
  const change = useChangePerson(batch.id);
  const [isAsking, setAsking] = useState(false);
  const { id: userId, displayName } = person.holder;
  switch (person.state) {
    case 'waiting':
      return (
        <>
          <Button look="quiet" busy={change.isPending} onClick={() => setAsking(true)}>
            {words.skip}
            <span className="sr-only">{displayName}</span>
          </Button>
          {isAsking && (
            <SkipDialog
              name={displayName}
              onSkip={(reason) => {
                setAsking(false);
                change.mutate({ userId, do: 'skip', reason });
              }}
              onClose={() => setAsking(false)}
            />
          )}
        </>
      );
    case 'failed':
    case 'skipped':
      return (
        <Button
          look="quiet"
          busy={change.isPending}
          onClick={() => change.mutate({ userId, do: 'retry' })}
        >
          {words.retry}
          <span className="sr-only">{displayName}</span>
        </Button>
      );
    default:
      return null;
  }
}
