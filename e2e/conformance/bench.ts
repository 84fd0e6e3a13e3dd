import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import type { TouchPolicy } from '#e2e/authenticator/ports.ts';
import { KEY_CATALOGUE } from '#e2e/authenticator/profiles/catalogue.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createFingerprintClient, type FingerprintClient } from '#shared/ctap/fingerprintClient.ts';
import { type CtapHidChannel, createCtapHidChannel } from '#shared/ctap/hid/ctapHidChannel.ts';
import {
  createLocalPinUvPlatform,
  type LocalPinUvPlatform,
} from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import { failureOf } from '#shared/ctap/testing/failureOf.ts';
import { until } from './driveClock.ts';
import { createSoftwareKeyPort } from './softwareKeyPort.ts';

export const PIN = '493817';
const WRONG_PIN = '500005';
export const NEW_PIN = '82716405';

/** A key in its port, our client on it, and a clock that moves only when {@link Bench.run} needs it to. */
export interface Bench {
  readonly key: SoftwareKey;
  readonly clock: ManualClock;
  /** Of the present plug; a new one after {@link Bench.replug}. */
  readonly client: FingerprintClient;
  readonly channel: CtapHidChannel;
  readonly platform: LocalPinUvPlatform;
  readonly wrongPlatform: LocalPinUvPlatform;
  /** From {@link PIN} to {@link NEW_PIN}. */
  readonly changing: LocalPinUvPlatform;
  replug(): void;
  /** One more client of the same plug, as another tab would be. */
  join(): { readonly client: FingerprintClient; readonly channel: CtapHidChannel };
  /** Reports that went to the key, joined clients' included. */
  readonly sent: readonly Uint8Array[];
  /** Calls back with how many reports have gone to the key, at each of them. */
  onSent(listener: (count: number) => void): () => void;
  /** A report that the key never sent reaches every client. */
  inject(report: Uint8Array): void;
  /** Names of the requests the key saw since the last call of this. */
  requests(): readonly string[];
  run<Result>(promise: Promise<Result>): Promise<Result>;
  /** What the promise rejects with. */
  fail(promise: Promise<unknown>): Promise<unknown>;
}

const UNFIT = new Set(['u2fOnly', 'noRk', 'noEs256', 'full']);

/** Every model that an enrolment can end well with. */
export const FIT_MODELS: readonly Profile[] = KEY_CATALOGUE.filter(({ id }) => !UNFIT.has(id));

/** A key with permissions that speaks PIN protocol one only; no model of the catalogue is like this. */
export const protocolOneWithPermissions: Profile = {
  ...yubikey5,
  id: 'protocolOneWithPermissions',
  info: { ...yubikey5.info, pinUvAuthProtocols: [1] },
};

/** Plugs a new key in; by default somebody touches it at once. */
export function plugIn(
  profile: Profile,
  { touch = 'immediate' as TouchPolicy, seed = 'conformance', makeCrypto = createNobleCrypto } = {},
): Bench {
  const clock = createManualClock();
  const key = createSoftwareKey({
    profile,
    clock,
    random: createSeededRandom(`${seed} key ${profile.id}`),
    touch,
  });
  const randomBytes = createSeededRandom(`${seed} page ${profile.id}`);
  const crypto = makeCrypto(randomBytes);
  const platformFor = (pin: string, newPin?: string) =>
    createLocalPinUvPlatform({ crypto, pin, newPin });
  const sent: Uint8Array[] = [];
  const sentListeners = new Set<(count: number) => void>();
  const receive = (report: Uint8Array) => {
    sent.push(report);
    for (const listener of [...sentListeners]) listener(sent.length);
    key.receive(report);
  };
  const listeners = new Set<(report: Uint8Array) => void>();
  function onReport(listener: (report: Uint8Array) => void) {
    listeners.add(listener);
    const stop = key.onReport(listener);
    return () => {
      listeners.delete(listener);
      stop();
    };
  }
  function join() {
    const port = createSoftwareKeyPort({ ...key, receive, onReport });
    const channel = createCtapHidChannel({ port, timers: clock, randomBytes });
    return { channel, client: createFingerprintClient({ channel, crypto }) };
  }
  key.powerUp();
  let plugged = join();
  let seen = 0;
  const run = <Result>(promise: Promise<Result>) => until(clock, promise);
  return {
    key,
    clock,
    platform: platformFor(PIN),
    wrongPlatform: platformFor(WRONG_PIN),
    changing: platformFor(PIN, NEW_PIN),
    join,
    run,
    sent,
    onSent(listener) {
      sentListeners.add(listener);
      return () => sentListeners.delete(listener);
    },
    inject(report) {
      for (const listener of [...listeners]) listener(report);
    },
    get client() {
      return plugged.client;
    },
    get channel() {
      return plugged.channel;
    },
    replug() {
      key.powerDown();
      key.powerUp();
      plugged = join();
    },
    requests() {
      const { requests } = key.snapshot();
      const fresh = requests.slice(seen);
      seen = requests.length;
      return fresh;
    },
    fail: (promise) => run(failureOf(promise)),
  };
}
