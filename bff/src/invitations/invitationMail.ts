import { eq } from 'drizzle-orm';
import { LANGUAGES, type Language } from '#bff/mail/language.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { InvitationParts, InvitationRow } from './invitationParts.ts';
import type { PassRow } from './passEscrow.ts';

/** In which language to write to whom; the manager's is not asked for where they get no mail. */
export interface MailLanguages {
  readonly person: Language;
  readonly viewer: Language;
}

/** The language of ours that comes nearest to the directory's `de-AT`. */
function nearestLanguage(tag: string | null, otherwise: Language): Language {
  const primary = tag?.trim().toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary) ?? otherwise;
}

/** Asks the directory; nobody goes without mail because it does not say. Before a transaction, never in one. */
export async function readLanguages(
  { passes, passTo, language }: InvitationParts,
  userId: string,
  viewerId: string | null,
): Promise<MailLanguages> {
  const read = async (id: string) =>
    nearestLanguage(await passes.preferredLanguage(id).catch(() => null), language);
  const [person, viewer] = await Promise.all([
    read(userId),
    passTo === 'manager' && viewerId !== null ? read(viewerId) : language,
  ]);
  return { person, viewer };
}

/** What the first mails of an invitation are written from. */
export interface InvitationMail {
  readonly invitation: InvitationRow;
  readonly pass: Pick<PassRow, 'passTo' | 'viewerId'>;
  readonly languages: MailLanguages;
}

/**
 * Puts the mails of an invitation whose pass was just sealed into the outbox, in that transaction: the link in one of them,
 * and the pass in none.
 */
export async function mailInvitation(
  parts: InvitationParts,
  queries: Queries,
  { invitation, pass, languages }: InvitationMail,
): Promise<void> {
  const at = new Date(parts.now());
  if (pass.passTo === 'manager') {
    const { displayName: person } = invitation;
    const notice = { kind: 'passToHandOver', language: languages.viewer, person } as const;
    const mail = { ...notice, at: at.toISOString() };
    await parts.outbox.add(queries, { recipientId: pass.viewerId, notice: mail });
  }
  if (invitation.mailedAt !== null) return;
  await addInvitationNotice(parts, queries, invitation, languages.person, false);
  await queries.update(invitations).set({ mailedAt: at }).where(eq(invitations.id, invitation.id));
}

/** The mail with the link; `isReminder`: not the first one. */
export async function addInvitationNotice(
  parts: InvitationParts,
  queries: Queries,
  invitation: InvitationRow,
  language: Language,
  isReminder: boolean,
): Promise<void> {
  const { expiresAt, invitedByName: by, message } = invitation;
  const at = expiresAt.toISOString();
  const { passTo } = parts;
  await parts.outbox.add(queries, {
    recipientId: invitation.userId,
    notice: { kind: 'invitation', language, at, by, message, passTo, isReminder },
  });
}
