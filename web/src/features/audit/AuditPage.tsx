import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Download, SearchX } from 'lucide-react';
import type { AuditRecordView } from '#shared/api/audit.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { auditMessages as words } from '#web/presentation/messages.audit.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import type { AuditSearch } from './auditSearch.ts';
import { actorWords, shortId } from './recordWords.ts';
import { useAudit, useAuditExport } from './useAudit.ts';

/** The audit log for those who have to answer questions about it: search, read, take away. */
export function AuditPage() {
  const search = useSearch({ from: '/audit/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const me = useMe();
  const audit = useAudit(search);
  const records = audit.data?.pages.flatMap((page) => page.records) ?? [];
  const change = (changed: { readonly [Name in keyof AuditSearch]?: string | undefined }) =>
    void navigate({ search: { ...search, ...changed } as AuditSearch, replace: true });
  return (
    <div className="flex max-w-7xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      <AuditFilters
        search={search}
        actions={audit.data?.pages[0]?.actions ?? []}
        holderName={nameOf(records, search.holder)}
        actorName={search.actor === undefined ? '' : actorWords(search.actor, me.id)}
        onChange={change}
      />
      <ExportBar search={search} />
      {audit.isPending && <Skeleton label={words.loading} lines={8} />}
      <QueryFailure of={audit} />
      {audit.isSuccess && records.length === 0 && (
        <EmptyState
          icon={<SearchX aria-hidden size={32} />}
          title={words.emptyTitle}
          action={<ClearAll />}
        >
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {records.length > 0 && (
        <div className="flex flex-col gap-3">
          <output className="text-muted">{words.count(records.length, audit.hasNextPage)}</output>
          <AuditTable
            records={records}
            onHolder={(holder) => change({ holder })}
            onActor={(actor) => change({ actor })}
          />
          {audit.hasNextPage && (
            <Button
              className="self-center"
              busy={audit.isFetchingNextPage}
              onClick={() => void audit.fetchNextPage()}
            >
              {words.more}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function nameOf(records: readonly AuditRecordView[], holderId: string | undefined): string {
  const known = records.find((record) => record.holderId === holderId && record.holderName);
  return known?.holderName ?? shortId(holderId ?? '');
}

function ClearAll() {
  return (
    <Link
      to="/audit"
      className="inline-flex min-h-10 items-center text-accent-text hover:underline"
    >
      {words.clearAll}
    </Link>
  );
}

function ExportBar({ search }: { readonly search: AuditSearch }) {
  const saving = useAuditExport(search);
  const button = (format: 'csv' | 'jsonl', label: string) => (
    <Button
      icon={<Download aria-hidden size={16} />}
      busy={saving.isPending && saving.variables === format}
      onClick={() => saving.mutate(format)}
    >
      {label}
    </Button>
  );
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {button('csv', words.exportCsv)}
        {button('jsonl', words.exportLines)}
        <span className="text-muted text-small">{words.exporting}</span>
      </div>
      {saving.isError && <FailureNotice code={failureCodeOf(saving.error)} />}
    </div>
  );
}
