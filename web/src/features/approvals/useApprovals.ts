import '#web/presentation/laterFailures.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DecideApproval } from '#shared/api/approvals.ts';
import { useServices } from '#web/app/providers/services.ts';

const KEY = ['approvals'];
const LOOK_AGAIN_MS = 5_000;

/** What waits and what one asked for oneself, looked up again while the page is seen. */
export function useApprovals() {
  const { approvals } = useServices();
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => approvals.list({ signal }),
    refetchInterval: LOOK_AGAIN_MS,
    refetchOnMount: 'always',
  });
}

/** Decides about one request. */
export function useDecide(id: string) {
  const { approvals } = useServices();
  return useChange((decision: DecideApproval) => approvals.decide(id, decision));
}

/** Takes one's own request back. */
export function useWithdraw(id: string) {
  const { approvals } = useServices();
  return useChange(() => approvals.withdraw(id));
}

function useChange<Change>(change: (wanted: Change) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    // After a refusal too: somebody else may have been faster.
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
