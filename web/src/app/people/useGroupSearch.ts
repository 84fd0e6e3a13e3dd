import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { failureCodeOf } from '#web/components/FailureNotice.tsx';

const SHORTEST_QUERY = 2;

/** Searches groups while a person types; a newer query gives up the older one. */
export function useGroupSearch() {
  const { backend } = useServices();
  const [query, setQuery] = useState('');
  const settled = useDeferredValue(query.trim());
  const isEnough = settled.length >= SHORTEST_QUERY;
  const search = useQuery({
    queryKey: ['groups', settled],
    queryFn: ({ signal }) => backend.searchGroups(settled, { signal }),
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  return {
    query,
    setQuery,
    groups: (isEnough ? search.data?.groups : undefined) ?? [],
    isAnswered: isEnough && search.isSuccess && !search.isPlaceholderData,
    isSearching: isEnough && search.isFetching,
    failure: isEnough && search.isError ? failureCodeOf(search.error) : null,
    retry: () => void search.refetch(),
  };
}
