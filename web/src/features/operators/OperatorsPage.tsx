import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import { personKey } from '#web/app/people/usePerson.ts';
import { useServices } from '#web/app/providers/services.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { StatusLine } from '#web/components/StatusLine.tsx';
import { operatorMessages as words } from '#web/presentation/messages.operators.ts';
import { scopeMessages } from '#web/presentation/messages.scopes.ts';
import { SuspendDialog } from './SuspendDialog.tsx';
import { SuspendedRow } from './SuspendedRow.tsx';
import { type SuspensionChange, useChangeSuspension, useSuspended } from './useSuspended.ts';

/** Where admins stop operators at once, and let them back. */
export function OperatorsPage() {
  const list = useSuspended();
  const change = useChangeSuspension();
  const chosen = useChosenPerson();
  const [said, setSaid] = useState('');
  const suspended = list.data?.suspended ?? [];

  const apply = (wanted: SuspensionChange) => {
    chosen.clear();
    setSaid('');
    change.mutate(wanted, {
      onSuccess: () =>
        setSaid(wanted.suspended ? words.isSuspended(wanted.name) : words.isBack(wanted.name)),
    });
  };
  const failure = change.error ?? chosen.error ?? list.error;

  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
        <Link
          to="/operators/scopes"
          className="inline-flex min-h-11 items-center self-start text-accent-text hover:underline"
        >
          {scopeMessages.link}
        </Link>
      </div>
      <section aria-labelledby="suspend" className="flex max-w-xl flex-col gap-3">
        <h2 id="suspend" className="font-semibold text-title">
          {words.find}
        </h2>
        <PersonSearch onPick={chosen.choose} />
      </section>
      <section aria-labelledby="suspended" className="flex flex-col gap-3">
        <h2 id="suspended" className="font-semibold text-title">
          {words.now}
        </h2>
        <StatusLine>{said}</StatusLine>
        {failure !== null && (
          <div role="alert">
            <FailureNotice code={failureCodeOf(failure)} />
          </div>
        )}
        {list.isPending && <Skeleton label={words.loading} />}
        {list.data !== undefined && suspended.length === 0 && (
          <EmptyState icon={<UserCheck aria-hidden size={32} />} title={words.nobody}>
            <p>{words.nobodyText}</p>
          </EmptyState>
        )}
        <ul className="flex flex-col gap-3">
          {suspended.map((one) => {
            const { operatorId: userId } = one;
            const isBusy = change.isPending && change.variables.userId === userId;
            return (
              <SuspendedRow
                key={userId}
                suspension={one}
                isBusy={isBusy}
                onLetBack={(name) => apply({ userId, name, suspended: false })}
              />
            );
          })}
        </ul>
      </section>
      {chosen.person !== null && (
        <SuspendDialog
          userId={chosen.person.userId}
          name={chosen.person.name}
          onSuspend={() => chosen.person && apply({ ...chosen.person, suspended: true })}
          onClose={chosen.clear}
        />
      )}
    </div>
  );
}

/** Whom an admin picked from the search, with the name that the question needs. */
function useChosenPerson() {
  const { backend } = useServices();
  const queries = useQueryClient();
  const [person, setPerson] = useState<Omit<SuspensionChange, 'suspended'> | null>(null);
  const [error, setError] = useState<Error | null>(null);
  return {
    person,
    error,
    clear: () => setPerson(null),
    choose(userId: string) {
      setError(null);
      queries
        .fetchQuery({ queryKey: personKey(userId), queryFn: () => backend.person(userId) })
        .then(({ person: { displayName } }) => setPerson({ userId, name: displayName }), setError);
    },
  };
}
