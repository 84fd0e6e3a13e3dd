import { useState } from 'react';
import type { Batch, BatchPerson } from '#shared/api/batches.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { StateBadge } from '#web/components/StateBadge.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { canWaitAgain } from '../batchState.ts';
import { useChangePerson } from '../useBatch.ts';
import { PersonNotes, sentencesOf } from './PersonNotes.tsx';
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
  const { holder, state } = person;
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
        <PersonNotes person={person} />
      </td>
      <td className={`${CELL} text-right print:hidden`}>
        {canWaitAgain(batch) && <PersonAction batch={batch} person={person} />}
      </td>
    </tr>
  );
}

function keyText({ key, serial }: BatchPerson): string {
  if (key === null) return serial === null ? '' : words.assigned(serial);
  const name = key.model ?? key.productName;
  return `${name}, ${key.identity.serial ?? words.withoutSerial}`;
}

function PersonAction({ batch, person }: PersonRowProps) {
  const change = useChangePerson(batch.id);
  const [isAsking, setAsking] = useState(false);
  const { holder } = person;
  switch (person.state) {
    case 'waiting':
      return (
        <>
          <Button look="quiet" onClick={() => setAsking(true)}>
            {words.skip}
            <span className="sr-only">{holder.displayName}</span>
          </Button>
          {isAsking && (
            <SkipDialog batchId={batch.id} holder={holder} onClose={() => setAsking(false)} />
          )}
        </>
      );
    case 'failed':
    case 'skipped':
      return (
        <>
          <Button
            look="quiet"
            busy={change.isPending}
            onClick={() => change.mutate({ userId: holder.id, do: 'retry' })}
          >
            {words.retry}
            <span className="sr-only">{holder.displayName}</span>
          </Button>
          {change.isError && (
            <p role="alert" className="text-bad text-small">
              {sentencesOf(failureCodeOf(change.error)).join('. ')}
            </p>
          )}
        </>
      );
    default:
      return null;
  }
}
