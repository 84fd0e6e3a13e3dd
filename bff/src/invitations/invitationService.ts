import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type {
  CheckedInvitations,
  CheckInvitations,
  Enrolment,
  GuidedInvitation,
  Invitation,
  InvitationList,
  Invite,
  IssuePass,
  OwnInvitation,
  StartOwnEnrolment,
} from '#shared/api/index.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { cancelInvitation } from './cancelInvitation.ts';
import { deleteDuePasses } from './deletePass.ts';
import type { InvitationParts } from './invitationParts.ts';
import { readInvitation, readInvitations } from './invitationView.ts';
import { invitePerson, issueAgain } from './invitePerson.ts';
import { noteVisit, readOwn, readOwnGuided } from './ownInvitation.ts';
import { checkInvitees } from './passPlan.ts';
import { remindPerson } from './remindPerson.ts';
import { startOwnEnrolment, startOwnGuided } from './startOwnEnrolment.ts';

/** Invitations as the routes use them. Failures: AppError; GraphError where nothing was begun yet. */
export interface InvitationService {
  list(): Promise<InvitationList>;
  /** What stands in the way of inviting these people; changes nothing. */
  check(body: CheckInvitations, actor: Actor): Promise<CheckedInvitations>;
  /**
   * Invites one person and issues their access pass.
   * @throws AppError with the first code of what stands in the way; `conflict` for another version of the profile,
   * `invitation_open`, `pass_exists`, `profile_not_remote`.
   */
  invite(body: Invite, actor: Actor): Promise<Invitation>;
  /** Another pass for an open invitation. @throws AppError `invitation_over`, `pass_exists`, `conflict`. */
  issueAgain(id: string, body: IssuePass, actor: Actor): Promise<Invitation>;
  /** The mail with the link once more. @throws AppError `invitation_over`, `rate_limited`, `conflict` without mail. */
  remind(id: string, actor: Actor): Promise<Invitation>;
  /** Ends it and deletes its pass; what is open by it is taken back. Safe to repeat. */
  cancel(id: string, actor: Actor): Promise<Invitation>;
  /** The person came to the page. `isSignedIn`: with a sign-in that is fresh and strong. */
  noteVisit(actor: Actor, isSignedIn: boolean): Promise<void>;
  own(actor: Actor): Promise<OwnInvitation>;
  startOwn(body: StartOwnEnrolment, actor: Actor): Promise<Enrolment>;
  /** What the open invitation of a person asks of a key that they register on Microsoft's page; null: it takes none such. */
  ownGuided(actor: Actor): Promise<GuidedInvitation | null>;
  /** Begins to watch for that key. @returns the id of the enrolment. */
  startOwnGuided(actor: Actor): Promise<string>;
  /** Deletes the pass of somebody who is done with it; what does not work now is done later. */
  tidyOwn(actor: Actor): Promise<void>;
}

/** Somebody waits for the page: a turn at Graph that is free is taken, and else a job deletes their pass a moment later. */
const OWN_PATIENCE_MS = 100;

/** Builds the {@link InvitationService}. */
export function createInvitationService(parts: InvitationParts): InvitationService {
  const show = (id: string) =>
    parts.store.read((queries) => readInvitation(queries, id, new Date(parts.now())));
  return {
    async list() {
      const invitations = await parts.store.read((queries) =>
        readInvitations(queries, new Date(parts.now())),
      );
      return { invitations, sendsMail: parts.sendsMail };
    },
    check: (body, actor) => checkInvitees(parts, body, actor),
    invite: async (body, actor) => show(await invitePerson(parts, body, actor)),
    async issueAgain(id, body, actor) {
      await issueAgain(parts, id, body, actor);
      return show(id);
    },
    async remind(id, actor) {
      await remindPerson(parts, id, actor);
      return show(id);
    },
    async cancel(id, actor) {
      await cancelInvitation(parts, id, actor);
      return show(id);
    },
    noteVisit: (actor, isSignedIn) => noteVisit(parts, actor, isSignedIn),
    own: (actor) => readOwn(parts, actor),
    startOwn: (body, actor) => startOwnEnrolment(parts, body, actor),
    ownGuided: (actor) => readOwnGuided(parts, actor.id.toLowerCase()),
    startOwnGuided: (actor) => startOwnGuided(parts, actor),
    async tidyOwn(actor) {
      try {
        const userId = actor.id.toLowerCase();
        await deleteDuePasses(parts, { userId, patienceMs: OWN_PATIENCE_MS });
      } catch (error) {
        const code = failureCodeOf(error);
        parts.log.warn('job_failed', { operation: 'deleteAccessPass', code });
      }
    },
  };
}
