import { Asterisk } from 'lucide-react';
import { useId } from 'react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { appMessages } from '#web/presentation/messages.app.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { AskedPinFields } from '../PinFields.tsx';
import { usePinAnswer } from '../usePinAnswer.ts';

const words = dialogMessages.pin;

interface PinDialogProps {
  readonly question: PinQuestion;
  readonly holderName: string;
  readonly onAnswer: (pin: string) => void;
  readonly onClose: () => void;
}

/** Takes a PIN: a new one twice with the rules beside it, or the one the key has with the attempts left. */
export function PinDialog({ question, holderName, onAnswer, onClose }: PinDialogProps) {
  const formId = useId();
  const { isNew, isShown, setShown, mayAnswer, onSubmit, typed } = usePinAnswer(question, onAnswer);

  return (
    <Dialog
      title={isNew ? words.newTitle(holderName) : words.currentTitle}
      icon={<Asterisk aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        <>
          <Button onClick={onClose}>{appMessages.cancel}</Button>
          <Button look="primary" type="submit" form={formId} disabled={!mayAnswer}>
            {isNew ? words.set : words.use}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-4">
        {isNew && <p>{words.newHelp(holderName)}</p>}
        {question.failure !== null && (
          <Notice tone="bad" title={describeFailure(question.failure).title}>
            <p>{describeFailure(question.failure).next}</p>
          </Notice>
        )}
        <AskedPinFields {...typed} />
        <label className="inline-flex min-h-10 items-center gap-2 self-start">
          <input
            type="checkbox"
            checked={isShown}
            onChange={(event) => setShown(event.currentTarget.checked)}
            className="size-4 accent-accent"
          />
          {words.show}
        </label>
      </form>
    </Dialog>
  );
}
