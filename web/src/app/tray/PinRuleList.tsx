import { Check, Circle } from 'lucide-react';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { pinRules } from './pinRules.ts';

const words = dialogMessages.pin;

interface PinRuleListProps {
  readonly question: PinQuestion;
  readonly pin: string;
  readonly repeated: string;
}

/** The rules of a new PIN, each with a mark once what is typed keeps it. */
export function PinRuleList({ question, pin, repeated }: PinRuleListProps) {
  return (
    <ul aria-live="polite" className="flex flex-col gap-1">
      {pinRules(question, pin, repeated).map(({ text, isMet }) => (
        <li key={text} className={isMet ? 'flex gap-2' : 'flex gap-2 text-muted'}>
          {isMet ? (
            <Check aria-hidden size={16} className="mt-0.5 shrink-0 text-good" />
          ) : (
            <Circle aria-hidden size={16} className="mt-0.5 shrink-0" />
          )}
          <span>
            {text}
            <span className="sr-only">: {isMet ? words.met : words.open}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
