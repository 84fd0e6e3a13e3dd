import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { batchMessages } from '#web/presentation/messages.batch.ts';
import type { NamedThing, useNamedSearch } from './useNamedSearch.ts';

interface NamedSearchProps<T extends NamedThing> {
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
  readonly search: ReturnType<typeof useNamedSearch<T>>;
  /** What is said of an answer. */
  readonly words: {
    readonly none: (query: string) => string;
    readonly found: (count: number) => string;
  };
  readonly onPick: (found: T) => void;
}

/** Finds something of the directory that has a name, and perhaps a line about it. */
export function NamedSearch<T extends NamedThing>(props: NamedSearchProps<T>) {
  const { label, help, placeholder, search, words, onPick } = props;
  const { query, found, isAnswered } = search;
  const status = found.length === 0 ? words.none(query) : words.found(found.length);
  const pick = (wanted: string) => {
    const picked = found.find(({ id }) => id === wanted);
    if (picked === undefined) return;
    search.setQuery('');
    onPick(picked);
  };
  return (
    <>
      <Combobox
        label={label}
        help={help}
        placeholder={placeholder}
        clearLabel={batchMessages.clearSearch}
        query={query}
        onQuery={search.setQuery}
        items={found.map(({ id, displayName, description }) => ({
          id,
          content: (
            <>
              <div>
                <bdi>{displayName}</bdi>
              </div>
              {description != null && (
                <div className="truncate text-muted text-small">
                  <bdi>{description}</bdi>
                </div>
              )}
            </>
          ),
        }))}
        onPick={pick}
        isBusy={search.isSearching}
        status={isAnswered ? status : null}
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
