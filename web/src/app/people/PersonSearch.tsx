import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { peopleMessages as words } from '#web/presentation/messages.people.ts';
import { type PeopleSearch, usePeopleSearch } from './usePeopleSearch.ts';

/** Finds a person by name or user principal name. */
export function PersonSearch({ onPick }: { readonly onPick: (userId: string) => void }) {
  const search = usePeopleSearch();
  return (
    <div className="flex flex-col gap-3">
      <Combobox
        label={words.searchLabel}
        help={words.searchHelp}
        placeholder={words.searchPlaceholder}
        clearLabel={words.clear}
        query={search.query}
        onQuery={search.setQuery}
        items={search.people.map((person) => ({
          id: person.id,
          content: <PersonLine person={person} />,
        }))}
        onPick={onPick}
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

function statusOf(search: PeopleSearch): string | null {
  if (search.isSearching && search.people.length === 0) return words.searching;
  if (search.answered === null || search.failure !== null) return null;
  if (search.people.length === 0) return words.nobody(search.answered);
  const found = words.results(search.people.length);
  return search.isTruncated ? `${found}. ${words.truncated}` : found;
}
