import { useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { LazyCancelDialog } from '#web/app/tray/dialogs/LazyCancelDialog.tsx';
import { RunAction } from '#web/app/tray/tile/RunAction.tsx';
import { StateWord } from '#web/app/tray/tile/StateWord.tsx';
import { StepLine } from '#web/app/tray/tile/StepLine.tsx';
import { Button } from '#web/components/Button.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { OwnFailure } from './OwnFailure.tsx';
import { ownRunView } from './ownRunView.ts';
import { PinForm } from './PinForm.tsx';

/** One's own enrolment under way: one thing to do at a time. */
export function OwnRun({ run }: { readonly run: EnrolmentRun }) {
  const { station } = useServices();
  const [isCancelling, setCancelling] = useState(false);
  const { enrolment, phase, need, pin } = run;
  const { failure, ...view } = ownRunView(run);
  const asksForPin = need === 'pin' && pin !== null;
  return (
    <section
      aria-label={words.progress}
      className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
    >
      <div role="status" className={asksForPin ? 'sr-only' : undefined}>
        <StateWord {...view} />
      </div>
      {failure !== null && !asksForPin && (
        <div role="alert">
          <OwnFailure code={failure} />
        </div>
      )}
      {asksForPin ? (
        <PinForm question={pin} onAnswer={(typed) => station.answerPin(enrolment.id, typed)} />
      ) : (
        <RunAction run={run} keyName={words.yourKey} />
      )}
      {phase === 'running' && <StepLine steps={enrolment.steps} isStopped={need === 'tryAgain'} />}
      {phase === 'running' && (
        <Button look="quiet" className="self-start" onClick={() => setCancelling(true)}>
          {words.stop}
        </Button>
      )}
      {phase === 'rolledBack' && run.keyId === null && (
        <Button look="primary" className="self-start" onClick={() => station.leave(enrolment.id)}>
          {words.beginAgain}
        </Button>
      )}
      {isCancelling && (
        <LazyCancelDialog enrolment={enrolment} onClose={() => setCancelling(false)} />
      )}
    </section>
  );
}
