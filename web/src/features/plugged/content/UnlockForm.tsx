import { type FormEvent, useState } from 'react';
import { CurrentPinField } from '#web/app/tray/PinFields.tsx';
import { Button } from '#web/components/Button.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeyFacts } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyFailure } from '../KeyFailure.tsx';
import { type Say, useKeyWork } from '../useKeyWork.ts';

const words = pluggedKeyMessages.unlock;

interface UnlockFormProps {
  readonly desk: PluggedKeyDesk;
  readonly facts: KeyFacts;
  readonly say: Say;
}

/** Takes the PIN that the key wants before it shows what is on it. */
export function UnlockForm({ desk, facts, say }: UnlockFormProps) {
  const work = useKeyWork(say);
  const [pin, setPin] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (pin === '' || work.isBusy) return;
    setPin('');
    void work.run(() => desk.unlock(pin));
  };
  return (
    <form onSubmit={onSubmit} className="flex max-w-md flex-col gap-3">
      <p>{facts.hasSensor ? words.textSensor : words.text}</p>
      <KeyFailure failure={work.failure} />
      <CurrentPinField value={pin} onChange={setPin} pinRetries={facts.pinRetries} />
      {/* Not disabled while the field is empty: it was just cleared, and whoever pressed it would lose the focus. */}
      <Button type="submit" className="self-start" busy={work.isBusy}>
        {words.show}
      </Button>
    </form>
  );
}
