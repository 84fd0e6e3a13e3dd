import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import {
  createPluggedKeyDesk,
  type PluggedKeyDesk,
} from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { PluggedKeyState } from '#web/usecases/pluggedKey/pluggedKeyState.ts';

/** The desk of this page, drawn anew at every change; it ends with the page. */
export function usePluggedKey(): { desk: PluggedKeyDesk; state: PluggedKeyState } {
  const { station, crypto, timers } = useServices();
  const desk = useMemo(
    () => createPluggedKeyDesk({ keys: station.keys, crypto, timers }),
    [station, crypto, timers],
  );
  useEffect(() => {
    desk.start();
    const end = () => desk.dispose();
    // Before anybody closes the keys: one that waits for a finger has to be told that nobody comes any more.
    window.addEventListener('pagehide', end, { capture: true });
    return () => {
      window.removeEventListener('pagehide', end, { capture: true });
      end();
    };
  }, [desk]);
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.getState) };
}
