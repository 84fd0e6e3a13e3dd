import { Check } from 'lucide-react';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { type PeopleDesk, usePeopleState } from './usePeopleChoice.ts';

/** Adds people one after another; the search stays open for the next. */
export function AddOne({ desk }: { readonly desk: PeopleDesk }) {
  // Who is on the list changes what the results say.
  usePeopleState(desk);
  const { choice } = desk;
  return (
    <div className="max-w-xl">
      <PersonSearch
        help={words.oneHelp}
        onPick={(_, person) => choice.addPerson(person)}
        mark={({ id }) =>
          choice.table.has(id) && (
            <span className="inline-flex shrink-0 items-center gap-1 text-good text-small">
              <Check aria-hidden size={16} />
              {words.added}
            </span>
          )
        }
      />
    </div>
  );
}
