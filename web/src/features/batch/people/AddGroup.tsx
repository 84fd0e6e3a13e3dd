import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { GroupProgress } from './GroupProgress.tsx';
import { useGroupSearch } from './useGroupSearch.ts';
import { type PeopleDesk, usePeopleState } from './usePeopleChoice.ts';

/** Finds a group and adds everybody in it. */
export function AddGroup({ desk }: { readonly desk: PeopleDesk }) {
  const search = useGroupSearch();
  const { group } = usePeopleState(desk);
  const pick = (groupId: string) => {
    const picked = search.groups.find(({ id }) => id === groupId);
    if (picked === undefined) return;
    search.setQuery('');
    void desk.choice.addGroup(picked);
  };
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <Combobox
        label={words.groupLabel}
        help={words.groupHelp}
        placeholder={words.groupPlaceholder}
        clearLabel={words.clearSearch}
        query={search.query}
        onQuery={search.setQuery}
        items={search.groups.map(({ id, displayName, description }) => ({
          id,
          content: (
            <>
              <div>
                <bdi>{displayName}</bdi>
              </div>
              {description !== null && (
                <div className="truncate text-muted text-small">
                  <bdi>{description}</bdi>
                </div>
              )}
            </>
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
      {group !== null && <GroupProgress reading={group} choice={desk.choice} />}
    </div>
  );
}

function statusOf({ query, groups, isAnswered }: ReturnType<typeof useGroupSearch>): string | null {
  if (!isAnswered) return null;
  return groups.length === 0 ? words.noGroup(query) : words.groupsFound(groups.length);
}
