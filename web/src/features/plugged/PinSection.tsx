import { useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeyFacts } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { ChangePinDialog } from './ChangePinDialog.tsx';
import { pinState } from './pinState.ts';
import type { Say } from './useKeyWork.ts';

const words = pluggedKeyMessages.pin;

interface PinSectionProps {
  readonly desk: PluggedKeyDesk;
  readonly facts: KeyFacts;
  readonly say: Say;
}

/** The key's PIN: what is the matter with it, and the way to set or change it. */
export function PinSection({ desk, facts, say }: PinSectionProps) {
  const [isOpen, setOpen] = useState(false);
  const state = pinState(facts);
  const isFirst = facts.pin === 'none';
  const canChange = state !== 'impossible' && state !== 'blocked' && state !== 'replug';
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-title">{words.title}</h2>
      {state === 'impossible' && <p>{words.impossible}</p>}
      {state === 'none' && <p>{words.none}</p>}
      {state === 'set' && <p>{words.has}</p>}
      <div role="status" className="contents">
        {state === 'blocked' && (
          <Notice tone="bad" title={words.blocked}>
            <p>{words.blockedText}</p>
          </Notice>
        )}
        {state === 'replug' && (
          <Notice tone="warning" title={words.replug}>
            <p>{words.replugText(facts.pinRetries)}</p>
          </Notice>
        )}
        {state === 'mustChange' && (
          <Notice tone="warning" title={words.mustChange}>
            <p>{words.mustChangeText}</p>
          </Notice>
        )}
        {state === 'lastTry' && (
          <Notice tone="warning" title={words.lastTry}>
            <p>{words.lastTryText}</p>
          </Notice>
        )}
      </div>
      {canChange && (
        <Button
          look={state === 'none' || state === 'mustChange' ? 'primary' : 'secondary'}
          className="self-start"
          onClick={() => setOpen(true)}
        >
          {isFirst ? words.set : words.change}
        </Button>
      )}
      {isOpen && (
        <ChangePinDialog desk={desk} facts={facts} say={say} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}
