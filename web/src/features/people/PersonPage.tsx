import { Link } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import type { PersonDetail } from '#shared/api/people.ts';
import { usePerson } from '#web/app/people/usePerson.ts';
import { HandOverPin } from '#web/app/pins/HandOverPin.tsx';
import { useMe } from '#web/app/providers/services.ts';
import { mayUse } from '#web/app/shell/pagesOf.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { PasskeyList } from '#web/components/PasskeyList.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { peopleMessages as words } from '#web/presentation/messages.people.ts';

/** One person: their passkeys, and what stands in the way of another one. */
export function PersonPage({ userId }: { readonly userId: string }) {
  const person = usePerson(userId);
  const name = person.data?.person.displayName ?? words.title;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div>
        <Link
          to="/people"
          className="inline-flex min-h-10 items-center text-accent-text hover:underline"
        >
          ← {words.title}
        </Link>
        <PageHeading tab={name}>
          <bdi>{name}</bdi>
        </PageHeading>
        {person.data !== undefined && (
          <p className="text-muted">
            <bdi>{person.data.person.userPrincipalName}</bdi>
          </p>
        )}
      </div>
      {person.isPending && <Skeleton label={words.passkeysLoading} />}
      <QueryFailure of={person} />
      {person.data !== undefined && <PersonBody detail={person.data} />}
    </div>
  );
}

function PersonBody({ detail }: { readonly detail: PersonDetail }) {
  const { roles } = useMe();
  return (
    <>
      {detail.problems.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="font-semibold text-title">{words.problemsTitle}</h2>
          <ul className="flex list-disc flex-col gap-2 pl-5">
            {detail.problems.map((code) => {
              const { title, next } = describeFailure(code);
              return (
                <li key={code}>
                  {title} <span className="text-muted">{next}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold text-title">{words.passkeys}</h2>
        {detail.passkeys.length === 0 ? (
          <EmptyState icon={<KeyRound aria-hidden size={32} />} title={words.noPasskeys}>
            <p>{words.noPasskeysText}</p>
          </EmptyState>
        ) : (
          <PasskeyList passkeys={detail.passkeys} />
        )}
      </section>
      {detail.pinsToHandOver.length > 0 && mayUse('/station', roles) && (
        <section className="flex flex-col gap-3">
          <h2 className="font-semibold text-title">{words.handOverTitle}</h2>
          <ul className="flex flex-col gap-3">
            {detail.pinsToHandOver.map((pin) => (
              <li
                key={pin.enrolmentId}
                className="flex flex-wrap items-center gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
              >
                <div className="min-w-56 flex-1">
                  <p className="font-semibold">
                    <bdi>
                      {pin.serial === null ? pin.productName : `${pin.productName}, ${pin.serial}`}
                    </bdi>
                  </p>
                  <p>{words.handOver[pin.by]}</p>
                </div>
                <HandOverPin
                  enrolmentId={pin.enrolmentId}
                  by={pin.by}
                  holderId={detail.person.id}
                  holderName={detail.person.displayName}
                  keyName={pin.productName}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {detail.problems.length === 0 && mayUse('/station', roles) && (
        <ButtonLink to="/station" search={{ for: detail.person.id }} className="self-start">
          {words.enrol}
        </ButtonLink>
      )}
    </>
  );
}
