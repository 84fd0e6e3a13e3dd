import { Link } from '@tanstack/react-router';
import { ListPlus, Users } from 'lucide-react';
import type { Batch } from '#shared/api/batches.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { StateBadge } from '#web/components/StateBadge.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { allOf } from './batchCounts.ts';
import { useBatches } from './useBatch.ts';

const TONES = {
  ready: 'quiet',
  running: 'work',
  paused: 'call',
  stopping: 'work',
  ended: 'quiet',
} as const satisfies Record<Batch['state'], string>;

/** Every batch, with how far it is. */
export function BatchListPage() {
  const list = useBatches();
  const add = (
    <Link
      to="/batch/new"
      className="inline-flex min-h-10 items-center gap-2 rounded-md bg-accent px-4 font-semibold text-on-accent hover:bg-accent-hover"
    >
      <ListPlus aria-hidden size={16} />
      {words.newBatch}
    </Link>
  );
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex flex-col gap-2">
          <PageHeading tab={words.title}>{words.title}</PageHeading>
          <p className="max-w-prose text-muted">{words.intro}</p>
        </div>
        {list.data !== undefined && list.data.length > 0 && add}
      </div>
      {list.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={list} />
      {list.data?.length === 0 && (
        <EmptyState icon={<Users aria-hidden size={32} />} title={words.emptyTitle} action={add}>
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <ul aria-label={words.caption} className="flex flex-col gap-3">
          {list.data.map((batch) => (
            <li key={batch.id}>
              <BatchCard batch={batch} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function BatchCard({ batch }: { readonly batch: Batch }) {
  const { counts } = batch;
  const all = allOf(counts);
  return (
    <article className="relative flex flex-col gap-2 rounded-md border border-line bg-surface p-4 shadow-card hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="font-semibold">
          <Link
            to="/batch/$batchId"
            params={{ batchId: batch.id }}
            className="after:absolute after:inset-0"
          >
            <bdi>{batch.name}</bdi>
          </Link>
        </h2>
        <StateBadge tone={TONES[batch.state]}>{words.states[batch.state]}</StateBadge>
      </div>
      <progress
        className="kw-progress h-1.5 w-full"
        value={counts.done}
        max={Math.max(all, 1)}
        aria-label={words.ofAll(counts.done, all)}
      />
      <p className="text-muted text-small">
        {words.ofAll(counts.done, all)} · <bdi>{batch.profile.name}</bdi> ·{' '}
        <RelativeTime instant={batch.createdAt} />
      </p>
    </article>
  );
}
