import { Ban, UserRound } from 'lucide-react';
import type { Person } from '#shared/api/people.ts';
import { peopleMessages as words } from '#web/presentation/messages.people.ts';

type ShownPerson = Pick<Person, 'displayName' | 'userPrincipalName' | 'enabled' | 'guest'>;

/** A person in two lines: name, then user principal name; with what is unusual about the account. */
export function PersonLine({ person }: { readonly person: ShownPerson }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-muted">
        {person.enabled ? <UserRound aria-hidden size={18} /> : <Ban aria-hidden size={18} />}
      </span>
      <div className="min-w-0">
        <div className="break-words">
          <bdi>{person.displayName}</bdi>
          {!person.enabled && <Tag>{words.disabled}</Tag>}
          {person.guest && <Tag>{words.guest}</Tag>}
        </div>
        <div className="break-words text-muted text-small">
          <bdi>{person.userPrincipalName}</bdi>
        </div>
      </div>
    </div>
  );
}

function Tag({ children }: { readonly children: string }) {
  return (
    <span className="ml-2 inline-block rounded-full border border-line-strong px-2 text-muted text-small">
      {children}
    </span>
  );
}
