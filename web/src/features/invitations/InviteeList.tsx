import { X } from 'lucide-react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { IconButton } from '#web/components/IconButton.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import type { PersonRow } from '#web/usecases/people/peopleTable.ts';

interface InviteeListProps {
  readonly rows: readonly PersonRow[];
  /** What the tenant would refuse, by person; empty before it was asked. */
  readonly problems: ReadonlyMap<string, readonly FailureCode[]>;
  readonly onRemove: (key: string) => void;
}

/** The people of the list, each with what stands in the way of inviting them. */
export function InviteeList({ rows, problems, onRemove }: InviteeListProps) {
  return (
    <ul
      aria-label={words.who}
      className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface"
    >
      {rows.map((row) => (
        <li key={row.key} className="flex items-start gap-3 px-4 py-2">
          <div className="min-w-0 flex-1">
            <p className="font-semibold">
              <bdi>{row.name}</bdi>
            </p>
            <p className="break-all text-muted text-small">
              <bdi>{row.userPrincipalName}</bdi>
              {row.serial !== null && ` · ${words.serial(row.serial)}`}
            </p>
            <Standing row={row} problems={problems.get(row.key)} />
          </div>
          <IconButton
            label={words.remove(row.name)}
            icon={<X aria-hidden size={16} />}
            onClick={() => onRemove(row.key)}
          />
        </li>
      ))}
    </ul>
  );
}

interface StandingProps {
  readonly row: PersonRow;
  readonly problems: readonly FailureCode[] | undefined;
}

function Standing({ row, problems }: StandingProps) {
  if (row.status === 'open' || row.status === 'waiting') {
    return <p className="text-muted text-small">{words.lookingUp}</p>;
  }
  const codes = problems ?? row.problems;
  if (codes.length === 0) return <p className="text-good text-small">{words.ready}</p>;
  return (
    <ul className="text-bad text-small">
      {codes.map((code) => (
        <li key={code}>{describeFailure(code).title}</li>
      ))}
    </ul>
  );
}
