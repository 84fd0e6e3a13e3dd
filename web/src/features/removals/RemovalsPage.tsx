import { Link } from '@tanstack/react-router';
import { ListX, Trash2 } from 'lucide-react';
import type { Removal } from '#shared/api/removals.ts';
import { useMe } from '#web/app/providers/services.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';
import { mayRemove } from './mayRemove.ts';
import { RemovalBadge } from './RemovalBadge.tsx';
import { useRemovals } from './useRemovals.ts';

/** Every removal of many keys, with how it stands. */
export function RemovalsPage() {
  const me = useMe();
  const list = useRemovals();
  const choose = mayRemove(me.roles) && (
    <Link
      to="/removals/new"
      className="inline-flex min-h-10 items-center gap-2 rounded-md bg-accent px-4 font-semibold text-on-accent hover:bg-accent-hover"
    >
      <ListX aria-hidden size={16} />
      {words.newRemoval}
    </Link>
  );
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex flex-col gap-2">
          <PageHeading tab={words.title}>{words.title}</PageHeading>
          <p className="max-w-prose text-muted">{words.intro}</p>
        </div>
        {list.data !== undefined && list.data.length > 0 && choose}
      </div>
      {list.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={list} />
      {list.data?.length === 0 && (
        <EmptyState
          icon={<Trash2 aria-hidden size={32} />}
          title={words.emptyTitle}
          action={choose || undefined}
        >
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {list.data !== undefined && list.data.length > 0 && (
        <ul aria-label={words.caption} className="flex flex-col gap-3">
          {list.data.map((removal) => (
            <li key={removal.id}>
              <RemovalCard removal={removal} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function RemovalCard({ removal }: { readonly removal: Removal }) {
  const { waiting, left, asked, removed, kept } = removal.counts;
  return (
    <article className="relative flex flex-col gap-2 rounded-md border border-line bg-surface p-4 shadow-card hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="min-w-0 break-words font-semibold">
          <Link
            to="/removals/$removalId"
            params={{ removalId: removal.id }}
            className="after:absolute after:inset-0"
          >
            <bdi>{removal.reason}</bdi>
          </Link>
        </h2>
        <RemovalBadge state={removal.state} />
      </div>
      <p className="text-muted text-small">
        {words.counts(removed, waiting + left + asked + removed + kept)} ·{' '}
        <bdi>{words.planned(removal.createdBy.displayName ?? words.someone)}</bdi> ·{' '}
        <RelativeTime instant={removal.createdAt} />
      </p>
    </article>
  );
}
