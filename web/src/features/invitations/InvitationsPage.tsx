import { Mail, MailPlus } from 'lucide-react';
import { useMe } from '#web/app/providers/services.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { ListPage } from '#web/components/ListPage.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { InvitationCard } from './InvitationCard.tsx';
import { mayInvite } from './inviters.ts';
import { LostKeys } from './LostKeys.tsx';
import { useInvitations } from './useInvitations.ts';

/** Who was invited to enrol a key by themselves, and how far they are. */
export function InvitationsPage() {
  const list = useInvitations();
  const mayAct = mayInvite(useMe().roles);
  const invite = mayAct && (
    <ButtonLink to="/invitations/new" icon={<MailPlus aria-hidden size={16} />}>
      {words.invite}
    </ButtonLink>
  );
  return (
    <ListPage
      title={words.title}
      intro={words.intro}
      action={invite}
      list={list}
      loading={words.loading}
      items={list.data?.invitations ?? []}
      empty={{
        icon: <Mail aria-hidden size={32} />,
        title: words.emptyTitle,
        text: words.emptyText,
      }}
      caption={words.caption}
      card={(invitation) => (
        <InvitationCard
          invitation={invitation}
          mayAct={mayAct}
          sendsMail={list.data?.sendsMail ?? false}
          now={list.dataUpdatedAt}
        />
      )}
    >
      {mayAct && <LostKeys />}
      {list.data?.sendsMail === false && (
        <Notice tone="info" title={words.noMail}>
          <p className="break-all">{words.noMailText(`${window.location.origin}/enrol`)}</p>
        </Notice>
      )}
    </ListPage>
  );
}
