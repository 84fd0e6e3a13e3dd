import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShowPass } from '#web/app/passes/ShowPass.tsx';
import { useServices } from '#web/app/providers/services.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';

const KEY = ['myPasses'];

/** Access passes that the caller hands to people they manage; nothing where there is none. */
export function HandOverPasses() {
  const { invitations } = useServices();
  const queries = useQueryClient();
  const mine = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => invitations.myPasses({ signal }),
  });
  const passes = mine.data?.passes ?? [];
  if (passes.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-title">{words.myPassesTitle}</h2>
      <ul className="flex flex-col gap-3">
        {passes.map(({ invitationId, person, endsAt }) => (
          <li
            key={invitationId}
            className="flex flex-wrap items-center gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
          >
            <div className="min-w-56 flex-1">
              <p className="font-semibold">
                <bdi>{person.displayName}</bdi>
              </p>
              <p>{words.myPassText}</p>
              <p className="text-muted text-small">
                {words.until} <RelativeTime instant={endsAt} />
              </p>
            </div>
            <ShowPass
              person={person.displayName}
              reveal={async () => invitations.revealMyPass(invitationId)}
              confirm={async (reservationId) =>
                invitations.confirmMyPass(invitationId, reservationId)
              }
              onClosed={() => void queries.invalidateQueries({ queryKey: KEY })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
