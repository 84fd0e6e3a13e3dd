import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import { OwnFailure } from './OwnFailure.tsx';
import { OWN_INVITATION_KEY } from './ownInvitationKey.ts';

interface StuckProps {
  readonly enrolmentId: string;
  readonly code: FailureCode;
}

/** What was begun cannot go on here: it is taken back, to begin in another way. */
export function Stuck({ enrolmentId, code }: StuckProps) {
  const { ownEnrolment } = useServices();
  const queryClient = useQueryClient();
  const stop = useMutation({
    mutationFn: () => ownEnrolment.cancelEnrolment(enrolmentId, { keyIsLost: false }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: OWN_INVITATION_KEY }),
  });
  return (
    <div role="alert">
      <OwnFailure
        code={stop.isError ? failureCodeOf(stop.error) : code}
        action={
          <Button busy={stop.isPending} onClick={() => stop.mutate()}>
            {words.stop}
          </Button>
        }
      />
    </div>
  );
}
