import type { UseQueryResult } from '@tanstack/react-query';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureNotice } from './FailureNotice.tsx';

/** Why something could not be read, with a button to read it again; nothing where it could. */
export function QueryFailure({
  of,
}: {
  readonly of: Pick<UseQueryResult, 'isError' | 'error' | 'isFetching' | 'refetch'>;
}) {
  if (!of.isError) return null;
  return (
    <FailureNotice
      code={failureCodeOf(of.error)}
      onRetry={() => void of.refetch()}
      isRetrying={of.isFetching}
    />
  );
}
