import { Square, SquareCheck, X } from 'lucide-react';
import { memo } from 'react';
import { classes } from '#web/components/classes.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PeopleTable } from '#web/usecases/people/peopleTable.ts';
import { StateOfPerson } from './StateOfPerson.tsx';

/** Columns of the list: on a phone the check stands below the name, and passkeys and key are among the details. */
export const COLUMNS =
  'grid grid-cols-[44px_minmax(0,1fr)_44px] items-center wide:grid-cols-[44px_minmax(0,1.2fr)_minmax(0,1fr)_80px_110px_44px]';

interface PersonGridRowProps {
  readonly id: string;
  readonly table: PeopleTable;
  /** Where in the table. */
  readonly at: number;
  /** Where in the list as it is shown. */
  readonly index: number;
  readonly top: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** Changes with the table, so that a row that stayed in its place is drawn anew. */
  readonly version: number;
}

/** One person of the list. Presses are the grid's to read: `data-index` and `data-act` say where they were. */
export const PersonGridRow = memo(function PersonGridRow(props: PersonGridRowProps) {
  const { id, table, at, index, top, isSelected, isActive } = props;
  const person = table.rowAt(at);
  const isChecked = ['ready', 'hasKeys'].includes(person.status) || person.passkeys.length > 0;
  const Box = isSelected ? SquareCheck : Square;
  return (
    <tr
      id={id}
      tabIndex={-1}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)` }}
      className={classes(
        // What a row shows moves nothing outside of it, so nothing outside is laid out anew.
        'absolute inset-x-0 top-0 h-16 border-line border-b contain-strict',
        COLUMNS,
        isSelected ? 'bg-accent-soft' : 'bg-surface hover:bg-hover',
        isActive && 'outline-2 outline-accent -outline-offset-2',
      )}
    >
      <td className="flex h-full items-center justify-center">
        <button
          type="button"
          tabIndex={-1}
          data-act="toggle"
          aria-label={words.selectPerson(person.name)}
          aria-pressed={isSelected}
          className="inline-flex size-10 items-center justify-center rounded-md text-muted hover:text-text"
        >
          <Box aria-hidden size={18} className={classes(isSelected && 'text-accent-text')} />
        </button>
      </td>
      <td className="min-w-0 pr-3">
        <div className="truncate">
          <bdi>{person.name}</bdi>
        </div>
        <div className="truncate text-muted text-small">
          <bdi>{person.userPrincipalName}</bdi>
        </div>
        <div className="text-small wide:hidden">
          <StateOfPerson person={person} />
        </div>
      </td>
      <td className="min-w-0 pr-3 max-wide:hidden">
        <StateOfPerson person={person} />
      </td>
      <td className="pr-3 max-wide:hidden">{isChecked && person.passkeys.length}</td>
      <td className="truncate pr-3 max-wide:hidden">{person.serial ?? ''}</td>
      <td>
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.removePerson(person.name)}
          title={words.remove}
          data-act="remove"
          className="inline-flex size-10 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
        >
          <X aria-hidden size={16} />
        </button>
      </td>
    </tr>
  );
});
