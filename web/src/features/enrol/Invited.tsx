import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OwnInvitation } from '#shared/api/invitations.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Help } from '#web/app/help/Help.tsx';
import { useMe, useServices } from '#web/app/providers/services.ts';
import { useStationState } from '#web/app/tray/useStation.ts';
import { Notice } from '#web/components/Notice.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { EnrolDone } from './EnrolDone.tsx';
import { InvitationFacts } from './InvitationFacts.tsx';
import { GuidedUnderWay } from './OtherWay.tsx';
import { OwnRun } from './OwnRun.tsx';
import { OWN_INVITATION_KEY } from './ownInvitationKey.ts';
import { PlugIn } from './PlugIn.tsx';
import { Stuck } from './Stuck.tsx';

/** An invitation, at whatever step it is. */
export function Invited({ invitation }: { readonly invitation: OwnInvitation }) {
  const { run, stuck } = useOwnRun(invitation);
  if (run?.phase === 'done' || (run === undefined && invitation.state === 'enrolled')) {
    return <EnrolDone {...invitation} enrolledWay={run?.enrolment.way ?? invitation.enrolledWay} />;
  }
  if (run !== undefined) {
    return (
      <>
        <InvitationFacts invitation={invitation} isBrief />
        <OwnRun run={run} />
        <Help topic="enrol" />
      </>
    );
  }
  if (invitation.enrolmentWay === 'guided') {
    return (
      <>
        <InvitationFacts invitation={invitation} isBrief />
        <GuidedUnderWay />
      </>
    );
  }
  if (invitation.state === 'expired' || invitation.state === 'cancelled') {
    const { title, text } = words.over[invitation.state];
    return (
      <Notice tone="warning" title={title}>
        <p>{text}</p>
      </Notice>
    );
  }
  if (stuck !== null && invitation.enrolmentId !== null) {
    return <Stuck enrolmentId={invitation.enrolmentId} code={stuck} />;
  }
  return (
    <>
      <InvitationFacts invitation={invitation} />
      <PlugIn invitation={invitation} />
      {invitation.ways.includes('webhid') && <Help topic="enrol" />}
    </>
  );
}

/** One's own enrolment at this page, or why the one that was begun cannot go on. */
interface OwnRunState {
  readonly run: EnrolmentRun | undefined;
  readonly stuck: FailureCode | null;
}

/** One's own enrolment at this page. One that was begun before, here or elsewhere, is taken up again. */
function useOwnRun({ enrolmentId, enrolmentWay }: OwnInvitation): OwnRunState {
  const { station, ownEnrolment } = useServices();
  const queryClient = useQueryClient();
  const [stuck, setStuck] = useState<FailureCode | null>(null);
  const { id } = useMe();
  const run = useStationState().runs.findLast(
    ({ enrolment }) =>
      enrolment.holder.id.toLowerCase() === id.toLowerCase() &&
      enrolment.operatorId.toLowerCase() === id.toLowerCase(),
  );
  useEffect(() => {
    // What is registered on Microsoft's page has a page of its own.
    if (enrolmentId === null || enrolmentWay === 'guided') return;
    station.takeUp(enrolmentId, ownEnrolment).then(
      () => setStuck(null),
      (error: unknown) => {
        const code = failureCodeOf(error);
        // Where it fails for any other reason nothing is lost: to begin with the key gives the same enrolment again.
        setStuck(code === 'self_service_unsupported' ? code : null);
      },
    );
  }, [enrolmentId, enrolmentWay, station, ownEnrolment]);
  const phase = run?.phase;
  useEffect(() => {
    if (phase !== 'done' && phase !== 'rolledBack') return;
    void queryClient.invalidateQueries({ queryKey: OWN_INVITATION_KEY });
    void queryClient.invalidateQueries({ queryKey: ['myKeys'] });
  }, [phase, queryClient]);
  return { run, stuck };
}
