import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Approval } from '#shared/api/approvals.ts';
import { useMe } from '#web/app/providers/services.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { StatusLine } from '#web/components/StatusLine.tsx';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { ApprovalCard } from './ApprovalCard.tsx';
import { DecideForm } from './DecideForm.tsx';
import { useApprovals } from './useApprovals.ts';
import { WithdrawButton } from './WithdrawButton.tsx';

/** What others ask for, for admins to decide, and what one asked for oneself. */
export function ApprovalsPage() {
  const me = useMe();
  const list = useApprovals();
  const [said, setSaid] = useState('');
  const all = list.data?.approvals ?? [];
  const isMine = ({ askedBy }: Approval) => askedBy.id.toLowerCase() === me.id.toLowerCase();
  const mine = all.filter(isMine);
  const others = all.filter((one) => !isMine(one));
  const isUnused = list.data?.needed.length === 0 && all.length === 0;
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      <StatusLine>{said}</StatusLine>
      <QueryFailure of={list} />
      {list.isPending && <Skeleton label={words.loading} />}
      {isUnused && <Nothing title={words.unusedTitle} text={words.unusedText} />}
      {list.data !== undefined && !isUnused && (
        <>
          {me.roles.includes('Admin') && (
            <Requests id="others" title={words.forYou}>
              {others.length === 0 && (
                <Nothing title={words.nothingTitle} text={words.nothingText} />
              )}
              {others.map((one) => (
                <ApprovalCard key={one.id} approval={one}>
                  <DecideForm
                    approval={one}
                    onDecided={(decision) => setSaid(words.decided[decision])}
                  />
                </ApprovalCard>
              ))}
            </Requests>
          )}
          <Requests id="own" title={words.own}>
            {mine.length === 0 && <Nothing title={words.noneOwnTitle} text={words.noneOwnText} />}
            {mine.map((one) => (
              <ApprovalCard key={one.id} approval={one}>
                {(one.state === 'waiting' || one.state === 'approved') && (
                  <WithdrawButton id={one.id} />
                )}
              </ApprovalCard>
            ))}
          </Requests>
        </>
      )}
    </div>
  );
}

interface RequestsProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Requests({ id, title, children }: RequestsProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="font-semibold text-title">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Nothing({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <EmptyState icon={<CircleCheck aria-hidden size={32} />} title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}
