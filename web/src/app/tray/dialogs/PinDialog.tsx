import { Asterisk } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { appMessages } from '#web/presentation/messages.app.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { CurrentPinField, NewPinFields } from '../PinFields.tsx';
import { mayUsePin } from '../pinRules.ts';

const words = dialogMessages.pin;

interface PinDialogProps {
  readonly question: PinQuestion;
  readonly holderName: string;
  readonly onAnswer: (pin: string) => void;
  readonly onClose: () => void;
}

/** Takes a PIN: a new one twice with the rules beside it, or the one the key has with the attempts left. */
export function PinDialog({ question, holderName, onAnswer, onClose }: PinDialogProps) {
  const isNew = question.purpose === 'new';
  const formId = useId();
  const [pin, setPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isShown, setShown] = useState(false);
  const mayAnswer = isNew ? mayUsePin(question, pin, repeated) : pin !== '';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (mayAnswer) onAnswer(pin);
  };

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
        {isNew ? (
          <NewPinFields
            question={question}
            pin={pin}
            repeated={repeated}
            onPin={setPin}
            onRepeated={setRepeated}
            isShown={isShown}
          />
        ) : (
          <CurrentPinField
            value={pin}
            onChange={setPin}
            isShown={isShown}
            pinRetries={question.pinRetries}
          />
        )}
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
