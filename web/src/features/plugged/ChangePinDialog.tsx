import { Asterisk } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import { CurrentPinField, NewPinFields } from '#web/app/tray/PinFields.tsx';
import { mayUsePin } from '#web/app/tray/pinRules.ts';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeyFacts } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyFailure } from './KeyFailure.tsx';
import { pinState } from './pinState.ts';
import { type Say, useKeyWork } from './useKeyWork.ts';

const words = pluggedKeyMessages.pin;

interface ChangePinDialogProps {
  readonly desk: PluggedKeyDesk;
  readonly facts: KeyFacts;
  readonly say: Say;
  readonly onClose: () => void;
}

/** Takes the PIN a key has and the one it is to have, or its first. Neither is ever shown. */
export function ChangePinDialog({ desk, facts, say, onClose }: ChangePinDialogProps) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const work = useKeyWork(say);
  // Once the key has its first PIN the facts say so, but this dialog was opened for that one.
  const [isFirst] = useState(facts.pin === 'none');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const question: PinQuestion = {
    purpose: 'new',
    minPinLength: facts.minPinLength,
    maxPinLength: facts.maxPinLength,
    pinRetries: null,
    failure: null,
  };
  const state = pinState(facts);
  const isOver = state === 'blocked' || state === 'replug';
  const mayChange = (isFirst || current !== '') && mayUsePin(question, next, repeated);

  const change = async () => {
    const failure = await work.run(() => desk.setPin({ current: isFirst ? null : current, next }));
    setCurrent('');
    if (failure?.code !== 'pin_invalid') {
      setNext('');
      setRepeated('');
    }
    if (failure !== null) {
      form.current?.querySelector('input')?.focus();
      return;
    }
    say({ tone: 'good', title: isFirst ? words.setDone : words.changeDone });
    onClose();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (mayChange && !work.isBusy) void change();
  };

  return (
    <Dialog
      title={isFirst ? words.setTitle : words.changeTitle}
      icon={<Asterisk aria-hidden size={24} />}
      onClose={onClose}
      closeLabel={appMessages.close}
      actions={
        isOver ? (
          <Button onClick={onClose}>{appMessages.close}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{appMessages.cancel}</Button>
            <Button
              look="primary"
              type="submit"
              form={formId}
              busy={work.isBusy}
              disabled={!mayChange && !work.isBusy}
            >
              {isFirst ? words.setNow : words.changeNow}
            </Button>
          </>
        )
      }
    >
      <KeyFailure failure={work.failure} />
      {!isOver && (
        <form ref={form} id={formId} onSubmit={onSubmit} className="flex flex-col gap-4">
          {!isFirst && (
            <CurrentPinField
              label={words.currentLabel}
              value={current}
              onChange={setCurrent}
              pinRetries={facts.pinRetries}
            />
          )}
          <NewPinFields
            question={question}
            pin={next}
            repeated={repeated}
            onPin={setNext}
            onRepeated={setRepeated}
          />
          {facts.hasPinPolicy && (
            <p className="text-muted">
              {words.policy}{' '}
              {facts.pinPolicyUrl !== null && <bdi>{words.policyAt(facts.pinPolicyUrl)}</bdi>}
            </p>
          )}
        </form>
      )}
    </Dialog>
  );
}
