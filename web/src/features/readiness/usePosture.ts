import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '#web/app/providers/services.ts';

const KEY = ['posture'];
/** Somebody, or the backend by itself, is looking: the answer is a matter of seconds. */
const LOOK_AGAIN_MS = 2_000;

/** What the last look found. */
export function usePosture() {
  const { backend } = useServices();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => backend.posture({ signal }),
    refetchInterval: ({ state }) => (state.data?.isLooking === true ? LOOK_AGAIN_MS : false),
    refetchOnMount: 'always',
  });
}

/** Looks again now. */
export function useLookAgain() {
  const { backend } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => backend.lookAtPosture(),
    onSuccess: (now) => queries.setQueryData(KEY, now),
    onError: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
