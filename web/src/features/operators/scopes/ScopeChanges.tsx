import type { OperatorScopes } from '#shared/api/operatorScopes.ts';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { scopeMessages as words } from '#web/presentation/messages.scopes.ts';
import { SubjectName, TargetName } from './ScopeWords.tsx';

type Change = OperatorScopes['changes'][number];

/** How the scopes came to be so: each change with its version, who made it and when. */
export function ScopeChanges({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <Disclosure summary={words.changes}>
      <ol className="flex flex-col gap-3">
        {changes.map((one) => (
          <ChangeRow key={`${one.subject.kind} ${one.subject.id} ${one.version}`} {...one} />
        ))}
      </ol>
    </Disclosure>
  );
}

function ChangeRow({ subject, version, scope, granted, changedBy, at }: Change) {
  return (
    <li className="flex flex-wrap gap-x-6 gap-y-1 border-line border-t pt-3 first:border-t-0">
      <div className="min-w-56 flex-1">
        <SubjectName {...subject} />
        <p className="text-muted text-small">{words.version(version)}</p>
      </div>
      <div className="min-w-56 flex-1">
        <TargetName scope={scope} />
        <p className="text-muted text-small">
          {granted ? words.gave : words.took} <RelativeTime instant={at} /> {words.by}{' '}
          <bdi>{changedBy.displayName ?? changedBy.id}</bdi>
        </p>
      </div>
    </li>
  );
}
