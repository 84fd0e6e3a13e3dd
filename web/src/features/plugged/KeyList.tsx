import { Button } from '#web/components/Button.tsx';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { PortKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { keyTitleOf } from './names.ts';

const words = pluggedKeyMessages.several;

interface KeyListProps {
  readonly desk: PluggedKeyDesk;
  readonly keys: readonly PortKey[];
}

/** Keys to choose between; each can blink, so that one knows which it is. */
export function KeyList({ desk, keys }: KeyListProps) {
  return (
    <ul className="flex flex-col gap-5">
      {keys.map((key) => {
        const name = keyTitleOf(key);
        const isUsable = key.identity !== null && !key.isInUse;
        return (
          <li key={key.id} className="flex flex-wrap items-center gap-3">
            <KeySilhouette productName={key.productName} size={40} />
            <div className="min-w-40 flex-1">
              <p className="font-semibold">
                <bdi>{name}</bdi>
              </p>
              {!isUsable && (
                <p className="text-muted">{key.isInUse ? words.inUse : words.reading}</p>
              )}
            </div>
            {isUsable && (
              <>
                {key.canWink && (
                  <Button
                    look="quiet"
                    aria-label={words.winkNamed(name)}
                    // It may be pulled out just then; there is nothing to tell.
                    onClick={() => void desk.wink(key.id).catch(() => undefined)}
                  >
                    {words.wink}
                  </Button>
                )}
                <Button aria-label={words.showNamed(name)} onClick={() => desk.choose(key.id)}>
                  {words.show}
                </Button>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
