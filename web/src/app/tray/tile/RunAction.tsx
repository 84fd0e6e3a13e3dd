import { useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { appMessages } from '#web/presentation/messages.app.en.ts';
import { stationMessages as words } from '#web/presentation/messages.station.en.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { PinDialog } from '../dialogs/PinDialog.tsx';
import { ResetDialog } from '../dialogs/ResetDialog.tsx';

interface RunActionProps {
  readonly run: EnrolmentRun;
  readonly keyName: string;
}

/** The one thing that a person can do for a run now, if it is done at the page. */
export function RunAction({ run, keyName }: RunActionProps) {
  const { station, session } = useServices();
  const [isOpen, setOpen] = useState(false);
  const { id } = run.enrolment;
  const close = () => setOpen(false);
  if (run.phase === 'rolledBack' && run.keyId !== null) {
    return <Button onClick={() => station.leave(id)}>{words.startAgain}</Button>;
  }
  switch (run.need) {
    case 'pin':
      return (
        <>
          <Button look="primary" onClick={() => setOpen(true)}>
            {words.typePin}
          </Button>
          {isOpen && run.pin !== null && (
            <PinDialog
              question={run.pin}
              holderName={run.enrolment.holder.displayName}
              onAnswer={(pin) => {
                close();
                station.answerPin(id, pin);
              }}
              onClose={close}
            />
          )}
        </>
      );
    case 'confirmReset':
      return (
        <>
          <Button look="danger" onClick={() => setOpen(true)}>
            {words.eraseKey}
          </Button>
          {isOpen && (
            <ResetDialog
              run={run}
              keyName={keyName}
              onConfirm={() => {
                close();
                station.confirmReset(id);
              }}
              onClose={close}
            />
          )}
        </>
      );
    case 'tryAgain':
      return (
        <Button look="primary" onClick={() => station.tryAgain(id)}>
          {appMessages.tryAgain}
        </Button>
      );
    case 'signIn':
      return (
        <Button look="primary" onClick={() => void session.signIn()}>
          {words.signIn}
        </Button>
      );
    case 'plug':
    case 'otherKey':
      // A key that is lost must not keep an enrolment open for ever.
      return run.phase === 'cancelling' ? (
        <>
          <p>{words.hints.keyIsLost}</p>
          <Button onClick={() => station.cancel(id)}>{words.endWithoutKey}</Button>
        </>
      ) : null;
    default:
      return null;
  }
}
