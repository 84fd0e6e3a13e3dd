import { eq } from 'drizzle-orm';
import { invitations } from '#bff/store/invitationTable.ts';
import { type ExpectedKey, isExpectedModel } from '#shared/enrolment/expectedKey.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/** Which key the invitation names; null where the enrolment was begun by none. */
export async function readInvitedKey({
  queries,
  row,
}: Pick<OpenEnrolment, 'queries' | 'row'>): Promise<ExpectedKey | null> {
  if (row.invitationId === null) return null;
  const [invited] = await queries
    .select({
      expectedSerial: invitations.expectedSerial,
      expectedAaguid: invitations.expectedAaguid,
    })
    .from(invitations)
    .where(eq(invitations.id, row.invitationId));
  return invited ?? null;
}

/** Whether the invitation, where there is one, may mean a key whose serial nobody could read. */
export async function mayBeInvited(
  open: Pick<OpenEnrolment, 'queries' | 'row'>,
  aaguid: string | null,
): Promise<boolean> {
  const invited = await readInvitedKey(open);
  return invited === null || isExpectedModel(invited, aaguid);
}
