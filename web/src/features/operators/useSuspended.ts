import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '#web/app/providers/services.ts';

const KEY = ['suspendedOperators'];

/** Somebody who is suspended or let back. */
export interface SuspensionChange {
  readonly userId: string;
  readonly name: string;
  readonly suspended: boolean;
}

/** Who is suspended, newest first. */
export function useSuspended() {
  const { backend } = useServices();
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => backend.suspended({ signal }) });
}

/** Suspends somebody or lets them back. */
export function useChangeSuspension() {
  const { backend } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, suspended }: SuspensionChange) =>
      backend.setSuspended(userId, suspended),
    onSuccess: (now) => queries.setQueryData(KEY, now),
    onError: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
