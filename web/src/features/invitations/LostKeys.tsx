import { useQuery } from '@tanstack/react-query';
import { MailPlus } from 'lucide-react';
import { useServices } from '#web/app/providers/services.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';

const words = lostKeyMessages.waiting;
const AGAIN_AFTER_MS = 15_000;

/** Who lost a key and waits for another one; nothing where nobody does. */
export function LostKeys() {
  const { ownKeys } = useServices();
  const list = useQuery({
    queryKey: ['invitations', 'lostKeys'],
    queryFn: async ({ signal }) => ownKeys.lost({ signal }),
    refetchInterval: AGAIN_AFTER_MS,
  });
  const lost = list.data?.lost ?? [];
  if (lost.length === 0) return null;
  return (
    <section aria-labelledby="lost-keys" className="flex flex-col gap-3">
      <h2 id="lost-keys" className="font-semibold text-title">
        {words.title}
      </h2>
      <p className="max-w-prose text-muted">{words.text}</p>
      <ul className="flex flex-col gap-3">
        {lost.map(({ id, person, key, at, isRemoved }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
          >
            <div className="min-w-56 flex-1">
              <h3 className="break-words font-semibold">
                <bdi>{person.displayName}</bdi>
              </h3>
              <p className="break-words text-muted text-small">{person.userPrincipalName}</p>
              <p>
                <bdi>{words.lost(keyWords(key))}</bdi> · <RelativeTime instant={at} />
              </p>
              {!isRemoved && <p className="text-warn">{words.stillThere}</p>}
            </div>
            <ButtonLink
              to="/invitations/new"
              search={{ for: person.id }}
              aria-label={words.inviteWhom(person.displayName)}
              look="secondary"
              icon={<MailPlus aria-hidden size={16} />}
            >
              {words.invite}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function keyWords({ productName, serial }: { productName: string; serial: string | null }): string {
  const name = productName === '' ? lostKeyMessages.unnamed : productName;
  return serial === null ? name : `${name} (${serial})`;
}
