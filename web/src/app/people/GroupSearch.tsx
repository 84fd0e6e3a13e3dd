import type { Group } from '#shared/api/peopleLists.ts';
import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { useGroupSearch } from './useGroupSearch.ts';

interface GroupSearchProps {
  readonly label: string;
  readonly help: string;
  readonly onPick: (group: Group) => void;
}

/** Finds a group by words of its name, or by its object id. */
export function GroupSearch({ label, help, onPick }: GroupSearchProps) {
  const search = useGroupSearch();
  const pick = (groupId: string) => {
    const picked = search.groups.find(({ id }) => id === groupId);
    if (picked === undefined) return;
    search.setQuery('');
    onPick(picked);
  };
  return (
    <>
      <Combobox
        label={label}
        help={help}
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
    </>
  );
}

function statusOf({ query, groups, isAnswered }: ReturnType<typeof useGroupSearch>): string | null {
  if (!isAnswered) return null;
  return groups.length === 0 ? words.noGroup(query) : words.groupsFound(groups.length);
}
