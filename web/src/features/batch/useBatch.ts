import '#web/presentation/laterFailures.ts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import type {
  Batch,
  BatchPersonState,
  BatchResultsFormat,
  ChangeBatchPerson,
  ChangeBatchState,
} from '#shared/api/batches.ts';
import { useServices } from '#web/app/providers/services.ts';
import { saveFile } from '#web/app/saveFile.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';

const POLL_MS = 3_000;

const batchKey = (id: string) => ['batch', id] as const;
const peopleKey = (id: string) => ['batchPeople', id] as const;

/** Every batch, newest first. */
export function useBatches() {
  const { batches } = useServices();
  return useQuery({ queryKey: ['batches'], queryFn: ({ signal }) => batches.list({ signal }) });
}

/** One batch, read again every few seconds while something can happen to it: other stations work on it as well. */
export function useBatch(id: string) {
  const { batches } = useServices();
  return useQuery({
    queryKey: batchKey(id),
    queryFn: ({ signal }) => batches.get(id, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'ended' ? false : POLL_MS),
  });
}

/** Whom of a batch the page shows: who stands there, and whose name has this text. */
export interface ShownPeople {
  readonly state: BatchPersonState | null;
  readonly text: string;
}

/** The people of a batch who are to be shown, in list order, as many as were asked for. */
export function useBatchPeople(id: string, { state, text }: ShownPeople) {
  const { batches } = useServices();
  const query = useDeferredValue(text.trim());
  return useInfiniteQuery({
    queryKey: [...peopleKey(id), state, query],
    queryFn: ({ pageParam, signal }) =>
      batches.people(
        id,
        { after: pageParam, ...(state !== null && { state }), ...(query !== '' && { query }) },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** What is read anew once something has changed. */
function useRefreshBatch(id: string): (batch?: Batch) => void {
  const queries = useQueryClient();
  return (batch) => {
    if (batch !== undefined) queries.setQueryData(batchKey(id), batch);
    else void queries.invalidateQueries({ queryKey: batchKey(id) });
    void queries.invalidateQueries({ queryKey: peopleKey(id) });
  };
}

/** Reads the batch anew when an enrolment began or ended at this station. */
export function useFreshBatch(id: string, runs: readonly EnrolmentRun[]): void {
  const queries = useQueryClient();
  const changes = runs.map(({ phase, enrolment }) => `${enrolment.id} ${phase}`).join();
  useEffect(() => {
    if (changes === '') return;
    void queries.invalidateQueries({ queryKey: batchKey(id) });
    void queries.invalidateQueries({ queryKey: peopleKey(id) });
  }, [changes, id, queries]);
}

/** Starts, pauses, resumes and ends a batch. */
export function useChangeBatch(id: string) {
  const { batches } = useServices();
  const refresh = useRefreshBatch(id);
  return useMutation({
    mutationFn: (body: ChangeBatchState) => batches.changeState(id, body),
    onSuccess: refresh,
    onError: () => refresh(),
  });
}

/** Skips somebody or has them wait again. */
export function useChangePerson(id: string) {
  const { batches } = useServices();
  const refresh = useRefreshBatch(id);
  return useMutation({
    mutationFn: ({ userId, ...body }: ChangeBatchPerson & { readonly userId: string }) =>
      batches.changePerson(id, userId, body),
    onSettled: () => refresh(),
  });
}

/** Has everybody wait again who failed. */
export function useRetryFailed(id: string) {
  const { batches } = useServices();
  const refresh = useRefreshBatch(id);
  return useMutation({ mutationFn: () => batches.retryFailed(id), onSettled: () => refresh() });
}

/** Saves the results. */
export function useBatchResults(id: string) {
  const { batches } = useServices();
  return useMutation({
    mutationFn: (format: BatchResultsFormat) => batches.results(id, format),
    onSuccess: saveFile,
  });
}

/** Prints the list once everybody is on it who is to be shown. */
export function usePrintSummary(id: string, shown: ShownPeople) {
  const { hasNextPage, fetchNextPage } = useBatchPeople(id, shown);
  const loading = useMutation({
    mutationFn: async () => {
      let isMore = hasNextPage;
      while (isMore) {
        const read = await fetchNextPage({ cancelRefetch: false });
        if (read.isError) throw read.error;
        isMore = read.hasNextPage;
      }
      return Symbol('everybody');
    },
  });
  const { data: loaded } = loading;
  // Not before the last rows stand on the page.
  useEffect(() => {
    if (loaded !== undefined) print();
  }, [loaded]);
  return loading;
}
