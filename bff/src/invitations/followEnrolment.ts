import { and, eq, isNull } from 'drizzle-orm';
import { invitations } from '#bff/store/invitationTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { endPasses } from './endPasses.ts';

/** A line of the journal, with how the enrolment stood before it. */
interface Step {
  readonly event: JournalEvent;
  readonly state: Pick<EnrolmentState, 'guided'>;
  readonly at: Date;
}

/**
 * What happens to an enrolment happens to the invitation that it was begun by, in the transaction of the journal's line. A
 * key that its holder registered on Microsoft's page and that is not allowed is no key of the invitation: it stays open.
 */
export async function followEnrolment(
  queries: Queries,
  invitationId: string,
  { event, state, at }: Step,
): Promise<void> {
  if (event.type === 'credentialMade' || event.type === 'methodRecognised') {
    await queries
      .update(invitations)
      .set({ keySeenAt: at })
      .where(and(eq(invitations.id, invitationId), isNull(invitations.keySeenAt)));
  }
  const isForbidden = state.guided !== null && state.guided.forbidden !== null;
  if (event.type !== 'finished' || isForbidden) return;
  await queries
    .update(invitations)
    .set({ enrolledAt: at, endedAt: at })
    .where(eq(invitations.id, invitationId));
  await endPasses(queries, invitationId, at);
}
