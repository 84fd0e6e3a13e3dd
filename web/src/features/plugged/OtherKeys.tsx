import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { PortKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyList } from './KeyList.tsx';

interface OtherKeysProps {
  readonly desk: PluggedKeyDesk;
  readonly keys: readonly PortKey[];
}

/** Keys beside the one that is managed. */
export function OtherKeys({ desk, keys }: OtherKeysProps) {
  const shown = keys.filter(({ failure }) => failure === null);
  if (shown.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-title">{pluggedKeyMessages.several.others}</h2>
      <KeyList desk={desk} keys={shown} />
    </section>
  );
}
