import { type FormEvent, useState } from 'react';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { mayUsePin } from './pinRules.ts';

/** What is typed in answer to a question for a PIN, and whether it may be sent. */
export function usePinAnswer(question: PinQuestion, onAnswer: (pin: string) => void) {
  const [pin, setPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isShown, setShown] = useState(false);
  const isNew = question.purpose === 'new';
  const mayAnswer = isNew ? mayUsePin(question, pin, repeated) : pin !== '';
  return {
    isNew,
    isShown,
    setShown,
    mayAnswer,
    onSubmit(event: FormEvent) {
      event.preventDefault();
      if (mayAnswer) onAnswer(pin);
    },
    /** For the fields. */
    typed: { question, pin, repeated, onPin: setPin, onRepeated: setRepeated, isShown },
  };
}
