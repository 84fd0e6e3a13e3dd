import '#web/presentation/laterFailures.ts';
import '#web/presentation/lostKeyFailures.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { KeyEvent } from '#shared/api/myKeys.ts';
import { useServices } from '#web/app/providers/services.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import { KeyEventCard } from './KeyEventCard.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { useWish } from './useWish.ts';

const words = lostKeyMessages.report;

/** What was done to the caller's keys lately, and where they say that it was not them. The notices link here. */
export function ReportPage() {
  const { ownKeys } = useServices();
  const list = useQuery({
    queryKey: ['keyEvents'],
    queryFn: async ({ signal }) => ownKeys.events({ signal }),
  });
  const events = list.data?.events ?? [];
  const left = list.data?.reportsLeft ?? 0;
  const { wish, setWish, clear } = useWish(['report']);
  const [asked, setAsked] = useState<KeyEvent | null>(null);
  // After a sign-in on the way the question is there before its event is read again.
  const about = wish === null ? null : (asked ?? events.find(({ id }) => id === wish.id) ?? null);
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      {list.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={list} />
      {list.isSuccess && left === 0 && <Notice tone="warning">{words.noneLeft}</Notice>}
      {list.isSuccess && events.length === 0 && (
        <EmptyState icon={<ShieldCheck aria-hidden size={32} />} title={words.none}>
          <p>{words.noneText}</p>
        </EmptyState>
      )}
      {events.length > 0 && (
        <ul className="flex flex-col gap-3">
          {events.map((event) => (
            <li key={event.id}>
              <KeyEventCard
                event={event}
                mayReport={left > 0}
                onReport={() => {
                  setAsked(event);
                  setWish({ wish: 'report', id: event.id });
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <Link
        to="/my-keys"
        className="inline-flex min-h-11 items-center self-start text-accent-text hover:underline"
      >
        {words.toKeys}
      </Link>
      {about !== null && (
        <ReportDialog
          event={about}
          onClose={() => {
            setAsked(null);
            clear();
          }}
        />
      )}
    </div>
  );
}
