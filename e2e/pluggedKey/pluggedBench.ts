import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import type { TouchPolicy } from '#e2e/authenticator/ports.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { type Furniture, furnishKey } from '#e2e/authenticator/testing/furnishKey.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createStationBench, type StationBench } from '#web/composition/testing/stationBench.ts';
import {
  createPluggedKeyDesk,
  type PluggedKeyDesk,
} from '#web/usecases/pluggedKey/pluggedKeyDesk.ts';
import type { KeyFacts, ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { loadedCrypto } from '#web/usecases/testing/loadedCrypto.ts';

/** Software keys, a station whose keys they are, and the desk that manages one of them. */
export interface PluggedBench {
  readonly clock: ManualClock;
  readonly bench: StationBench;
  readonly desk: PluggedKeyDesk;
  /** How often the station asked the backend whether a key belongs to an enrolment. */
  asked(): number;
  makeKey(profile?: Profile, options?: { serial?: number; touch?: TouchPolicy }): SoftwareKey;
  /** A key of somebody, out of its port. */
  makeUsedKey(furniture: Furniture, profile?: Profile, serial?: number): Promise<SoftwareKey>;
  plug(key: SoftwareKey): void;
  /** Plugs a key in and waits until it was read. */
  read(key: SoftwareKey): Promise<KeyFacts>;
  managed(): ManagedKey;
  facts(): KeyFacts;
  until(condition: () => boolean, what: string): Promise<void>;
}

/** Makes it. */
export function createPluggedBench(): PluggedBench {
  const clock = createManualClock();
  const random = createSeededRandom('plugged');
  let asked = 0;
  const bench = createStationBench(clock, random, undefined, {
    backend: {
      unfinished: async () => {
        asked += 1;
        return { unfinished: [], truncated: false };
      },
    },
  });
  const crypto = loadedCrypto(createNobleCrypto(random));
  const desk = createPluggedKeyDesk({ keys: bench.station.keys, crypto, timers: clock });
  desk.start();
  const plugged: PluggedBench = {
    clock,
    bench,
    desk,
    asked: () => asked,
    makeKey: (profile = yubikey5, { serial = 12345678, touch = 'immediate' } = {}) =>
      createSoftwareKey({ profile, clock, random, serial, touch }),
    async makeUsedKey(furniture, profile = yubikey5, serial = 12345678) {
      const key = plugged.makeKey(profile, { serial });
      key.powerUp();
      await furnishKey(key, furniture);
      key.powerDown();
      return key;
    },
    plug: (key) => void bench.hid.plug(key, key.profile),
    async read(key) {
      plugged.plug(key);
      await plugged.until(() => desk.getState().managed?.facts != null, 'the key to be read');
      return plugged.facts();
    },
    managed() {
      const { managed } = desk.getState();
      if (managed === null) throw new Error('no key is managed');
      return managed;
    },
    facts() {
      const { facts } = plugged.managed();
      if (facts === null) throw new Error('the key was not read');
      return facts;
    },
    until: bench.until,
  };
  return plugged;
}
