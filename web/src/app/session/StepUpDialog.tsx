import { LogIn } from 'lucide-react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import '#web/presentation/laterFailures.ts';
import { sessionMessages } from '#web/presentation/messages.session.ts';
import type { StepUpState } from '#web/usecases/session/stepUpDesk.ts';
import { useServices } from '../providers/services.ts';

const words = sessionMessages.stepUp;

/** Asks for a sign-in in a window beside this page; where no window opens, on this page. */
export function StepUpDialog({ state }: { readonly state: NonNullable<StepUpState> }) {
  const { stepUp, session } = useServices();
  const { isOpen, failure } = state;
  return (
    <Dialog
      title={words.title}
      icon={<LogIn aria-hidden size={24} />}
      closeLabel={words.close}
      onClose={stepUp.giveUp}
      actions={
        <>
          <Button onClick={stepUp.giveUp}>{words.cancel}</Button>
          <Button look="primary" onClick={stepUp.signIn}>
            {isOpen ? words.openAgain : words.signIn}
          </Button>
        </>
      }
    >
      <p role="status">{isOpen ? words.opened : words.text}</p>
      {failure !== null && (
        <div role="alert" className="flex flex-col gap-3">
          <FailureNotice
            code={failure}
            action={
              <Button onClick={() => void session.signIn({ anew: true })}>{words.here}</Button>
            }
          />
          <p className="text-muted text-small">{words.hereText}</p>
        </div>
      )}
    </Dialog>
  );
}
