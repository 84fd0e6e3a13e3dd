import { Link } from '@tanstack/react-router';
import { ArrowLeft, MapPinned } from 'lucide-react';
import { useState } from 'react';
import type { ChangeScope, OperatorScopes } from '#shared/api/operatorScopes.ts';
import { usePerson } from '#web/app/people/usePerson.ts';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { StatusLine } from '#web/components/StatusLine.tsx';
import { scopeMessages as words } from '#web/presentation/messages.scopes.ts';
import { GiveScopeForm } from './GiveScopeForm.tsx';
import { ScopeChanges } from './ScopeChanges.tsx';
import { ScopeDialog } from './ScopeDialog.tsx';
import { SubjectName, TargetName } from './ScopeWords.tsx';
import { useScopes, versionOf, type WantedScope } from './useScopes.ts';

type Scope = OperatorScopes['scopes'][number];

/** Where admins say for whom operators may act. */
export function ScopesPage() {
  const list = useScopes();
  const [change, setChange] = useState<ChangeScope | null>(null);
  const [said, setSaid] = useState('');
  /** A form that has done its work is empty again. */
  const [given, setGiven] = useState(0);
  const scopes = list.data?.scopes ?? [];
  const ask = (wanted: WantedScope) => {
    if (list.data === undefined) return;
    setSaid('');
    setChange({ basedOn: versionOf(list.data, wanted.subject), ...wanted });
  };
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Link
          to="/operators"
          className="inline-flex min-h-11 items-center gap-1 self-start text-accent-text hover:underline"
        >
          <ArrowLeft aria-hidden size={16} />
          {words.back}
        </Link>
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      {list.data?.inForce === false && (
        <Notice tone="warning" title={words.notInForce}>
          <p>{words.notInForceText}</p>
        </Notice>
      )}
      <section aria-labelledby="scopes" className="flex flex-col gap-3">
        <h2 id="scopes" className="font-semibold text-title">
          {words.now}
        </h2>
        <StatusLine>{said}</StatusLine>
        <QueryFailure of={list} />
        {list.isPending && <Skeleton label={words.loading} />}
        {list.data !== undefined && scopes.length === 0 && (
          <EmptyState icon={<MapPinned aria-hidden size={32} />} title={words.none}>
            <p>{list.data.inForce ? words.noneInForce : words.noneText}</p>
          </EmptyState>
        )}
        <ul className="flex flex-col gap-3">
          {scopes.map((one) => (
            <ScopeRow
              key={JSON.stringify([one.subject, one.scope])}
              one={one}
              version={list.data === undefined ? 0 : versionOf(list.data, one.subject)}
              onTake={() => ask({ subject: one.subject, scope: one.scope, granted: false })}
            />
          ))}
        </ul>
      </section>
      <section aria-labelledby="give" className="flex flex-col gap-3">
        <h2 id="give" className="font-semibold text-title">
          {words.giveTitle}
        </h2>
        <GiveScopeForm key={given} onGive={ask} />
      </section>
      <ScopeChanges changes={list.data?.changes ?? []} />
      {change !== null && (
        <ScopeDialog
          change={change}
          onClose={() => setChange(null)}
          onDone={() => {
            setSaid(change.granted ? words.isGiven : words.isTaken);
            setChange(null);
            setGiven((count) => count + 1);
          }}
        />
      )}
    </div>
  );
}

interface ScopeRowProps {
  readonly one: Scope;
  /** Of all that its subject may act for. */
  readonly version: number;
  readonly onTake: () => void;
}

function ScopeRow({ one, version, onTake }: ScopeRowProps) {
  const { subject, scope, grantedById, at } = one;
  const admin = usePerson(grantedById).data?.person;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-md border border-line bg-surface p-4 shadow-card">
      <div className="min-w-56 flex-1">
        <SubjectName {...subject} />
        {version > 0 && <p className="text-muted text-small">{words.version(version)}</p>}
      </div>
      <div className="min-w-56 flex-1">
        <TargetName scope={scope} />
        <p className="text-muted text-small">
          <RelativeTime instant={at} /> {words.by} <bdi>{admin?.displayName ?? grantedById}</bdi>
        </p>
      </div>
      <Button onClick={onTake}>{words.take}</Button>
    </li>
  );
}
