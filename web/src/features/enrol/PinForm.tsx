import { type FormEvent, useState } from 'react';
import { CurrentPinField, NewPinFields } from '#web/app/tray/PinFields.tsx';
import { mayUsePin } from '#web/app/tray/pinRules.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';

const fields = dialogMessages.pin;
const words = enrolMessages.pin;

interface PinFormProps {
  readonly question: PinQuestion;
  readonly onAnswer: (pin: string) => void;
}

/** Takes the PIN of one's own key in its place on the page: a new one twice, with the key's rules beside it as it is typed. */
export function PinForm({ question, onAnswer }: PinFormProps) {
  const isNew = question.purpose === 'new';
  const [pin, setPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isShown, setShown] = useState(false);
  const mayAnswer = isNew ? mayUsePin(question, pin, repeated) : pin !== '';
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (mayAnswer) onAnswer(pin);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-title">{isNew ? words.newTitle : words.currentTitle}</h2>
        <p>{isNew ? words.newText : words.currentText}</p>
        <div role="alert">
          {question.failure !== null && (
            <Notice tone="bad" title={describeFailure(question.failure).title}>
              <p>{describeFailure(question.failure).next}</p>
            </Notice>
          )}
        </div>
      </div>
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
      <CheckField label={fields.show} checked={isShown} onChange={setShown} />
      <Button look="primary" type="submit" className="min-h-11 self-start" disabled={!mayAnswer}>
        {isNew ? fields.set : fields.use}
      </Button>
    </form>
  );
}
