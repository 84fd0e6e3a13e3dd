import { Button } from '#web/components/Button.tsx';
import { Spinner } from '#web/components/Spinner.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages as words } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { ContentSection } from './content/ContentSection.tsx';
import { KeyCard } from './KeyCard.tsx';
import { KeyFailure } from './KeyFailure.tsx';
import { PinSection } from './PinSection.tsx';
import type { Say } from './useKeyWork.ts';

interface KeyPanelProps {
  readonly desk: PluggedKeyDesk;
  readonly managed: ManagedKey;
  readonly say: Say;
  readonly onErase: () => void;
}

/** The key that is managed: what it is, its PIN, what is on it, and how to erase it. */
export function KeyPanel({ desk, managed, say, onErase }: KeyPanelProps) {
  const { id, facts, failure } = managed;
  return (
    <>
      {failure !== null && (
        <KeyFailure
          failure={{ code: failure, pinRetries: null }}
          action={<Button onClick={() => desk.readAgain(id)}>{appMessages.tryAgain}</Button>}
        />
      )}
      {facts === null && failure === null && (
        <p role="status" className="flex items-center gap-3">
          <Spinner size={24} /> {words.plug.reading}
        </p>
      )}
      {facts !== null && (
        <>
          <KeyCard managed={managed} facts={facts} />
          <PinSection desk={desk} facts={facts} say={say} />
          <ContentSection desk={desk} managed={managed} facts={facts} say={say} />
          <section className="flex flex-col gap-3">
            <h2 className="font-semibold text-title">{words.reset.title}</h2>
            <p>{facts.canResetHere ? words.reset.text : words.reset.impossible}</p>
            {facts.canResetHere && (
              <Button className="self-start" onClick={onErase}>
                {words.reset.open}
              </Button>
            )}
          </section>
        </>
      )}
    </>
  );
}
