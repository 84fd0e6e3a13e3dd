import { useMutation, useQuery } from '@tanstack/react-query';
import type { Approval, AskApproval } from '#shared/api/approvals.ts';
import { useServices } from '../providers/services.ts';

const LOOK_AGAIN_MS = 3_000;

/** One request of one's own: asked for, looked at again until it is decided, and taken back. */
export function useApproval(ask: AskApproval) {
  const { approvals } = useServices();
  const asking = useMutation({ mutationFn: () => approvals.ask(ask) });
  const withdrawal = useMutation({ mutationFn: (id: string) => approvals.withdraw(id) });
  const asked = withdrawal.data ?? asking.data;
  const looking = useQuery({
    queryKey: ['approval', asked?.id],
    queryFn: ({ signal }) => approvals.show(asked?.id ?? '', { signal }),
    enabled: asked !== undefined && isOpen(asked),
    refetchInterval: ({ state }) =>
      state.data === undefined || isOpen(state.data) ? LOOK_AGAIN_MS : false,
    // Whoever waits looks elsewhere meanwhile.
    refetchIntervalInBackground: true,
  });
  const seen = asked !== undefined && isOpen(asked) ? (looking.data ?? asked) : asked;
  return {
    approval: seen ?? null,
    isAsking: asking.isPending,
    isWithdrawing: withdrawal.isPending,
    error: asking.error ?? withdrawal.error,
    ask() {
      withdrawal.reset();
      asking.mutate();
    },
    withdraw: () => seen !== undefined && withdrawal.mutate(seen.id),
  };
}

/** Something may still come of it by itself: what is approved ends, too. */
function isOpen({ state }: Approval): boolean {
  return state === 'waiting' || state === 'approved';
}
