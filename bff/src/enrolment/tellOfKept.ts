import type { NoticeKey } from '#bff/mail/notice.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/**
 * A mail to whoever is behind the enrolment: the last key that works stayed, against the profile, and what to do about it. Where that
 * is the holder themself it goes to whoever gets the alerts. In the transaction that writes it down.
 */
export async function tellOfKept(
  { outbox, now }: Pick<EnrolmentParts, 'outbox' | 'now'>,
  queries: Queries,
  { state }: Pick<OpenEnrolment, 'state'>,
  key: NoticeKey,
): Promise<void> {
  const { holder, operatorId } = state;
  const isOwn = operatorId.toLowerCase() === holder.id.toLowerCase();
  await outbox.add(queries, {
    recipientId: isOwn ? null : operatorId,
    notice: {
      kind: 'keyKept',
      ...{ key, at: new Date(now()).toISOString(), person: holder.displayName },
    },
  });
}
