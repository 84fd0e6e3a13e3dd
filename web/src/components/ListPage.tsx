import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState } from './EmptyState.tsx';
import { PageHeading } from './PageHeading.tsx';
import { QueryFailure } from './QueryFailure.tsx';
import { Skeleton } from './Skeleton.tsx';

interface ListPageProps<Item> {
  readonly title: string;
  readonly intro: string;
  /** Begins a new one; false: not theirs to do. */
  readonly action: ReactNode;
  readonly list: Pick<
    UseQueryResult,
    'isPending' | 'isSuccess' | 'isError' | 'error' | 'isFetching' | 'refetch'
  >;
  readonly loading: string;
  readonly items: readonly Item[];
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly text: string };
  /** Names the list. */
  readonly caption: string;
  readonly card: (item: Item) => ReactNode;
  /** What is said above the list. */
  readonly children?: ReactNode;
}

/** A page that is a list of cards, and begins new ones: from its head, or from the middle while there are none. */
export function ListPage<Item extends { readonly id: string }>(props: ListPageProps<Item>) {
  const { title, intro, action, list, loading, items, empty, caption, card, children } = props;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex flex-col gap-2">
          <PageHeading tab={title}>{title}</PageHeading>
          <p className="max-w-prose text-muted">{intro}</p>
        </div>
        {items.length > 0 && action}
      </div>
      {children}
      {list.isPending && <Skeleton label={loading} />}
      <QueryFailure of={list} />
      {list.isSuccess && items.length === 0 && (
        <EmptyState icon={empty.icon} title={empty.title} action={action || undefined}>
          <p>{empty.text}</p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul aria-label={caption} className="flex flex-col gap-3">
          {items.map((item) => (
            <li key={item.id}>{card(item)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
