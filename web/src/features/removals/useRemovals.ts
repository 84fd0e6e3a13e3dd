import '#web/presentation/laterFailures.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PlanRemoval, RemovalDetail } from '#shared/api/removals.ts';
import { useServices } from '#web/app/providers/services.ts';
import { saveFile } from '#web/app/saveFile.ts';

const LIST = ['removals'] as const;
const LOOK_AGAIN_MS = 3_000;

const keyOf = (id: string) => ['removal', id] as const;

/** Every removal, newest first. */
export function useRemovals() {
  const { removals } = useServices();
  return useQuery({ queryKey: LIST, queryFn: ({ signal }) => removals.list({ signal }) });
}

/** One of them, read again while something can happen to it: others may stop it. */
export function useRemoval(id: string) {
  const { removals } = useServices();
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => removals.get(id, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || isOver(data) ? false : LOOK_AGAIN_MS,
  });
}

/** Finds the keys that would go. */
export function usePlanRemoval(onPlanned: (removal: RemovalDetail) => void) {
  const { removals } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PlanRemoval) => removals.plan(body),
    onSuccess(planned) {
      queries.setQueryData(keyOf(planned.id), planned);
      void queries.invalidateQueries({ queryKey: LIST });
      onPlanned(planned);
    },
  });
}

/** Starts it, with another person's approval where one is needed. */
export function useStartRemoval(id: string) {
  const { removals } = useServices();
  return useChange(id, (approval: string | undefined) =>
    removals.start(id, approval === undefined ? {} : { approval }),
  );
}

/** Stops it. */
export function useStopRemoval(id: string) {
  const { removals } = useServices();
  return useChange(id, () => removals.stop(id));
}

/** Saves what became of each key. */
export function useRemovalResults(id: string) {
  const { removals } = useServices();
  return useMutation({ mutationFn: () => removals.results(id), onSuccess: saveFile });
}

function useChange<Wanted>(id: string, change: (wanted: Wanted) => Promise<RemovalDetail>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (now) => queries.setQueryData(keyOf(id), now),
    // Somebody else may have been faster.
    onError: () => queries.invalidateQueries({ queryKey: keyOf(id) }),
    onSettled: () => queries.invalidateQueries({ queryKey: LIST }),
  });
}

function isOver({ state, counts }: RemovalDetail): boolean {
  return state === 'planned' || (counts.asked === 0 && (state === 'stopped' || state === 'done'));
}
