import type { ChangeScope } from '#shared/api/operatorScopes.ts';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { Fact } from './Fact.tsx';
import { WhoseName } from './WhoseName.tsx';

/** To whom a scope is given, or from whom it is taken, and over whom. */
export function ScopeFacts({ change }: { readonly change: ChangeScope }) {
  const { subject, scope, granted } = change;
  return (
    <>
      <Fact name={words.facts.to}>
        {words.scopeSubjects[subject.kind]}
        {subject.kind === 'operator' ? <WhoseName userId={subject.id} /> : <Id id={subject.id} />}
      </Fact>
      <Fact name={words.facts.over}>
        {words.scopeTargets[scope.kind]}
        {scope.kind !== 'everyone' && <Id id={scope.id} />}
        <span className="block">{granted ? words.granted.yes : words.granted.no}</span>
      </Fact>
    </>
  );
}

function Id({ id }: { readonly id: string }) {
  return <code className="block break-words font-mono text-small">{id}</code>;
}
