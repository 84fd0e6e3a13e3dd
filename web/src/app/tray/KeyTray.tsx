import { useMutation } from '@tanstack/react-query';
import { Plus, Usb } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { StationKey, StationState } from '#web/usecases/stationState.ts';
import { CheckLink } from './CheckLink.tsx';
import { RunTile } from './tile/RunTile.tsx';
import { trayTiles } from './trayTiles.ts';
import { useKeepFocus } from './useKeepFocus.ts';

// Only a demonstration holds real keys back.
const HeldKeyTile = lazy(async () => ({
  default: (await import('./tile/HeldKeyTile.tsx')).HeldKeyTile,
}));

/** What an empty tray says, and whether choosing a key is the thing to do, another one, or none at all. */
export interface EmptyTray {
  readonly title: string;
  readonly text: string;
  readonly chooser: 'primary' | 'secondary' | null;
}

interface KeyTrayProps {
  readonly state: StationState;
  /** The tile of a key that no enrolment uses. */
  readonly freeTile: (stationKey: StationKey) => ReactNode;
  /** In place of the words that ask for a key, while there is none. */
  readonly empty?: EmptyTray;
  /** What else the tile of an enrolment says. */
  readonly runNote?: ((run: EnrolmentRun) => ReactNode) | undefined;
  /** Draws the tiles closer together when there are many, so that all are in sight. */
  readonly mayCrowd?: boolean;
}

const ASKS_FOR_KEY: EmptyTray = {
  title: words.emptyTitle,
  text: words.emptyText,
  chooser: 'primary',
};

/** With more than these a window has no room for tiles at their full size. */
const MOST_ROOMY = 4;

/** A tile for each key in a port, and for each enrolment whose key is not. */
export function KeyTray({ state, freeTile, empty, runNote, mayCrowd = false }: KeyTrayProps) {
  const { station, realKeys, config } = useServices();
  const held = useSyncExternalStore(realKeys.subscribe, realKeys.held);
  const chooser = useMutation({ mutationFn: () => station.chooseDevice() });
  const keepFocus = useKeepFocus();
  const tiles = trayTiles(state);
  const isCrowded = mayCrowd && tiles.length + held.length > MOST_ROOMY;
  const isEmpty = tiles.length === 0 && held.length === 0;
  const canChoose = state.unavailable === null;
  const { title, text, chooser: offered } = empty ?? ASKS_FOR_KEY;
  const choose = (label: string, look: 'primary' | 'secondary') => (
    <Button
      look={look}
      icon={<Plus aria-hidden size={16} />}
      busy={chooser.isPending}
      onClick={() => chooser.mutate()}
    >
      {label}
    </Button>
  );

  return (
    <section {...keepFocus} aria-labelledby="keys" className="flex flex-col gap-3">
      <div className="flex min-h-10 flex-wrap items-center justify-between gap-2">
        <h2 id="keys" className="font-semibold text-title">
          {words.keys}
        </h2>
        {canChoose && !isEmpty && choose(words.chooseAnother, 'secondary')}
      </div>
      {state.unavailable !== null && (
        <FailureNotice code={state.unavailable} action={<CheckLink />} />
      )}
      {chooser.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(chooser.error)} action={<CheckLink />} />
        </div>
      )}
      {canChoose && isEmpty && (
        <EmptyState
          icon={<Usb aria-hidden size={40} />}
          title={title}
          action={offered === null ? undefined : choose(words.choose, offered)}
        >
          <p>{text}</p>
        </EmptyState>
      )}
      {!isEmpty && (
        <ul
          className={
            isCrowded
              ? 'kw-crowd'
              : 'grid items-start gap-4 [grid-template-columns:repeat(auto-fill,minmax(min(300px,100%),1fr))]'
          }
        >
          {held.map((device) => (
            <li key={device.id}>
              <Suspense>
                <HeldKeyTile
                  productName={device.productName}
                  badge={config.environmentBadge ?? ''}
                />
              </Suspense>
            </li>
          ))}
          {tiles.map(({ id, run, stationKey }) => (
            <li key={id}>
              {run === null ? (
                freeTile(stationKey)
              ) : (
                <RunTile
                  run={run}
                  stationKey={stationKey}
                  note={runNote?.(run)}
                  hasOthers={tiles.length > 1}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
