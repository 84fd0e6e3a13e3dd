import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useServices } from '#web/app/providers/services.ts';
import '#web/presentation/laterFailures.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';

const KEY = ['invitations'];
const AGAIN_AFTER_MS = 15_000;

/** Every invitation; asked for again while somebody looks, as people far away move on. */
export function useInvitations() {
  const { invitations } = useServices();
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => invitations.list({ signal }),
    refetchInterval: AGAIN_AFTER_MS,
  });
}

/** The list is asked for anew. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}

/** Something that changes an invitation, by the backend's own call. */
export function useInvitationChange<Change>(
  change: (port: InvitationsPort, wanted: Change) => Promise<unknown>,
  onDone?: () => void,
) {
  const { invitations } = useServices();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (wanted: Change) => change(invitations, wanted),
    ...(onDone !== undefined && { onSuccess: onDone }),
    // After a refusal too: what this window shows was out of date.
    onSettled: refresh,
  });
}
