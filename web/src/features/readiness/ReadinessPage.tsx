import '#web/presentation/laterFailures.ts';
import { RefreshCw } from 'lucide-react';
import type { PostureReport } from '#shared/api/posture.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { readinessMessages as words } from '#web/presentation/messages.readiness.ts';
import { CheckCard } from './CheckCard.tsx';
import { useLookAgain, usePosture } from './usePosture.ts';

/** Whether the tenant is set up as Keywright relies on it, for who has to answer for that. */
export function ReadinessPage() {
  const { roles } = useMe();
  const posture = usePosture();
  const again = useLookAgain();
  const report = posture.data;
  const isLooking = again.isPending || report?.isLooking === true;
  const failure = again.error ?? posture.error;
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        {roles.includes('Admin') && (
          <Button
            icon={<RefreshCw aria-hidden size={16} />}
            busy={isLooking}
            onClick={() => again.mutate()}
          >
            {words.lookAgain}
          </Button>
        )}
        <p role="status" className="text-muted">
          {isLooking ? words.looking : <LookedAt at={report?.lookedAt} />}
        </p>
      </div>
      {failure !== null && (
        <div role="alert">
          <FailureNotice
            code={failureCodeOf(failure)}
            onRetry={() => void posture.refetch()}
            isRetrying={posture.isFetching}
          />
        </div>
      )}
      {posture.isPending && <Skeleton label={words.loading} lines={6} />}
      <ul className="flex flex-col gap-4">
        {worstFirst(report?.checks ?? []).map((check) => (
          <CheckCard key={check.check} check={check} />
        ))}
      </ul>
    </div>
  );
}

const ORDER = ['broken', 'unknown', 'attention', 'ok'] as const;

/** What there is to do is the first thing that is seen. */
function worstFirst(checks: PostureReport['checks']): PostureReport['checks'] {
  return ORDER.flatMap((state) => checks.filter((check) => check.state === state));
}

function LookedAt({ at }: { readonly at: string | null | undefined }) {
  if (at === undefined) return null;
  if (at === null) return words.never;
  return (
    <>
      {words.lookedAt} <RelativeTime key={at} instant={at} />
    </>
  );
}
