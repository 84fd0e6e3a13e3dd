import { guardRealKeys } from '#web/app/providers/realKeyGuard.ts';
import type { Entry, Services } from '#web/app/providers/services.ts';
import { onKeyWork } from '#web/app/session/onKeyWork.ts';
import { watchSession } from '#web/app/session/watchSession.ts';
import { createStation } from '#web/usecases/station.ts';
import { createKeyPorts } from './createKeyPorts.ts';

/** Adds the keys to what was there before the sign-in: adapters, guards around them, use cases. */
export function createServices(entry: Entry): Services {
  const { config, backend, platform, loadWays, session, sessionClock: clock } = entry;
  const { timers } = platform;
  const { devices: allDevices, crypto } = createKeyPorts(platform);
  const { devices, guard } = guardRealKeys({
    devices: allDevices,
    isDemonstration: config.environmentBadge !== null,
    memory: sessionStorage,
  });
  const station = createStation({
    ...{ backend, devices, platform, crypto, loadWays },
    memory: sessionStorage,
  });
  return {
    ...entry,
    ...{ timers, crypto, station },
    sessionWatch: watchSession({
      ...{ clock, timers, target: window },
      onKeys: (listener) => onKeyWork(station, listener),
      // Loaded again, so that nothing of what was shown stays anywhere.
      end: (why) => void session.endBy(why).finally(() => location.reload()),
    }),
    realKeys: guard,
    async loadStationCheck() {
      const { createStationCheckHere } = await import('./createStationCheckHere.ts');
      return () => createStationCheckHere(config, { backend, station, timers, held: guard });
    },
  };
}
