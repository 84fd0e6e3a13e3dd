import { FileUp, Plus, SlidersHorizontal } from 'lucide-react';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { ProfileTable } from './ProfileTable.tsx';
import { useAllProfiles, useMayChange } from './useProfileBook.ts';

/** How keys are set up here: what there is to choose from at the Station, and what was retired. */
export function ProfilesPage() {
  const profiles = useAllProfiles();
  const mayChange = useMayChange();
  const current = profiles.data?.filter(({ state }) => state === 'current') ?? [];
  const retired = profiles.data?.filter(({ state }) => state === 'retired') ?? [];
  return (
    <div className="flex max-w-7xl flex-col gap-6">
      <div className="flex flex-wrap items-start gap-4">
        <div className="flex min-w-64 flex-1 flex-col gap-2">
          <PageHeading tab={words.title}>{words.title}</PageHeading>
          <p className="max-w-prose text-muted">{words.intro}</p>
        </div>
        {mayChange && (
          <div className="flex flex-wrap gap-2">
            <ButtonLink
              to="/profiles/import"
              look="secondary"
              icon={<FileUp aria-hidden size={16} />}
            >
              {words.import}
            </ButtonLink>
            <ButtonLink to="/profiles/new" icon={<Plus aria-hidden size={16} />}>
              {words.create}
            </ButtonLink>
          </div>
        )}
      </div>
      {profiles.isPending && <Skeleton label={words.loading} lines={8} />}
      <QueryFailure of={profiles} />
      {profiles.isSuccess && current.length === 0 && (
        <EmptyState icon={<SlidersHorizontal aria-hidden size={32} />} title={words.emptyTitle}>
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {current.length > 0 && <ProfileTable caption={words.caption} profiles={current} />}
      {retired.length > 0 && (
        <Disclosure summary={words.retired(retired.length)}>
          <ProfileTable caption={words.retiredCaption} profiles={retired} />
        </Disclosure>
      )}
      {profiles.isSuccess && !mayChange && <p className="text-muted">{words.readOnly}</p>}
    </div>
  );
}
