import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '#web/components/Button.tsx';
import { pluggedKeyMessages as words } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeyFacts, ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { pinState } from '../pinState.ts';
import type { Say } from '../useKeyWork.ts';
import { FingerprintList } from './FingerprintList.tsx';
import { PasskeySites } from './PasskeySites.tsx';
import { UnlockForm } from './UnlockForm.tsx';

interface ContentSectionProps {
  readonly desk: PluggedKeyDesk;
  readonly managed: ManagedKey;
  readonly facts: KeyFacts;
  readonly say: Say;
}

/** What is on the key: nothing before its PIN was typed, then passkeys and fingerprints. */
export function ContentSection({ desk, managed, facts, say }: ContentSectionProps) {
  const { content } = managed;
  const heading = useRef<HTMLHeadingElement>(null);
  const wasShown = useRef(false);
  const isShown = content !== null;
  useEffect(() => {
    // What was pressed is gone; without a place to go to the focus would be at the top of the page.
    const isLost = document.activeElement === document.body;
    if (wasShown.current !== isShown && isLost) heading.current?.focus();
    wasShown.current = isShown;
  }, [isShown]);
  if (facts.pin === 'impossible') return null;
  const isLocked = content === null;
  return (
    <section className="flex flex-col gap-4">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-2">
        <h2 ref={heading} tabIndex={-1} className="font-semibold text-title">
          {words.unlock.title}
        </h2>
        {!isLocked && (
          <Button
            onClick={() => {
              desk.lock();
              say({ tone: 'good', title: words.unlock.hidden });
            }}
          >
            {words.unlock.hide}
          </Button>
        )}
      </div>
      {isLocked && <Locked desk={desk} facts={facts} say={say} />}
      {!facts.canListPasskeys && <p>{words.passkeys.unsupported}</p>}
      {content?.passkeys && <PasskeySites desk={desk} passkeys={content.passkeys} say={say} />}
      {content?.fingerprints && (
        <FingerprintList desk={desk} fingerprints={content.fingerprints} say={say} />
      )}
    </section>
  );
}

/** Asks for the PIN, or says what has to come first. */
function Locked({ desk, facts, say }: Omit<ContentSectionProps, 'managed'>): ReactNode {
  if (!facts.canListPasskeys && !facts.hasSensor) return null;
  switch (pinState(facts)) {
    case 'none':
      return <p>{words.unlock.needsPin}</p>;
    case 'mustChange':
      return <p>{words.unlock.needsChange}</p>;
    case 'replug':
      return <p>{words.unlock.needsReplug}</p>;
    case 'blocked':
      return <p>{words.unlock.blocked}</p>;
    case 'impossible':
      return null;
    case 'lastTry':
    case 'set':
      return facts.mustChangePin ? (
        <p>{words.unlock.needsChange}</p>
      ) : (
        <UnlockForm desk={desk} facts={facts} say={say} />
      );
  }
}
