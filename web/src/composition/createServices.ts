import { guardRealKeys } from '#web/app/providers/realKeyGuard.ts';
import type { Entry, Services } from '#web/app/providers/services.ts';
import { createStation } from '#web/usecases/station.ts';
import { createKeyPorts } from './createKeyPorts.ts';

/** Adds the keys to what was there before the sign-in: adapters, guards around them, use cases. */
export function createServices(entry: Entry): Services {
  const { config, backend, platform, loadWays } = entry;
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
    realKeys: guard,
    async loadStationCheck() {
      const { createStationCheckHere } = await import('./createStationCheckHere.ts');
      return () => createStationCheckHere(config, { backend, station, timers, held: guard });
    },
  };
}
