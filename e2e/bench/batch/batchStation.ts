import { randomBytes, randomUUID } from 'node:crypto';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { realClock } from '#e2e/authenticator/realClock.ts';
import { createSoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import type { NextOfBatch, PluggedKey } from '#shared/api/index.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { FakeHid } from '#web/adapters/webhid/testing/fakeHid.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import { enrolKey } from '#web/usecases/enrolKey.ts';
import { createKeyRing } from '#web/usecases/keyRing.ts';
import type { KeySession } from '#web/usecases/keySession.ts';
import { observeKey } from '#web/usecases/observeKey.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import { loadedCrypto } from '#web/usecases/testing/loadedCrypto.ts';

/** What a station needs from outside. */
export interface BatchStationParts {
  readonly backend: BackendPort;
  /** `POST …/next`. */
  readonly next: (key: PluggedKey) => Promise<NextOfBatch>;
  readonly newSerial: () => number;
}

/** How it went with one key. */
export interface KeyDone {
  readonly isDone: boolean;
  /** From plugging in to the end. */
  readonly ms: number;
}

/** One desk of a batch: a key in, the next person, the key out. */
export interface BatchStation {
  /** Null when nobody is waiting any more. @throws AppError for what asking again does not mend. */
  enrolNext(): Promise<KeyDone | null>;
  close(): void;
}

/** Asked again after a moment these go away, and nothing is lost meanwhile. */
const PASSING: readonly FailureCode[] = [
  'backend_unreachable',
  'database_unavailable',
  'graph_throttled',
  'graph_unavailable',
  'graph_outcome_unknown',
  'rate_limited',
  'conflict',
];
const PAUSE_MS = 500;

/** Makes a station of the page's own use cases and CTAP client over software keys; only the screen is missing. */
export function createBatchStation(parts: BatchStationParts): BatchStation {
  const { backend, next, newSerial } = parts;
  const hid = new FakeHid();
  const random = (length: number) => Uint8Array.from(randomBytes(length));
  const timers = { now: Date.now, setTimeout: realClock.setTimeout };
  const platform = { timers, randomBytes: random, randomUuid: randomUUID };
  const crypto = loadedCrypto(createNobleCrypto(random));
  let identified: (session: KeySession) => void = () => undefined;
  const keys = createKeyRing({
    devices: createWebHidDevices({ host: { hid }, now: Date.now, randomUuid: randomUUID }),
    platform,
    crypto,
    onFree: (session) => identified(session),
  });

  async function askForNext(key: PluggedKey): Promise<NextOfBatch | null> {
    for (;;) {
      try {
        return await next(key);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code === 'batch_empty') return null;
        if (!PASSING.includes(error.code)) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  return {
    async enrolNext() {
      const startedAt = performance.now();
      const serial = newSerial();
      const software = createSoftwareKey({
        ...{ profile: yubikey5, clock: realClock, random, serial },
        touch: 'immediate',
      });
      const plugged = new Promise<KeySession>((resolve) => {
        identified = resolve;
      });
      const { productName, vendorId, productId } = software.profile;
      hid.plug(software, { productName, vendorId, productId });
      try {
        const session = await plugged;
        const observed = await observeKey(session, null);
        const opened = await askForNext(observed.plugged);
        if (opened === null) return null;
        const handle = enrolKey({
          ...{ backend, keys, platform, crypto },
          loadWays: async () => ({}),
          enrolment: opened.enrolment,
          key: { session, peer: observed.peer },
          report: () => undefined,
          signal: new AbortController().signal,
        });
        const { phase } = await handle.ended;
        return { isDone: phase === 'done', ms: performance.now() - startedAt };
      } finally {
        software.powerDown();
      }
    },
    close: () => keys.dispose(),
  };
}
