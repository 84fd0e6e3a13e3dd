import { Link } from '@tanstack/react-router';
import { ListPlus, Users } from 'lucide-react';
import type { Batch } from '#shared/api/batches.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { ListPage } from '#web/components/ListPage.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { StateBadge } from '#web/components/StateBadge.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { allOf } from './batchState.ts';
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
    <ButtonLink to="/batch/new" icon={<ListPlus aria-hidden size={16} />}>
      {words.newBatch}
    </ButtonLink>
  );
  return (
    <ListPage
      title={words.title}
      intro={words.intro}
      action={add}
      list={list}
      loading={words.loading}
      items={list.data ?? []}
      empty={{
        icon: <Users aria-hidden size={32} />,
        title: words.emptyTitle,
        text: words.emptyText,
      }}
      caption={words.caption}
      card={(batch) => <BatchCard batch={batch} />}
    />
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
        {words.ofAll(counts.done, all)} · <bdi>{profileName(batch.profile)}</bdi> ·{' '}
        <RelativeTime instant={batch.createdAt} />
      </p>
    </article>
  );
}
