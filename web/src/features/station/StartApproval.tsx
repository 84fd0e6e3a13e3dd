import type { AskApproval } from '#shared/api/approvals.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import type { EnrolRequest } from '#web/usecases/stationState.ts';

interface StartApprovalProps {
  readonly code: FailureCode;
  /** What was tried. */
  readonly wanted: Pick<EnrolRequest, 'userId' | 'profileId' | 'profileVersion' | 'way'>;
  /** The key, as it was read; left out where it is not reached by this page. */
  readonly observation: KeyObservation | null | undefined;
  readonly onGoOn: (approvalId: string) => void;
}

/** Asks for another person's approval of exactly the enrolment that was not begun. */
export function StartApproval({ code, wanted, observation, onGoOn }: StartApprovalProps) {
  const { userId, profileId, profileVersion, way = 'webhid' } = wanted;
  const ask: AskApproval = {
    action: 'startEnrolment',
    ...{ userId, profileId, way, key: toldKey(observation) },
    ...(profileVersion !== undefined && { profileVersion }),
  };
  return <FailureOrApproval code={code} ask={ask} onGoOn={onGoOn} />;
}

/** The backend is told of a key that has no PIN when the enrolment begins; any other has to be looked through first. */
function toldKey(observation: KeyObservation | null | undefined) {
  if (observation == null || observation.hasPin) return null;
  const { serial, aaguid } = observation.identity;
  return { serial, aaguid };
}
