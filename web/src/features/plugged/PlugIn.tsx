import { useMutation } from '@tanstack/react-query';
import { Usb } from 'lucide-react';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { Spinner } from '#web/components/Spinner.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { pluggedKeyMessages as words } from '#web/presentation/messages.pluggedKey.ts';
import type { PluggedKeyDesk } from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { PluggedKeyState } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { KeyFailure } from './KeyFailure.tsx';
import { KeyList } from './KeyList.tsx';

// Only a demonstration holds real keys back.
const HeldKeyTile = lazy(async () => ({
  default: (await import('#web/app/tray/tile/HeldKeyTile.tsx')).HeldKeyTile,
}));

interface PlugInProps {
  readonly desk: PluggedKeyDesk;
  readonly state: PluggedKeyState;
}

/** Until one key is managed: plug it in, let the browser see it, or choose between several. */
export function PlugIn({ desk, state: { keys, isReading } }: PlugInProps) {
  const { realKeys, config } = useServices();
  const held = useSyncExternalStore(realKeys.subscribe, realKeys.held);
  const usable = keys.filter(({ identity, isInUse }) => identity !== null && !isInUse);
  const inUse = keys.some((key) => key.isInUse);
  return (
    <section
      aria-label={words.facts.title}
      className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
    >
      {usable.length > 1 && (
        <>
          <div role="status" className="flex flex-col gap-1">
            <h2 className="font-semibold text-title">{words.several.title}</h2>
            <p>{words.several.text}</p>
          </div>
          <KeyList desk={desk} keys={usable} />
        </>
      )}
      {isReading && (
        <p role="status" className="flex items-center gap-3">
          <Spinner size={24} /> {words.plug.reading}
        </p>
      )}
      {keys.map(
        ({ id, failure }) =>
          failure !== null && (
            <KeyFailure
              key={id}
              failure={{ code: failure, pinRetries: null }}
              action={<Button onClick={() => desk.readAgain(id)}>{appMessages.tryAgain}</Button>}
            />
          ),
      )}
      {inUse && usable.length === 0 && (
        <Notice tone="info" title={words.inUse.title}>
          <p>{words.inUse.text}</p>
        </Notice>
      )}
      {held.map(({ id, productName }) => (
        <Suspense key={id}>
          <HeldKeyTile productName={productName} badge={config.environmentBadge ?? ''} />
        </Suspense>
      ))}
      {keys.length === 0 && held.length === 0 && <Chooser />}
    </section>
  );
}

function Chooser() {
  const { station } = useServices();
  const chooser = useMutation({ mutationFn: () => station.chooseDevice() });
  return (
    <>
      <div role="status" className="flex flex-col gap-1">
        <h2 className="font-semibold text-title">{words.plug.title}</h2>
        <p>{words.plug.text}</p>
      </div>
      {chooser.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(chooser.error)} />
        </div>
      )}
      <Button
        look="primary"
        icon={<Usb aria-hidden size={16} />}
        className="min-h-11 self-start"
        busy={chooser.isPending}
        onClick={() => chooser.mutate()}
      >
        {words.plug.choose}
      </Button>
      <p className="text-muted">{words.plug.help}</p>
    </>
  );
}
