import { Link } from '@tanstack/react-router';
import type { RemovalDetail } from '#shared/api/removals.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';
import { mayRemove } from './mayRemove.ts';
import { RemovalBadge } from './RemovalBadge.tsx';
import { RemovalKeys } from './RemovalKeys.tsx';
import { StartRemoval } from './StartRemoval.tsx';
import { StopRemoval } from './StopRemoval.tsx';
import { useRemoval, useRemovalResults } from './useRemovals.ts';

/** One removal: which keys, how it stands, and what can be done about it. */
export function RemovalPage({ id }: { readonly id: string }) {
  const removal = useRemoval(id);
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <Link to="/removals" className="text-accent-text underline">
        {words.back}
      </Link>
      {removal.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={removal} />
      {removal.data !== undefined && <Known removal={removal.data} />}
    </div>
  );
}

function Known({ removal }: { readonly removal: RemovalDetail }) {
  const { state, notFound } = removal;
  const me = useMe();
  const results = useRemovalResults(removal.id);
  const isUnderWay = state === 'waiting' || state === 'running';
  return (
    <>
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-4">
          <PageHeading tab={words.title}>
            <bdi>{words.about(removal.reason)}</bdi>
          </PageHeading>
          <RemovalBadge state={state} />
        </div>
        <p className="text-muted">
          <bdi>{whoDidWhat(removal)}</bdi>
        </p>
      </div>
      {notFound.length > 0 && (
        <Notice tone="warning">
          <p className="break-words">
            <bdi>{words.notFound(notFound.join(', '))}</bdi>
          </p>
        </Notice>
      )}
      <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
        {state === 'planned' && mayRemove(me.roles) && <StartRemoval removal={removal} />}
        {isUnderWay && <StopRemoval removal={removal} mayStop={mayRemove(me.roles)} />}
      </div>
      {results.isError && <FailureNotice code={failureCodeOf(results.error)} />}
      <section aria-labelledby="keys" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="keys" className="font-semibold text-title">
            {words.keys}
          </h2>
          <Button busy={results.isPending} onClick={() => results.mutate()}>
            {words.save}
          </Button>
        </div>
        <RemovalKeys removal={removal} />
      </section>
    </>
  );
}

/** The last one who did something with it. */
function whoDidWhat({ state, createdBy, startedBy, stoppedBy }: RemovalDetail): string {
  if (state === 'stopped') {
    return stoppedBy === null
      ? words.stoppedBySystem
      : words.stopped(stoppedBy.displayName ?? words.someone);
  }
  return startedBy === null
    ? words.planned(createdBy.displayName ?? words.someone)
    : words.started(startedBy.displayName ?? words.someone);
}
