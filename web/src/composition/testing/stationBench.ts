import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { FakeHid, type FakeKey, type FakeUsb } from '#web/adapters/webhid/testing/fakeHid.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { BackendPort, BrowserWays } from '#web/usecases/ports.ts';
import type { TabMemory } from '#web/usecases/runMemory.ts';
import { createStation } from '#web/usecases/station.ts';
import type { Station } from '#web/usecases/stationState.ts';
import { loadedCrypto } from '#web/usecases/testing/loadedCrypto.ts';
import { ModelBackend, OPERATOR_ID } from '#web/usecases/testing/modelBackend.ts';

/** The journal of a fresh key with a sealed PIN when nothing goes wrong. */
export const HAPPY_JOURNAL = [
  'started',
  'keyBound',
  'pinEscrowed',
  'pinSetStarted',
  'pinSet',
  'optionsIssued',
  'credentialStarted',
  'credentialMade',
  'postStarted',
  'registered',
  'proofAsked',
  'proved',
  'policyApplied',
  'finished',
];

/** The same where the touch was asked for twice: whether the first one was heeded nobody knows until the key is looked at. */
export const TWICE_ASKED_JOURNAL = HAPPY_JOURNAL.flatMap((type) => {
  if (type === 'credentialStarted') return [type, type];
  return type === 'policyApplied' ? ['credentialsFound', type] : [type];
});

/** A key with the descriptor it shows on USB. */
export type BenchKey = FakeKey & { readonly profile: FakeUsb };

/** A clock that a test moves. */
export type BenchClock = CtapTimers & { advance(ms: number): Promise<void> };

function builtIn(id: string): EnrolmentProfile {
  const found = BUILT_IN_PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

/** A station with a clock, a port to plug keys into, and a backend; everything a test does to it. */
export interface StationBench {
  readonly clock: BenchClock;
  readonly hid: FakeHid;
  readonly model: ModelBackend;
  readonly station: Station;
  plug(key: BenchKey): Promise<void>;
  enrol(keyId?: string): Promise<void>;
  run(): EnrolmentRun;
  /** Lets everything happen that needs no time and no person. */
  until(condition: () => boolean, what: string): Promise<void>;
  need(need: EnrolmentRun['need']): Promise<void>;
  ended(phase?: EnrolmentRun['phase']): Promise<void>;
}

/** Makes a station for one profile; `random` gives its nonces and keys. */
export function createStationBench(
  clock: BenchClock,
  random: (length: number) => Uint8Array,
  profileId = 'new-colleague',
  parts: {
    readonly hid?: FakeHid;
    readonly backend?: Partial<BackendPort>;
    readonly memory?: TabMemory;
    readonly ways?: BrowserWays;
  } = {},
): StationBench {
  const profile = builtIn(profileId);
  const crypto = createNobleCrypto(random);
  const hid = parts.hid ?? new FakeHid();
  const model = new ModelBackend(crypto, profile);
  let uuids = 0;
  const randomUuid = () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`;
  const devices = createWebHidDevices({ host: { hid }, now: clock.now, randomUuid });
  const backend: BackendPort = {
    startEnrolment: (body) => model.startEnrolment(body),
    enrolment: () => model.enrolment(),
    reportEvent: (id, body) => model.reportEvent(id, body),
    cancelEnrolment: (_id, body) => model.cancelEnrolment(body),
    pinAuth: (id, body) => model.pinAuth(id, body),
    openEnrolments: async () => (model.journal.length === 0 ? [] : [await model.enrolment()]),
    unfinished: async () => ({ unfinished: await model.unfinished(), truncated: false }),
    me: async () => ({
      id: model.callerId,
      tenantId: OPERATOR_ID,
      displayName: 'O',
      userPrincipalName: 'o@contoso.example',
      roles: ['Operator'],
      tenantName: 'Contoso',
    }),
    clock: () => Promise.reject(new Error('not asked here')),
    searchPeople: () => Promise.reject(new Error('not asked here')),
    person: () => Promise.reject(new Error('not asked here')),
    searchGroups: () => Promise.reject(new Error('not asked here')),
    groupPeople: () => Promise.reject(new Error('not asked here')),
    resolvePeople: () => Promise.reject(new Error('not asked here')),
    checkPeople: () => Promise.reject(new Error('not asked here')),
    profiles: () => Promise.reject(new Error('not asked here')),
    allProfiles: () => Promise.reject(new Error('not asked here')),
    profile: () => Promise.reject(new Error('not asked here')),
    createProfile: () => Promise.reject(new Error('not asked here')),
    editProfile: () => Promise.reject(new Error('not asked here')),
    retireProfile: () => Promise.reject(new Error('not asked here')),
    myKeys: () => Promise.reject(new Error('not asked here')),
    audit: () => Promise.reject(new Error('not asked here')),
    exportAudit: () => Promise.reject(new Error('not asked here')),
    posture: () => Promise.reject(new Error('not asked here')),
    lookAtPosture: () => Promise.reject(new Error('not asked here')),
    suspended: () => Promise.reject(new Error('not asked here')),
    setSuspended: () => Promise.reject(new Error('not asked here')),
    revealPin: () => Promise.reject(new Error('not asked here')),
    confirmPin: () => Promise.reject(new Error('not asked here')),
    showPin: () => Promise.reject(new Error('not asked here')),
    printLetter: () => Promise.reject(new Error('not asked here')),
    confirmHandOver: () => Promise.reject(new Error('not asked here')),
    ...parts.backend,
  };
  const station = createStation({
    backend,
    devices,
    crypto: loadedCrypto(crypto),
    loadWays: async () => parts.ways ?? {},
    platform: { timers: clock, randomBytes: random, randomUuid },
    ...(parts.memory === undefined ? {} : { memory: parts.memory }),
  });
  const bench: StationBench = {
    clock,
    hid,
    model,
    station,
    async plug(key) {
      hid.plug(key, key.profile);
      const isRead = () => station.getState().keys.every(({ state }) => state !== 'reading');
      await bench.until(isRead, 'the key to be read');
    },
    async enrol(keyId) {
      await station.enrol({ userId: model.holderId, profileId: profile.id, keyId });
    },
    run() {
      const [run] = station.getState().runs;
      if (run === undefined) throw new Error('there is no run');
      return run;
    },
    async until(condition, what) {
      for (let turn = 0; turn < 500; turn += 1) {
        if (condition()) return;
        await nextTurn();
      }
      const { runs } = station.getState();
      const shown = runs.map(({ need, failure, enrolment }) => [
        need,
        failure,
        enrolment.action.kind,
      ]);
      throw new Error(`waited in vain for ${what}: ${JSON.stringify(shown)}`);
    },
    need: (need) => bench.until(() => bench.run().need === need, `need ${need}`),
    ended: (phase = 'done') => bench.until(() => bench.run().phase === phase, `phase ${phase}`),
  };
  return bench;
}

/** Lets everything run that waits for its turn: a task of its own, without any time passing. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
