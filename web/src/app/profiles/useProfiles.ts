import { useQuery, useQueryClient } from '@tanstack/react-query';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
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

const OUT_OF_DATE: readonly FailureCode[] = ['profile_changed', 'profile_retired'];

/** For a failure: reads the profiles anew where those on the page are not what they were. */
export function useFreshProfiles(): (error: Error) => void {
  const queries = useQueryClient();
  return (error) => {
    if (!(error instanceof AppError) || !OUT_OF_DATE.includes(error.code)) return;
    void queries.invalidateQueries({ queryKey: ['profiles'] });
  };
}
