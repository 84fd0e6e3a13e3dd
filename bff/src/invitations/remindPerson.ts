import { eq } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { invitations } from '#bff/store/invitationTable.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './invitationAudit.ts';
import { addInvitationNotice, readLanguages } from './invitationMail.ts';
import type { InvitationParts } from './invitationParts.ts';
import { lockOpenInvitation } from './invitationView.ts';

const BETWEEN_MAILS_MS = 600_000;

/** Sends the mail with the link once more. @throws AppError `invitation_over`, `conflict`; HttpFailure `rate_limited`. */
export async function remindPerson(
  parts: InvitationParts,
  invitationId: string,
  actor: Actor,
): Promise<void> {
  if (!parts.sendsMail) throw new AppError('conflict', 'no mail goes out here');
  const { userId } = await parts.store.transaction((queries) =>
    lockOpenInvitation(queries, invitationId, new Date(parts.now())),
  );
  const { person } = await readLanguages(parts, userId, null);
  await parts.store.transaction(async (queries) => {
    const now = new Date(parts.now());
    const row = await lockOpenInvitation(queries, invitationId, now);
    const last = row.remindedAt ?? row.mailedAt;
    const waitMs = last === null ? 0 : last.getTime() + BETWEEN_MAILS_MS - now.getTime();
    if (waitMs > 0) {
      const retryAfterSeconds = Math.ceil(waitMs / 1000);
      throw new HttpFailure('rate_limited', 'they got a mail just now', { retryAfterSeconds });
    }
    await addInvitationNotice(parts, queries, row, person, true);
    await queries
      .update(invitations)
      .set({ remindedAt: now })
      .where(eq(invitations.id, invitationId));
    const said = { action: 'remindPerson', invitationId, userId, actor };
    await parts.audit.append(queries, ...wholeOf(said));
  });
}
