import type { FailureCode } from '#shared/failure/codes.ts';
import { isFailureCode } from '#shared/failure/codes.ts';
import { classes } from '#web/components/classes.ts';
import { TextField } from '#web/components/TextField.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PeopleCounts, PeopleFilter } from '#web/usecases/people/peopleView.ts';

const STATES = [
  'all',
  'chosen',
  'ready',
  'hasKeys',
  'stopped',
  'unread',
  'waiting',
  'open',
] as const;

interface PeopleFiltersProps {
  readonly counts: PeopleCounts;
  readonly filter: PeopleFilter;
  readonly onFilter: (filter: PeopleFilter) => void;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function reasonWords(code: FailureCode): string {
  return words.shortReason(code) ?? describeFailure(code).title;
}

/** Narrows the list: by what the check said, by each reason, by text. Only what there is can be chosen. */
export function PeopleFilters({ counts, filter, onFilter, text, onText }: PeopleFiltersProps) {
  const chip = (one: PeopleFilter, label: string) => (
    <button
      key={one}
      type="button"
      aria-pressed={filter === one}
      onClick={() => onFilter(one)}
      className={classes(
        'inline-flex min-h-10 items-center gap-2 rounded-full border px-3',
        filter === one
          ? 'border-accent bg-accent-soft font-semibold text-accent-text'
          : 'border-line-strong bg-surface hover:bg-hover',
      )}
    >
      {label}
      <span className="text-small tabular-nums">{counts.get(one) ?? 0}</span>
    </button>
  );
  const reasons = [...counts.keys()].filter(isFailureCode);
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{words.show}</legend>
        {STATES.filter((one) => one === 'all' || one === filter || counts.has(one)).map((one) =>
          chip(one, words.filters[one]),
        )}
        {reasons.map((code) => chip(code, reasonWords(code)))}
      </fieldset>
      <div className="max-w-xl">
        <TextField
          label={words.filterLabel}
          placeholder={words.filterPlaceholder}
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
