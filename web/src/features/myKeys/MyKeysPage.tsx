import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OwnPasskey } from '#shared/api/myKeys.ts';
import { useServices } from '#web/app/providers/services.ts';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import { selfMessages as words } from '#web/presentation/messages.self.ts';
import { HandOverPasses } from './HandOverPasses.tsx';
import { OwnKeys } from './OwnKeys.tsx';
import { WaitingPinCard } from './WaitingPinCard.tsx';

const LINK = 'inline-flex min-h-11 items-center text-accent-text hover:underline';
const AGAIN_AFTER_MS = 5_000;
const isBeingRemoved = (passkey: OwnPasskey) => passkey.isBeingRemoved;

/** The caller's own passkeys, and the PINs that wait for nobody but them. */
export function MyKeysPage() {
  const { backend } = useServices();
  const mine = useQuery({
    queryKey: ['myKeys'],
    queryFn: ({ signal }) => backend.myKeys({ signal }),
    refetchInterval: ({ state }) =>
      state.data?.passkeys.some(isBeingRemoved) ? AGAIN_AFTER_MS : false,
  });
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <PageHeading tab={words.title}>{words.title}</PageHeading>
      {mine.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={mine} />
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
          <OwnKeys passkeys={mine.data.passkeys} />
        </section>
      )}
      <div className="flex flex-wrap gap-x-6">
        {mine.data !== undefined && (
          <>
            <Link to="/enrol/guided" className={LINK}>
              {words.registerOwn}
            </Link>
            <Link to="/my-keys/report" className={LINK}>
              {lostKeyMessages.history}
            </Link>
          </>
        )}
        <Link to="/my-keys/key" className={LINK}>
          {words.plugged}
        </Link>
      </div>
    </div>
  );
}
