import { useQuery } from '@tanstack/react-query';
import { useServices } from '../providers/services.ts';

/** The cache key of one person's details; what changed a person's passkeys invalidates it. */
export function personKey(userId: string): readonly string[] {
  return ['person', userId];
}

/** One person with their passkeys and what stands in the way of another one. */
export function usePerson(userId: string | undefined) {
  const { backend } = useServices();
  return useQuery({
    queryKey: personKey(userId ?? ''),
    queryFn: ({ signal }) => backend.person(userId ?? '', { signal }),
    enabled: userId !== undefined,
  });
}
