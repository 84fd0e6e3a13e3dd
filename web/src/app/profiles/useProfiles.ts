import { useQuery } from '@tanstack/react-query';
import { useServices } from '#web/app/providers/services.ts';

/** The profiles an enrolment can follow, the default first. */
export function useProfiles() {
  const { backend } = useServices();
  return useQuery({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => backend.profiles({ signal }),
    staleTime: 300_000,
  });
}
