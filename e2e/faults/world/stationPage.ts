import { randomBytes, randomUUID } from 'node:crypto';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { FakeHid } from '#web/adapters/webhid/testing/fakeHid.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import { createStation } from '#web/usecases/station.ts';
import type { Station } from '#web/usecases/stationState.ts';
import { loadedCrypto } from '#web/usecases/testing/loadedCrypto.ts';
import type { CallerRole } from './callers.ts';
import { timersOfPage } from './pageTimers.ts';
import type { PageOnWire } from './pageWire.ts';
import type { WatchedKey } from './watchedKey.ts';

/** The page in one tab of an operator's browser, from loading to closing. */
export interface StationPage extends PageOnWire {
  readonly station: Station;
  /** The backend, for what its person does about themself. */
  readonly own: OwnEnrolmentPort;
  plug(key: WatchedKey): void;
  /** The tab is gone: what it had begun gets no answer, and what it would do does not take place. */
  die(): void;
}

/** What a page is loaded into. */
export interface PageParts {
  readonly operatorId: string;
  readonly role: CallerRole;
  readonly clock: CtapTimers;
  /** The backend as this page has it; `session` names the page while it is open. */
  readonly connect: (
    page: () => StationPage,
    timers: CtapTimers,
    session: string,
  ) => { readonly backend: BackendPort; readonly own: OwnEnrolmentPort };
  /** The keys that are in this computer's ports already. */
  readonly plugged: readonly WatchedKey[];
}

const random = (length: number) => Uint8Array.from(randomBytes(length));

/** Loads a page: the product's own use cases, CTAP client and WebHID adapter, over a fake `navigator.hid`. */
export function openPage(parts: PageParts): StationPage {
  const { clock, operatorId, role } = parts;
  const session = randomUUID();
  const hid = new FakeHid();
  let isDead = false;

  function plug({ software, receive }: WatchedKey): void {
    hid.plug(
      {
        receive: (report) => {
          if (!isDead) receive(report);
        },
        onReport: (listener) =>
          software.onReport((report) => {
            if (!isDead) listener(report);
          }),
        powerUp: () => software.powerUp(),
        powerDown: () => software.powerDown(),
        isPowered: () => software.isPowered(),
        onChange: (listener) =>
          software.onChange(() => {
            if (!isDead) listener();
          }),
      },
      { ...software.profile, productName: software.profile.productName },
    );
  }

  for (const key of parts.plugged) plug(key);
  const timers = timersOfPage(clock);
  const { backend, own } = parts.connect(() => page, timers, session);
  const page: StationPage = {
    personId: operatorId,
    ...{ role, session, own },
    isSignedOut: false,
    station: createStation({
      backend,
      devices: createWebHidDevices({ host: { hid }, now: clock.now, randomUuid: randomUUID }),
      crypto: loadedCrypto(createNobleCrypto(random)),
      loadWays: async () => ({}),
      platform: { timers, randomBytes: random, randomUuid: randomUUID },
    }),
    get isDead() {
      return isDead;
    },
    plug,
    die() {
      isDead = true;
      timers.stop();
    },
  };
  return page;
}
