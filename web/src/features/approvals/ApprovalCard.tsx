import type { ReactNode } from 'react';
import type { Approval } from '#shared/api/approvals.ts';
import { clockTime } from '#web/app/approvals/clockTime.ts';
import { useMe } from '#web/app/providers/services.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { auditMessages } from '#web/presentation/messages.audit.ts';
import { Fact } from './Fact.tsx';
import { ItemFacts } from './ItemFacts.tsx';

interface ApprovalCardProps {
  readonly approval: Approval;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** One request: exactly what will happen, who asks, and how it stands. */
export function ApprovalCard({ approval, children }: ApprovalCardProps) {
  const me = useMe();
  const { item, askedBy, state } = approval;
  const isMine = askedBy.id.toLowerCase() === me.id.toLowerCase();
  return (
    <article className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="font-semibold text-title">{words.actions[item.action]}</h3>
        <p className="text-muted">
          <RelativeTime instant={approval.askedAt} />
        </p>
      </div>
      <dl className="grid gap-x-6 gap-y-3 wide:grid-cols-2">
        <Fact name={words.facts.askedBy}>
          <bdi>{isMine ? auditMessages.you : (askedBy.displayName ?? askedBy.id)}</bdi>
        </Fact>
        <Fact name={words.facts.request}>
          <Standing approval={approval} />
        </Fact>
        <ItemFacts item={item} />
      </dl>
      {approval.reason !== null && (
        <p>
          <bdi>{words.said(approval.reason)}</bdi>
        </p>
      )}
      {(state === 'waiting' || state === 'approved') && children}
    </article>
  );
}

function Standing({ approval }: { readonly approval: Approval }) {
  const { state, decidedBy, expiresAt, useBy } = approval;
  const word = words.states[state];
  const said =
    decidedBy === null ? word : words.decidedBy(word, decidedBy.displayName ?? words.someone);
  const until = state === 'waiting' ? expiresAt : state === 'approved' ? useBy : null;
  return <bdi>{until === null ? said : `${said}, ${words.until(clockTime(until))}`}</bdi>;
}
