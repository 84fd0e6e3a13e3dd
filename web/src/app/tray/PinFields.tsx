import { TextField } from '#web/components/TextField.tsx';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { PinRuleList } from './PinRuleList.tsx';

const words = dialogMessages.pin;

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** In plain letters, where the person asked for that. */
  readonly isShown?: boolean;
  readonly help?: string | undefined;
}

/** A field for a PIN: nothing suggests, corrects or remembers what is typed into it. */
function PinField({ label, value, onChange, isShown = false, help }: PinFieldProps) {
  return (
    <TextField
      type={isShown ? 'text' : 'password'}
      autoComplete="off"
      spellCheck={false}
      className="font-mono tracking-widest"
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      help={help}
    />
  );
}

interface CurrentPinFieldProps extends Omit<PinFieldProps, 'label' | 'help'> {
  readonly label?: string;
  /** Null where the key did not say. */
  readonly pinRetries: number | null;
}

/** The PIN that a key has, with the attempts left. */
export function CurrentPinField({
  label = words.currentLabel,
  pinRetries,
  ...field
}: CurrentPinFieldProps) {
  const help = pinRetries === null ? undefined : words.attempts(pinRetries);
  return <PinField {...field} label={label} help={help} />;
}

interface NewPinFieldsProps {
  readonly question: PinQuestion;
  readonly pin: string;
  readonly repeated: string;
  readonly onPin: (pin: string) => void;
  readonly onRepeated: (repeated: string) => void;
  readonly isShown?: boolean;
}

/** A new PIN, typed twice, with the key's rules beside it as it is typed. */
export function NewPinFields({
  question,
  pin,
  repeated,
  onPin,
  onRepeated,
  isShown = false,
}: NewPinFieldsProps) {
  return (
    <>
      <PinField label={words.newLabel} value={pin} onChange={onPin} isShown={isShown} />
      <PinField
        label={words.repeatLabel}
        value={repeated}
        onChange={onRepeated}
        isShown={isShown}
      />
      <PinRuleList question={question} pin={pin} repeated={repeated} />
    </>
  );
}

/** The fields for whichever PIN is asked for: a new one, or the one that the key has. */
export function AskedPinFields(typed: NewPinFieldsProps) {
  const { question, pin, onPin, isShown = false } = typed;
  return question.purpose === 'new' ? (
    <NewPinFields {...typed} />
  ) : (
    <CurrentPinField
      value={pin}
      onChange={onPin}
      isShown={isShown}
      pinRetries={question.pinRetries}
    />
  );
}
