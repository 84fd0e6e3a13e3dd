import type { ReactNode } from 'react';
import type { Person } from '#shared/api/people.ts';
import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { peopleMessages as words } from '#web/presentation/messages.people.ts';
import { type PeopleSearch, usePeopleSearch } from './usePeopleSearch.ts';

interface PersonSearchProps {
  readonly onPick: (userId: string, person: Person) => void;
  readonly help?: string;
  /** Stands beside a result. */
  readonly mark?: (person: Person) => ReactNode;
  /** Begins anew once somebody is chosen. */
  readonly isCleared?: boolean;
}

/** Finds a person by name or user principal name. */
export function PersonSearch({
  onPick,
  help = words.searchHelp,
  mark,
  isCleared = false,
}: PersonSearchProps) {
  const search = usePeopleSearch();
  const pick = (userId: string) => {
    const person = search.people.find(({ id }) => id === userId);
    if (person !== undefined) onPick(userId, person);
    if (isCleared) search.setQuery('');
  };
  return (
    <div className="flex flex-col gap-3">
      <Combobox
        label={words.searchLabel}
        help={help}
        placeholder={words.searchPlaceholder}
        clearLabel={words.clear}
        query={search.query}
        onQuery={search.setQuery}
        items={search.people.map((person) => ({
          id: person.id,
          content: <Result person={person} mark={mark?.(person)} />,
        }))}
        onPick={pick}
        isBusy={search.isSearching}
        status={statusOf(search)}
      />
      {search.failure !== null && (
        <FailureNotice
          code={search.failure}
          onRetry={search.retry}
          isRetrying={search.isSearching}
        />
      )}
    </div>
  );
}

function Result({ person, mark }: { readonly person: Person; readonly mark: ReactNode }) {
  if (mark === undefined) return <PersonLine person={person} />;
  return (
    <div className="flex items-center justify-between gap-3">
      <PersonLine person={person} />
      {mark}
    </div>
  );
}

function statusOf(search: PeopleSearch): string | null {
  if (search.isSearching && search.people.length === 0) return words.searching;
  if (search.answered === null || search.failure !== null) return null;
  if (search.people.length === 0) return words.nobody(search.answered);
  const found = words.results(search.people.length);
  return search.isTruncated ? `${found}. ${words.truncated}` : found;
}
