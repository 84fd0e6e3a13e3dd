import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeScope, OperatorScopes, ScopeSubject } from '#shared/api/operatorScopes.ts';
import { useServices } from '#web/app/providers/services.ts';

/** What somebody wants, before it is clear over which version. */
export type WantedScope = Omit<ChangeScope, 'basedOn'>;

const KEY = ['operatorScopes'];

/** For whom operators may act, as the backend has it now. */
export function useScopes() {
  const { scopes } = useServices();
  return useQuery({ queryKey: KEY, queryFn: async ({ signal }) => scopes.list({ signal }) });
}

/** Gives a scope or takes it back, with another person's approval where one was asked for. */
export function useChangeScope() {
  const { scopes } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ change, approval }: { change: ChangeScope; approval?: string }) =>
      scopes.change(change, { approval }),
    onSuccess: (now) => queries.setQueryData(KEY, now),
    // Where somebody else was faster, the page shows what they did.
    onError: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** The version of somebody's scopes that a change is decided over. */
export function versionOf({ versions }: OperatorScopes, { kind, id }: ScopeSubject): number {
  const known = versions.find(({ subject }) => subject.kind === kind && subject.id === id);
  return known?.version ?? 0;
}

/** What an administrative unit is called; undefined while that is not known, or where it is gone. */
export function useUnitName(unitId: string): string | undefined {
  const { scopes } = useServices();
  const found = useQuery({
    queryKey: ['unit', unitId],
    queryFn: ({ signal }) => scopes.searchUnits(unitId, { signal }),
  });
  return found.data?.units.find(({ id }) => id === unitId)?.displayName;
}

/** What a group is called; undefined while that is not known, or where it is gone. */
export function useGroupName(groupId: string): string | undefined {
  const { backend } = useServices();
  const found = useQuery({
    queryKey: ['group', groupId],
    // By its id there is one at most.
    queryFn: ({ signal }) => backend.searchGroups(groupId, { signal }),
  });
  return found.data?.groups.find(({ id }) => id.toLowerCase() === groupId)?.displayName;
}
