import { Link } from '@tanstack/react-router';
import { ListX, Trash2 } from 'lucide-react';
import type { Removal } from '#shared/api/removals.ts';
import { useMe } from '#web/app/providers/services.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { ListPage } from '#web/components/ListPage.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';
import { mayRemove } from './mayRemove.ts';
import { RemovalBadge } from './RemovalBadge.tsx';
import { useRemovals } from './useRemovals.ts';

/** Every removal of many keys, with how it stands. */
export function RemovalsPage() {
  const me = useMe();
  const list = useRemovals();
  const choose = mayRemove(me.roles) && (
    <ButtonLink to="/removals/new" icon={<ListX aria-hidden size={16} />}>
      {words.newRemoval}
    </ButtonLink>
  );
  return (
    <ListPage
      title={words.title}
      intro={words.intro}
      action={choose}
      list={list}
      loading={words.loading}
      items={list.data ?? []}
      empty={{
        icon: <Trash2 aria-hidden size={32} />,
        title: words.emptyTitle,
        text: words.emptyText,
      }}
      caption={words.caption}
      card={(removal) => <RemovalCard removal={removal} />}
    />
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
