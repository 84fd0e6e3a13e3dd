import { Link } from '@tanstack/react-router';
import { Mail, MailPlus } from 'lucide-react';
import { useMe } from '#web/app/providers/services.ts';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { InvitationCard } from './InvitationCard.tsx';
import { mayInvite } from './inviters.ts';
import { LostKeys } from './LostKeys.tsx';
import { useInvitations } from './useInvitations.ts';

/** Who was invited to enrol a key by themselves, and how far they are. */
export function InvitationsPage() {
  const list = useInvitations();
  const mayAct = mayInvite(useMe().roles);
  const all = list.data?.invitations ?? [];
  const invite = mayAct && (
    <Link
      to="/invitations/new"
      className="inline-flex min-h-10 items-center gap-2 rounded-md bg-accent px-4 font-semibold text-on-accent hover:bg-accent-hover"
    >
      <MailPlus aria-hidden size={16} />
      {words.invite}
    </Link>
  );
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="flex flex-col gap-2">
          <PageHeading tab={words.title}>{words.title}</PageHeading>
          <p className="max-w-prose text-muted">{words.intro}</p>
        </div>
        {all.length > 0 && invite}
      </div>
      {mayAct && <LostKeys />}
      {list.isPending && <Skeleton label={words.loading} />}
      <QueryFailure of={list} />
      {list.data?.sendsMail === false && (
        <Notice tone="info" title={words.noMail}>
          <p className="break-all">{words.noMailText(`${window.location.origin}/enrol`)}</p>
        </Notice>
      )}
      {list.isSuccess && all.length === 0 && (
        <EmptyState
          icon={<Mail aria-hidden size={32} />}
          title={words.emptyTitle}
          action={invite || undefined}
        >
          <p>{words.emptyText}</p>
        </EmptyState>
      )}
      {all.length > 0 && (
        <ul aria-label={words.caption} className="flex flex-col gap-3">
          {all.map((invitation) => (
            <li key={invitation.id}>
              <InvitationCard
                invitation={invitation}
                mayAct={mayAct}
                sendsMail={list.data?.sendsMail ?? false}
                now={list.dataUpdatedAt}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
