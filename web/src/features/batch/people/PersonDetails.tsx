import { Link } from '@tanstack/react-router';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PersonRow } from '#web/usecases/people/peopleTable.ts';
import { isOverridable } from '#web/usecases/people/peopleView.ts';
import { type AssignSerial, SerialField } from './SerialField.tsx';
import { StateOfPerson } from './StateOfPerson.tsx';

interface PersonDetailsProps {
  readonly person: PersonRow | null;
  readonly onInclude: (key: string, isIncluded: boolean) => void;
  readonly onAssign: AssignSerial;
  readonly onNext: () => void;
}

/** Why somebody is or is not ready, and what to do about it. */
export function PersonDetails({ person, ...more }: PersonDetailsProps) {
  return (
    <section
      aria-label={words.details}
      className="flex flex-col gap-3 self-start rounded-md border border-line bg-surface p-4 wide:sticky wide:top-16 wide:w-80 wide:shrink-0"
    >
      {person === null ? (
        <p className="text-muted">{words.detailsEmpty}</p>
      ) : (
        <Details person={person} {...more} />
      )}
    </section>
  );
}

interface DetailsProps extends PersonDetailsProps {
  readonly person: PersonRow;
}

function Details({ person, onInclude, onAssign, onNext }: DetailsProps) {
  const { key, name, userPrincipalName, status } = person;
  const isFound = status !== 'open' && userPrincipalName !== '';
  return (
    <>
      <div>
        <h2 className="font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <p className="break-words text-muted text-small">
          <bdi>{userPrincipalName}</bdi>
        </p>
      </div>
      <StateOfPerson person={person} />
      <Reasons person={person} />
      <Override person={person} onInclude={onInclude} />
      {getsKey(person) && <SerialField person={person} onAssign={onAssign} onNext={onNext} />}
      {isFound && (
        <Link
          to="/people/$userId"
          params={{ userId: key }}
          className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
        >
          {words.open}
        </Link>
      )}
    </>
  );
}

function getsKey({ status, isIncluded }: PersonRow): boolean {
  return status === 'ready' || status === 'hasKeys' || isIncluded;
}

function countEach<Item>(items: readonly Item[]): ReadonlyMap<Item, number> {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function Reasons({ person: { status, problems, passkeys } }: { readonly person: PersonRow }) {
  if (status === 'open' || status === 'waiting') return <p>{words.waitingText}</p>;
  if (status === 'ready') return <p>{words.readyText}</p>;
  if (status === 'hasKeys') {
    return (
      <div>
        <p>{words.hasKeysText}</p>
        <ul className="list-disc pl-5">
          {[...countEach(passkeys)].map(([model, count]) => (
            <li key={model}>{words.times(model ?? words.unknownModel, count)}</li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <ul className="flex flex-col gap-3">
      {problems.map((code) => {
        const { title, cause, next } = describeFailure(code);
        return (
          <li key={code} className="flex flex-col gap-1">
            <p className="font-semibold">{title}</p>
            <p>{cause}</p>
            <p>{next}</p>
          </li>
        );
      })}
    </ul>
  );
}

function Override({ person, onInclude }: Pick<DetailsProps, 'person' | 'onInclude'>) {
  const isAdmin = useMe().roles.includes('Admin');
  if (!isOverridable(person.problems)) return null;
  if (!isAdmin) return <p className="text-muted">{words.onlyAdmin}</p>;
  return (
    <div className="flex flex-col items-start gap-2">
      {person.isIncluded && <p>{words.includedText}</p>}
      <Button
        look={person.isIncluded ? 'secondary' : 'danger'}
        onClick={() => onInclude(person.key, !person.isIncluded)}
      >
        {person.isIncluded ? words.leaveOut : words.include}
      </Button>
    </div>
  );
}
