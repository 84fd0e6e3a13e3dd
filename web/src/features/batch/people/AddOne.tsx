import { Check } from 'lucide-react';
import { usePeopleSearch } from '#web/app/people/usePeopleSearch.ts';
import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { peopleMessages } from '#web/presentation/messages.people.ts';
import { type PeopleDesk, usePeopleState } from './usePeopleChoice.ts';

/** Adds people one after another; the search stays open for the next. */
export function AddOne({ desk }: { readonly desk: PeopleDesk }) {
  const search = usePeopleSearch();
  // Who is on the list changes what the results say.
  usePeopleState(desk);
  const { table } = desk.choice;
  const pick = (userId: string) => {
    const person = search.people.find(({ id }) => id === userId);
    if (person !== undefined) desk.choice.addPerson(person);
  };
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <Combobox
        label={peopleMessages.searchLabel}
        help={words.oneHelp}
        placeholder={peopleMessages.searchPlaceholder}
        clearLabel={words.clearSearch}
        query={search.query}
        onQuery={search.setQuery}
        items={search.people.map((person) => ({
          id: person.id,
          content: (
            <div className="flex items-center justify-between gap-3">
              <PersonLine person={person} />
              {table.has(person.id) && (
                <span className="inline-flex shrink-0 items-center gap-1 text-good text-small">
                  <Check aria-hidden size={16} />
                  {words.added}
                </span>
              )}
            </div>
          ),
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

function statusOf({ answered, people, failure }: ReturnType<typeof usePeopleSearch>) {
  if (answered === null || failure !== null) return null;
  return people.length === 0
    ? peopleMessages.nobody(answered)
    : peopleMessages.results(people.length);
}
