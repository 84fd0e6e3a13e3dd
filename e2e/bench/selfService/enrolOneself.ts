import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { realClock } from '#e2e/authenticator/realClock.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { createHttpBackend } from '#web/adapters/http/httpBackend.ts';
import { createHttpOwnEnrolment } from '#web/adapters/http/httpOwnEnrolment.ts';
import { FakeHid } from '#web/adapters/webhid/testing/fakeHid.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import { type EnrolmentHandle, enrolKey } from '#web/usecases/enrolKey.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { createKeyRing } from '#web/usecases/keyRing.ts';
import type { KeySession } from '#web/usecases/keySession.ts';
import { observeKey } from '#web/usecases/observeKey.ts';
import { loadedCrypto } from '#web/usecases/testing/loadedCrypto.ts';
import type { SignedIn } from './messages.ts';

/** Somebody at their own desk. */
export interface Somebody extends SignedIn {
  readonly backendOrigin: string;
  readonly serial: number;
  /** From 0 up to 1, another one with each call: nobody is as fast as the next. */
  readonly pace: () => number;
}

const PIN = 'krokus-27';
/** How long people take, in milliseconds: the fastest and the slowest. */
const TAKES = {
  come: [0, 30_000],
  plugIn: [3_000, 12_000],
  begin: [1_000, 4_000],
  typePin: [8_000, 20_000],
  touch: [1_000, 3_000],
  tryAgain: [2_000, 5_000],
} as const;

/** What a page says to try again. */
const PASSING: readonly FailureCode[] = [
  'backend_unreachable',
  'database_unavailable',
  'graph_throttled',
  'graph_unavailable',
];

const random = (length: number) => Uint8Array.from(randomBytes(length));
const timers = { now: Date.now, setTimeout: realClock.setTimeout };
const platform = { timers, randomBytes: random, randomUuid: randomUUID };
const crypto = loadedCrypto(createNobleCrypto(random));

/**
 * One person goes from the invitation to a proven key, by the page's own use cases over a software key; they take their time as people do.
 * @returns whether they have one.
 */
export async function enrolOneself(person: Somebody): Promise<boolean> {
  const take = (what: keyof typeof TAKES) => {
    const [fastest, slowest] = TAKES[what];
    return rest(fastest + person.pace() * (slowest - fastest));
  };
  const http = {
    origin: person.backendOrigin,
    fetch,
    token: async () => person.token,
    timers,
    randomUuid: randomUUID,
  };
  const own = createHttpOwnEnrolment(http);
  const backend = createHttpBackend({ ...http, pageSession: randomUUID() });
  await take('come');
  await backend.me();
  await own.invitation();

  const hid = new FakeHid();
  let identified: (session: KeySession) => void = () => undefined;
  const plugged = new Promise<KeySession>((resolve) => {
    identified = resolve;
  });
  const keys = createKeyRing({
    devices: createWebHidDevices({ host: { hid }, now: Date.now, randomUuid: randomUUID }),
    ...{ platform, crypto },
    onFree: (session) => identified(session),
  });
  const software = createSoftwareKey({
    ...{ profile: yubikey5, clock: realClock, random, serial: person.serial },
    touch: 'manual',
  });
  await take('plugIn');
  const { productName, vendorId, productId } = software.profile;
  hid.plug(software, { productName, vendorId, productId });
  const session = await plugged;
  const observed = await observeKey(session, null);
  await take('begin');
  const enrolment = await untilItPasses(
    () => own.start({ key: observed.plugged }),
    () => take('tryAgain'),
  );
  let handle: EnrolmentHandle | undefined;
  let before: EnrolmentRun['need'] = null;
  handle = enrolKey({
    ...{ backend: own, keys, platform, crypto, enrolment },
    loadWays: async () => ({}),
    key: { session, peer: observed.peer },
    report: ({ need }) => {
      if (need === before) return;
      before = need;
      void react(need, { take, software, answer: (...said) => handle?.answer(...said) });
    },
    signal: new AbortController().signal,
  });
  const { phase } = await handle.ended;
  keys.dispose();
  software.powerDown();
  return phase === 'done';
}

/** Does what the page asks a person for. */
async function react(
  need: EnrolmentRun['need'],
  {
    take,
    software,
    answer,
  }: {
    readonly take: (what: keyof typeof TAKES) => Promise<unknown>;
    readonly software: SoftwareKey;
    readonly answer: EnrolmentHandle['answer'];
  },
): Promise<void> {
  if (need === 'pin') {
    await take('typePin');
    answer('pin', PIN);
  } else if (need === 'touch') {
    await take('touch');
    software.touch();
  } else if (need === 'tryAgain') {
    await take('tryAgain');
    answer('tryAgain');
  }
}

async function untilItPasses<T>(work: () => Promise<T>, pause: () => Promise<unknown>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || !PASSING.includes(error.code)) throw error;
      await pause();
    }
  }
}
