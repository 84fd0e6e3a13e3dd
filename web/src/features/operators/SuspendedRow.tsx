import type { SuspendedOperators } from '#shared/api/operators.ts';
import { usePerson } from '#web/app/people/usePerson.ts';
import { Button } from '#web/components/Button.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { operatorMessages as words } from '#web/presentation/messages.operators.ts';

interface SuspendedRowProps {
  readonly suspension: SuspendedOperators['suspended'][number];
  readonly isBusy: boolean;
  readonly onLetBack: (name: string) => void;
}

/** One suspended operator: who, since when, by whom, and the way back. */
export function SuspendedRow({ suspension, isBusy, onLetBack }: SuspendedRowProps) {
  const { operatorId, suspendedById, at } = suspension;
  const operator = usePerson(operatorId).data?.person;
  const admin = usePerson(suspendedById).data?.person;
  // Who is gone from the directory has an id and no name any more.
  const name = operator?.displayName ?? operatorId;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-md border border-line bg-surface p-4 shadow-card">
      <div className="min-w-56 flex-1">
        {operator === undefined ? (
          <code className="break-words font-mono text-small">{operatorId}</code>
        ) : (
          <PersonLine person={operator} />
        )}
      </div>
      <p className="text-muted">
        <RelativeTime instant={at} /> {words.by} <bdi>{admin?.displayName ?? suspendedById}</bdi>
      </p>
      <Button busy={isBusy} onClick={() => onLetBack(name)}>
        {words.letBack}
        <span className="sr-only">{name}</span>
      </Button>
    </li>
  );
}
