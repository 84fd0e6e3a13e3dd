import { useMutation } from '@tanstack/react-query';
import type { GuidedEnrolment } from '#shared/api/guided.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import type { GuidedPort, GuidedSide } from '#web/usecases/guided/guidedPort.ts';
import { ChooseKey } from './ChooseKey.tsx';
import { GuideSteps } from './GuideSteps.tsx';
import { WatchState } from './WatchState.tsx';

interface GuideProps {
  readonly side: GuidedSide;
  readonly enrolment: GuidedEnrolment;
  readonly onChange: (enrolment: GuidedEnrolment) => void;
}

/** A registration on Microsoft's page: how it stands first, then what to do there. */
export function Guide({ side, enrolment, onChange }: GuideProps) {
  const { loadGuided } = useServices();
  const { id, state } = enrolment;
  const say = useMutation({
    mutationFn: async (what: (port: GuidedPort) => Promise<GuidedEnrolment>) =>
      what(await loadGuided()),
    onSuccess: onChange,
  });
  const cancel = () => say.mutate((port) => port.cancel(side, id));
  const isToDo = state.kind === 'watching' || state.kind === 'over';
  return (
    <>
      {say.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(say.error)} />
        </div>
      )}
      {state.kind === 'choose' ? (
        <ChooseKey
          keys={state.keys}
          isBusy={say.isPending}
          onChoose={(methodId) => say.mutate((port) => port.choose(side, id, methodId))}
          onStop={cancel}
        />
      ) : (
        <WatchState
          side={side}
          enrolment={enrolment}
          isBusy={say.isPending}
          onLookAgain={() => say.mutate((port) => port.watchAgain(side, id))}
          onStop={cancel}
        />
      )}
      {isToDo && <GuideSteps side={side} enrolment={enrolment} />}
      {state.kind === 'watching' && (
        <Button look="quiet" className="self-start" busy={say.isPending} onClick={cancel}>
          {words.stop}
        </Button>
      )}
    </>
  );
}
