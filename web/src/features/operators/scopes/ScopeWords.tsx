import type { ScopeSubject, ScopeTarget } from '#shared/api/operatorScopes.ts';
import { usePerson } from '#web/app/people/usePerson.ts';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { scopeMessages as words } from '#web/presentation/messages.scopes.ts';
import { useGroupName, useUnitName } from './useScopes.ts';

/** Who has the scope. */
export function SubjectName({ kind, id }: ScopeSubject) {
  return kind === 'operator' ? (
    <OperatorName id={id} />
  ) : (
    <p>
      {words.everybodyIn} <GroupName id={id} />
    </p>
  );
}

/** Whom it covers. */
export function TargetName({ scope }: { readonly scope: ScopeTarget }) {
  switch (scope.kind) {
    case 'everyone':
      return <p>{words.everybody}</p>;
    case 'group':
      return (
        <p>
          {words.peopleOfGroup} <GroupName id={scope.id} />
        </p>
      );
    case 'unit':
      return (
        <p>
          {words.peopleOfUnit} <UnitName id={scope.id} />
        </p>
      );
  }
}

function OperatorName({ id }: { readonly id: string }) {
  const person = usePerson(id).data?.person;
  return person === undefined ? <Id>{id}</Id> : <PersonLine person={person} />;
}

function GroupName({ id }: { readonly id: string }) {
  const name = useGroupName(id);
  return name === undefined ? <Id>{id}</Id> : <bdi className="font-semibold">{name}</bdi>;
}

function UnitName({ id }: { readonly id: string }) {
  const name = useUnitName(id);
  return name === undefined ? <Id>{id}</Id> : <bdi className="font-semibold">{name}</bdi>;
}

function Id({ children }: { readonly children: string }) {
  return <code className="break-words font-mono text-small">{children}</code>;
}
