import { Link } from '@tanstack/react-router';
import { KeyRound, UserRoundSearch } from 'lucide-react';
import type { PersonDetail } from '#shared/api/people.ts';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { peopleMessages } from '#web/presentation/messages.people.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

interface HolderCardProps {
  readonly detail: PersonDetail;
  readonly onChange: () => void;
}

/** The person the next key is for: who, what they have, and what stands in the way. */
export function HolderCard({ detail, onChange }: HolderCardProps) {
  const { person, passkeys, problems } = detail;
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <PersonLine person={person} />
      {problems.map((code) => {
        const { title, cause, next } = describeFailure(code);
        return (
          <Notice key={code} tone="bad" title={title}>
            <p>{cause}</p>
            <p>{next}</p>
          </Notice>
        );
      })}
      <div className="flex flex-col gap-1">
        <p className="text-muted">{words.existing(passkeys.length)}</p>
        <ul className="flex flex-col gap-1">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex gap-2">
              <KeyRound aria-hidden size={16} className="mt-0.5 shrink-0 text-muted" />
              <span className="min-w-0">
                <bdi>{passkey.displayName}</bdi>
                {passkey.createdAt !== null && (
                  <span className="text-muted text-small">
                    {' · '}
                    {peopleMessages.added} <RelativeTime instant={passkey.createdAt} />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
        <Link
          to="/people/$userId"
          params={{ userId: person.id }}
          className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
        >
          {words.personPage}
        </Link>
      </div>
      <Button icon={<UserRoundSearch aria-hidden size={16} />} onClick={onChange}>
        {words.change}
      </Button>
    </div>
  );
}
