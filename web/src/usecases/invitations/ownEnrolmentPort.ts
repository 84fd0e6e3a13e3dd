import type { Enrolment, OwnInvitation, StartOwnEnrolment } from '#shared/api/index.ts';
import type { BackendPort, CallOptions } from '../ports.ts';

/**
 * What somebody who was invited does with their own key, one method a route. Failures as in `BackendPort`, and
 * `session_not_fresh`: they have to sign in anew (`SessionPort.signIn`), as strongly as the backend's challenge says.
 */
export interface OwnEnrolmentPort
  extends Pick<BackendPort, 'enrolment' | 'reportEvent' | 'cancelEnrolment' | 'pinAuth'> {
  /** @throws AppError `not_found` where nobody invited them. */
  invitation(options?: CallOptions): Promise<OwnInvitation>;
  /** @throws AppError `key_not_expected`, `starts_limited`, `invitation_over`, `conflict`. */
  start(body: StartOwnEnrolment, options?: CallOptions): Promise<Enrolment>;
}
