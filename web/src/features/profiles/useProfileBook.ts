import '#web/presentation/laterFailures.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProfileVersion } from '#shared/api/profiles.ts';
import { useMe, useServices } from '#web/app/providers/services.ts';
import type { BackendPort } from '#web/usecases/ports.ts';

/** Everything about profiles is asked anew after a change, the Station's choice too. */
const PROFILES_KEY: readonly string[] = ['profiles'];

/** Whether this person may change profiles. A courtesy: the backend is what refuses. */
export function useMayChange(): boolean {
  return useMe().roles.includes('Admin');
}

/** Every profile, retired ones too. */
export function useAllProfiles() {
  const { backend } = useServices();
  return useQuery({
    queryKey: [...PROFILES_KEY, 'all'],
    queryFn: ({ signal }) => backend.allProfiles({ signal }),
  });
}

/** One profile with its versions. */
export function useProfile(id: string) {
  const { backend } = useServices();
  return useQuery({
    queryKey: [...PROFILES_KEY, 'one', id],
    queryFn: ({ signal }) => backend.profile(id, { signal }),
  });
}

/** What is to be changed, with another person's approval where that was asked for. */
interface Wanted<Change> {
  readonly wanted: Change;
  readonly approval?: string;
}

/** Something that changes a profile, by the backend's own call. */
export function useProfileChange<Change>(
  change: (
    backend: BackendPort,
    change: Change,
    options: { readonly approval: string | undefined },
  ) => Promise<ProfileVersion>,
) {
  const { backend } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ wanted, approval }: Wanted<Change>) => change(backend, wanted, { approval }),
    // After a refusal too: what this window shows was out of date.
    onSettled: () => queries.invalidateQueries({ queryKey: PROFILES_KEY }),
  });
}
