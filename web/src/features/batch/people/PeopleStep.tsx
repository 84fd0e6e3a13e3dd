import { UsersRound } from 'lucide-react';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { isChosen, type PeopleQuery, viewPeople } from '#web/usecases/people/peopleView.ts';
import { AddPeople } from './AddPeople.tsx';
import { CheckProgress } from './CheckProgress.tsx';
import { PeopleFilters } from './PeopleFilters.tsx';
import { PeopleGrid } from './PeopleGrid.tsx';
import { PersonDetails } from './PersonDetails.tsx';
import { useKeepList, usePeopleDesk, usePeopleState } from './usePeopleChoice.ts';
import { useSelection } from './useSelection.ts';

const EVERYBODY: PeopleQuery = {
  filter: 'all',
  text: '',
  sort: { by: 'added', isDescending: false },
};

/** Choosing the people of a batch: adding, checking, and taking out. `next` goes on from there. */
export function PeopleStep({ next }: { readonly next?: ReactNode }) {
  const desk = usePeopleDesk();
  const { choice } = desk;
  const { table } = choice;
  const state = usePeopleState(desk);
  const { version, counts } = state;
  const [query, setQuery] = useState(EVERYBODY);
  const settled = useDeferredValue(query);
  const view = useMemo(() => {
    // The table is changed in place: its version says when.
    void version;
    return viewPeople(table, settled);
  }, [table, settled, version]);
  const selection = useSelection(table);
  const [said, setSaid] = useState('');
  const total = counts.get('all') ?? 0;
  useKeepList(total > 0);

  const remove = useCallback(
    (keys: ReadonlySet<string>) => {
      choice.remove(keys);
      selection.forget(keys);
      setSaid(words.removed(keys.size));
    },
    [choice, selection],
  );
  const goToNext = () => {
    const here = selection.activeIn(view);
    const next = view.findIndex((at, index) => index > here && isChosen(table, at));
    if (next !== -1) selection.act(view, { active: next, select: 'keep' });
  };
  const change = (part: Partial<PeopleQuery>) => setQuery({ ...query, ...part });
  const chosen = counts.get('chosen') ?? 0;

  return (
    <div className="flex flex-col gap-6">
      <AddPeople desk={desk} />
      {total === 0 ? (
        <EmptyState icon={<UsersRound aria-hidden size={32} />} title={words.emptyTitle}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <section aria-label={words.table} className="flex flex-col gap-4">
          <CheckProgress state={state} choice={choice} />
          <PeopleFilters
            counts={counts}
            filter={query.filter}
            onFilter={(filter) => change({ filter })}
            text={query.text}
            onText={(text) => change({ text })}
          />
          <div className="flex gap-4 max-wide:flex-col">
            <div className="flex min-w-0 flex-1 flex-col gap-3">
              {view.length === 0 ? (
                <EmptyState
                  icon={<UsersRound aria-hidden size={32} />}
                  title={words.noMatchTitle}
                  action={
                    <Button onClick={() => change({ filter: 'all', text: '' })}>
                      {words.showAll}
                    </Button>
                  }
                >
                  <p>{words.noMatchText}</p>
                </EmptyState>
              ) : (
                <PeopleGrid
                  table={table}
                  view={view}
                  version={version}
                  sort={query.sort}
                  onSort={(sort) => change({ sort })}
                  selection={selection}
                  onRemove={remove}
                />
              )}
              <div className="flex flex-wrap items-center gap-3">
                <p className="font-semibold">
                  {chosen === 1 ? words.chosenOne : words.chosen(chosen)}
                </p>
                {selection.size > 0 && (
                  <Button onClick={() => remove(selection.keys)}>
                    {words.removeSelected(selection.size)}
                  </Button>
                )}
                {next}
                <span role="status" className="text-muted">
                  {said}
                </span>
              </div>
            </div>
            <PersonDetails
              person={selection.active === null ? null : table.rowOf(selection.active)}
              onInclude={(key, isIncluded) => choice.include(key, isIncluded)}
              onAssign={(key, serial) => choice.assignSerial(key, serial)}
              onNext={goToNext}
            />
          </div>
        </section>
      )}
    </div>
  );
}
