import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useServices } from '#web/app/providers/services.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { FailureNotice, failureCodeOf } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { PasskeyList } from '#web/components/PasskeyList.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { selfMessages as words } from '#web/presentation/messages.self.ts';
import { HandOverPasses } from './HandOverPasses.tsx';
import { WaitingPinCard } from './WaitingPinCard.tsx';

/** The caller's own passkeys, and the PINs that wait for nobody but them. */
export function MyKeysPage() {
  const { backend } = useServices();
  const mine = useQuery({
    queryKey: ['myKeys'],
    queryFn: ({ signal }) => backend.myKeys({ signal }),
  });
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <PageHeading tab={words.title}>{words.title}</PageHeading>
      {mine.isPending && <Skeleton label={words.loading} />}
      {mine.isError && (
        <FailureNotice
          code={failureCodeOf(mine.error)}
          onRetry={() => void mine.refetch()}
          isRetrying={mine.isFetching}
        />
      )}
      {mine.data !== undefined && mine.data.pins.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2 className="font-semibold text-title">{words.waitingTitle}</h2>
          <ul className="flex flex-col gap-3">
            {mine.data.pins.map((pin) => (
              <li key={pin.enrolmentId}>
                <WaitingPinCard pin={pin} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <HandOverPasses />
      {mine.data !== undefined && (
        <section className="flex flex-col gap-3">
          <h2 className="font-semibold text-title">{words.passkeys}</h2>
          {mine.data.passkeys.length === 0 ? (
            <EmptyState icon={<KeyRound aria-hidden size={32} />} title={words.noPasskeys}>
              <p>{words.noPasskeysText}</p>
            </EmptyState>
          ) : (
            <PasskeyList passkeys={mine.data.passkeys} />
          )}
          <Link
            to="/enrol/guided"
            className="inline-flex min-h-11 items-center self-start text-accent-text hover:underline"
          >
            {words.registerOwn}
          </Link>
        </section>
      )}
    </div>
  );
}
