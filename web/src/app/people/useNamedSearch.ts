import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';

const SHORTEST_QUERY = 2;

/** What a search finds. */
export interface NamedThing {
  readonly id: string;
  readonly displayName: string;
  readonly description?: string | null;
}

/**
 * Searches the directory while a person types; a newer query gives up the older one.
 * @param kind what is looked for, for the memory of answers.
 */
export function useNamedSearch<T extends NamedThing>(
  kind: string,
  find: (query: string, signal: AbortSignal) => Promise<readonly T[]>,
) {
  const [query, setQuery] = useState('');
  const settled = useDeferredValue(query.trim());
  const isEnough = settled.length >= SHORTEST_QUERY;
  const search = useQuery({
    queryKey: [kind, settled],
    queryFn: ({ signal }) => find(settled, signal),
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  return {
    query,
    setQuery,
    found: (isEnough ? search.data : undefined) ?? [],
    isAnswered: isEnough && search.isSuccess && !search.isPlaceholderData,
    isSearching: isEnough && search.isFetching,
    failure: isEnough && search.isError ? failureCodeOf(search.error) : null,
    retry: () => void search.refetch(),
  };
}
