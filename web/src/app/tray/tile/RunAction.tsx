import { lazy, Suspense, useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';

// As a rule nobody types a PIN or erases a key: these come when they are opened.
const PinDialog = lazy(async () => ({
  default: (await import('../dialogs/PinDialog.tsx')).PinDialog,
}));
const ResetDialog = lazy(async () => ({
  default: (await import('../dialogs/ResetDialog.tsx')).ResetDialog,
}));

interface RunActionProps {
  readonly run: EnrolmentRun;
  readonly keyName: string;
}

/** What a person can do for a run now: the one thing that it waits for, and to end what is being taken back without it. */
export function RunAction({ run, keyName }: RunActionProps) {
  return (
    <>
      <Answer run={run} keyName={keyName} />
      {run.phase === 'cancelling' && <GiveUp run={run} />}
    </>
  );
}

/** A key that is lost, or that cannot be cleaned, must not keep an enrolment open for ever. */
function GiveUp({ run: { need, enrolment } }: Pick<RunActionProps, 'run'>) {
  const { station } = useServices();
  if (need === null || need === 'touch' || need === 'wait' || need === 'signIn') return null;
  const isAway = need === 'plug' || need === 'otherKey';
  return (
    <>
      <p>{isAway ? words.hints.keyIsLost : words.hints.mayBeLeft}</p>
      <Button onClick={() => station.cancel(enrolment.id)}>
        {isAway ? words.endWithoutKey : words.endAsItIs}
      </Button>
    </>
  );
}

function Answer({ run, keyName }: RunActionProps) {
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
          <Suspense>
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
          </Suspense>
        </>
      );
    case 'confirmReset':
      return (
        <>
          <Button look="danger" onClick={() => setOpen(true)}>
            {words.eraseKey}
          </Button>
          <Suspense>
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
          </Suspense>
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
    default:
      return null;
  }
}
