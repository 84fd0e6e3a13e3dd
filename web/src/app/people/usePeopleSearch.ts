import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Person } from '#shared/api/people.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '../providers/services.ts';

const SHORTEST_QUERY = 2;
/** Long enough for the next letter, short enough not to be noticed. */
const PAUSE_MS = 180;

export interface PeopleSearch {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** The query that `people` answers; null before there is one. */
  readonly answered: string | null;
  readonly people: readonly Person[];
  readonly isTruncated: boolean;
  readonly isSearching: boolean;
  readonly failure: FailureCode | null;
  readonly retry: () => void;
}

/** Searches while a person types; a newer query gives up the older one. */
export function usePeopleSearch(): PeopleSearch {
  const { backend } = useServices();
  const [query, setQuery] = useState('');
  const settled = useSettled(query.trim());
  const isEnough = settled.length >= SHORTEST_QUERY;
  const search = useQuery({
    queryKey: ['people', settled],
    queryFn: async ({ signal }) => ({
      ...(await backend.searchPeople(settled, { signal })),
      query: settled,
    }),
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  const found = isEnough ? search.data : undefined;
  return {
    query,
    setQuery,
    answered: found?.query ?? null,
    people: found?.people ?? [],
    isTruncated: found?.truncated ?? false,
    isSearching: isEnough && search.isFetching,
    failure: isEnough && search.isError ? failureCodeOf(search.error) : null,
    retry: () => void search.refetch(),
  };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
