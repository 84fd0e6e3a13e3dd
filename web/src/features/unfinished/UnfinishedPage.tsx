import { CircleCheck } from 'lucide-react';
import { useMe } from '#web/app/providers/services.ts';
import { mayUse } from '#web/app/shell/pagesOf.ts';
import { useUnfinished } from '#web/app/unfinished/useUnfinished.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { unfinishedMessages as words } from '#web/presentation/messages.unfinished.ts';
import { UnfinishedCard } from './UnfinishedCard.tsx';

/** What was begun and is not at its end, of every operator, with the one thing to do about each. */
export function UnfinishedPage() {
  const { roles } = useMe();
  const list = useUnfinished();
  const unfinished = list.data?.unfinished ?? [];
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      {list.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={list} />
      {list.data !== undefined && unfinished.length === 0 && (
        <EmptyState icon={<CircleCheck aria-hidden size={32} />} title={words.emptyTitle}>
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {unfinished.length > 0 && (
        <ul aria-label={words.title} className="flex flex-col gap-3">
          {unfinished.map((enrolment) => (
            <li key={enrolment.id}>
              <UnfinishedCard enrolment={enrolment} mayCarryOn={mayUse('/station', roles)} />
            </li>
          ))}
        </ul>
      )}
      {list.data?.truncated && <p className="text-muted">{words.truncated(unfinished.length)}</p>}
    </div>
  );
}
