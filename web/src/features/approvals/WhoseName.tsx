import { usePerson } from '#web/app/people/usePerson.ts';
import { PersonLine } from '#web/components/PersonLine.tsx';

/** By name, else by what never changes. */
export function WhoseName({ userId }: { readonly userId: string }) {
  const person = usePerson(userId).data?.person;
  return person === undefined ? (
    <code className="break-words font-mono text-small">{userId}</code>
  ) : (
    <PersonLine person={person} />
  );
}
