import { AskedPinFields } from '#web/app/tray/PinFields.tsx';
import { usePinAnswer } from '#web/app/tray/usePinAnswer.ts';
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
  const { isNew, isShown, setShown, mayAnswer, onSubmit, typed } = usePinAnswer(question, onAnswer);
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
      <AskedPinFields {...typed} />
      <CheckField label={fields.show} checked={isShown} onChange={setShown} />
      <Button look="primary" type="submit" className="min-h-11 self-start" disabled={!mayAnswer}>
        {isNew ? fields.set : fields.use}
      </Button>
    </form>
  );
}
