import type {
  CheckedInvitations,
  CheckInvitations,
  Invitation,
  InvitationList,
  Invite,
  IssuePass,
  PassesToHandOver,
  RevealedPin,
} from '#shared/api/index.ts';
import type { CallOptions } from '../ports.ts';

/** The part of the backend that keeps invitations, one method a route. Failures as in `BackendPort`. */
export interface InvitationsPort {
  list(options?: CallOptions): Promise<InvitationList>;
  /** At most 20 people. */
  check(body: CheckInvitations, options?: CallOptions): Promise<CheckedInvitations>;
  invite(body: Invite, options?: CallOptions): Promise<Invitation>;
  issueAgain(id: string, body: IssuePass, options?: CallOptions): Promise<Invitation>;
  remind(id: string, options?: CallOptions): Promise<Invitation>;
  cancel(id: string, options?: CallOptions): Promise<Invitation>;
  /** The access pass, as a PIN is shown: once, to be confirmed. */
  showPass(id: string, options?: CallOptions): Promise<RevealedPin>;
  confirmPass(id: string, reservationId: string, options?: CallOptions): Promise<void>;
  /** Those that the caller hands to people they manage. */
  myPasses(options?: CallOptions): Promise<PassesToHandOver>;
  revealMyPass(invitationId: string, options?: CallOptions): Promise<RevealedPin>;
  confirmMyPass(invitationId: string, reservationId: string, options?: CallOptions): Promise<void>;
}
