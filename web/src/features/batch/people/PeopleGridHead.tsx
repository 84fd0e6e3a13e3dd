import { ArrowDown, ArrowUp, Square, SquareCheck } from 'lucide-react';
import { classes } from '#web/components/classes.ts';
import { IconButton } from '#web/components/IconButton.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PeopleSort } from '#web/usecases/people/peopleView.ts';
import { COLUMNS } from './PersonGridRow.tsx';

interface PeopleGridHeadProps {
  readonly sort: PeopleSort;
  readonly onSort: (sort: PeopleSort) => void;
  readonly isAllSelected: boolean;
  readonly onSelectAll: (isSelected: boolean) => void;
}

const PHONE_HIDES = 'max-wide:hidden';

/** The head of the list: selects all, and sorts up, down and back to the order of adding. */
export function PeopleGridHead({ sort, onSort, isAllSelected, onSelectAll }: PeopleGridHeadProps) {
  const turn = (by: Exclude<PeopleSort['by'], 'added'>): PeopleSort => {
    if (sort.by !== by) return { by, isDescending: false };
    return sort.isDescending ? { by: 'added', isDescending: false } : { by, isDescending: true };
  };
  const sortable = (by: Exclude<PeopleSort['by'], 'added'>, label: string, hidden = '') => (
    <th
      scope="col"
      aria-sort={sort.by !== by ? 'none' : sort.isDescending ? 'descending' : 'ascending'}
      className={classes('text-left', hidden)}
    >
      <button
        type="button"
        onClick={() => onSort(turn(by))}
        className="-ml-2 inline-flex min-h-10 items-center gap-1 rounded-md px-2 font-semibold hover:bg-hover"
      >
        {label}
        {sort.by === by &&
          (sort.isDescending ? (
            <ArrowDown aria-hidden size={14} />
          ) : (
            <ArrowUp aria-hidden size={14} />
          ))}
      </button>
    </th>
  );
  return (
    <thead className="sticky top-0 z-1 block">
      <tr
        aria-rowindex={1}
        className={classes(COLUMNS, 'border-line-strong border-b bg-canvas text-muted text-small')}
      >
        <th scope="col" className="flex justify-center">
          <IconButton
            label={isAllSelected ? words.selectNone : words.selectAll}
            aria-pressed={isAllSelected}
            icon={
              isAllSelected ? (
                <SquareCheck aria-hidden size={18} />
              ) : (
                <Square aria-hidden size={18} />
              )
            }
            onClick={() => onSelectAll(!isAllSelected)}
          />
        </th>
        {sortable('name', words.name)}
        {sortable('status', words.status, PHONE_HIDES)}
        {sortable('passkeys', words.passkeys, PHONE_HIDES)}
        <th scope="col" className={classes('text-left font-semibold', PHONE_HIDES)}>
          {words.serial}
        </th>
        <th scope="col">
          <span className="sr-only">{words.remove}</span>
        </th>
      </tr>
    </thead>
  );
}
