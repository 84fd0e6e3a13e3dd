import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import { keyWithoutSerial } from '#e2e/authenticator/profiles/keyWithoutSerial.ts';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { FakeHid } from '#web/adapters/webhid/testing/fakeHid.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import type { EnrolmentRun } from './enrolmentRun.ts';
import type { BackendPort } from './ports.ts';
import { createStation } from './station.ts';
import type { Station } from './stationState.ts';
import { ModelBackend, OPERATOR_ID } from './testing/modelBackend.ts';

const crypto = createNobleCrypto(createSeededRandom('page'));
const HAPPY_JOURNAL = [
  'started',
  'keyBound',
  'pinEscrowed',
  'pinSetStarted',
  'pinSet',
  'optionsIssued',
  'credentialMade',
  'postStarted',
  'registered',
  'proofAsked',
  'proved',
  'policyApplied',
  'finished',
];

function builtIn(id: string): EnrolmentProfile {
  const found = BUILT_IN_PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(`no profile ${id}`);
  return found;
}

interface Bench {
  readonly clock: ManualClock;
  readonly hid: FakeHid;
  readonly model: ModelBackend;
  readonly station: Station;
  makeKey(profile?: Profile, serial?: number): SoftwareKey;
  plug(key: SoftwareKey): Promise<void>;
  enrol(keyId?: string): Promise<void>;
  run(): EnrolmentRun;
  /** Lets everything happen that needs no time and no person. */
  until(condition: () => boolean, what: string): Promise<void>;
  need(need: EnrolmentRun['need']): Promise<void>;
  ended(phase?: EnrolmentRun['phase']): Promise<void>;
}

function createBench(profile: EnrolmentProfile = builtIn('new-colleague')): Bench {
  const clock = createManualClock();
  const hid = new FakeHid();
  const model = new ModelBackend(crypto, profile);
  const random = createSeededRandom(`bench ${profile.id}`);
  let uuids = 0;
  const randomUuid = () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`;
  const devices = createWebHidDevices({ host: { hid }, now: clock.now, randomUuid });
  const backend: BackendPort = {
    startEnrolment: (body) => model.startEnrolment(body),
    enrolment: () => model.enrolment(),
    reportEvent: (id, body) => model.reportEvent(id, body),
    cancelEnrolment: () => model.cancelEnrolment(),
    pinAuth: (id, body) => model.pinAuth(id, body),
    openEnrolments: async () => (model.journal.length === 0 ? [] : [await model.enrolment()]),
    me: async () => ({
      id: OPERATOR_ID,
      tenantId: OPERATOR_ID,
      displayName: 'O',
      userPrincipalName: 'o@contoso.example',
      roles: ['Operator'],
      tenantName: 'Contoso',
    }),
    searchPeople: () => Promise.reject(new Error('not asked here')),
    person: () => Promise.reject(new Error('not asked here')),
    profiles: () => Promise.reject(new Error('not asked here')),
    myKeys: () => Promise.reject(new Error('not asked here')),
    revealPin: () => Promise.reject(new Error('not asked here')),
  };
  const station = createStation({
    backend,
    devices,
    crypto,
    platform: { timers: clock, randomBytes: random, randomUuid },
  });
  const bench: Bench = {
    clock,
    hid,
    model,
    station,
    makeKey: (of = yubikey5, serial = 12345678) =>
      createSoftwareKey({ profile: of, clock, random, serial, touch: 'immediate' }),
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
        await new Promise((resolve) => setImmediate(resolve));
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

/** A key that somebody used before: it has a PIN that nobody here knows. */
async function givePin(bench: Bench, key: SoftwareKey, pin: string): Promise<void> {
  const before = createBench(builtIn('holder-present'));
  await before.plug(key);
  await before.enrol();
  await before.need('pin');
  before.station.answerPin(before.run().enrolment.id, pin);
  await before.ended();
  key.powerDown();
  expect(key.snapshot().pinSet).toBe(true);
  expect(bench.model.journal).toEqual([]);
}

describe('enrolling a fresh key', () => {
  it('ends with a proven key in no more requests than allowed', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await bench.plug(key);
    await bench.enrol();
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
    expect(key.snapshot()).toMatchObject({ pinSet: true, forcePinChange: true, minPinLength: 6 });
    expect(key.snapshot().credentials).toHaveLength(1);
    expect(key.snapshot().requests.length).toBeLessThanOrEqual(16);
    expect(bench.run().requests.key).toBe(key.snapshot().requests.length);
    expect(bench.model.faults.calls.length).toBeLessThanOrEqual(10);
    expect(bench.run()).toMatchObject({ need: null, failure: null });
  });

  it('works with a key of CTAP 2.0 and says what it cannot have', async () => {
    const bench = createBench();
    const key = bench.makeKey(ctap20);
    await bench.plug(key);
    await bench.enrol();
    await bench.ended();
    expect(bench.run().enrolment.policySkipped).toEqual(['minPinLength', 'forcePinChange']);
  });

  it('may begin before the key is there', async () => {
    const bench = createBench();
    await bench.enrol();
    await bench.need('plug');
    await bench.plug(bench.makeKey());
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
  });

  it('asks for a touch while the key waits for one, and says when nobody came', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    key.setTouchPolicy('manual');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('touch');
    await bench.clock.advance(60_000);
    await bench.need('tryAgain');
    expect(bench.run().failure?.code).toBe('touch_timeout');
    bench.station.tryAgain(bench.run().enrolment.id);
    await bench.need('touch');
    key.touch();
    await bench.ended();
    expect(bench.model.types).toContain('stepFailed');
  });

  it('waits for the tenant as long as the backend says', async () => {
    const bench = createBench();
    bench.model.lostRegistrations = 1;
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('wait');
    bench.model.now += 5_000;
    await bench.clock.advance(5_000);
    await bench.ended();
    expect(bench.model.types.filter((type) => type === 'postStarted')).toHaveLength(2);
  });
});

describe('a key that is pulled out', () => {
  const framesOfHappyPath = Array.from({ length: 40 }, (_, index) => index + 3);

  it.each(framesOfHappyPath)('at report %d goes on when it is plugged in again', async (frame) => {
    const bench = createBench();
    const key = bench.makeKey();
    await bench.plug(key);
    key.faults.add({ kind: 'unplug', direction: 'in', frame });
    await bench.enrol();
    await bench.until(
      () => !key.isPowered() || bench.run().phase === 'done',
      'the key to be pulled out',
    );
    if (!key.isPowered()) {
      await bench.until(() => bench.run().need === 'plug' || bench.run().phase === 'done', 'plug');
      await bench.plug(key);
      await bench.until(
        () => bench.run().phase === 'done' || bench.run().need === 'confirmReset',
        'the end',
      );
    }
    await bench.ended();
    expect(key.snapshot().forcePinChange).toBe(true);
    expect(bench.model.types.at(-1)).toBe('finished');
  });

  it.each(['clientPin.setPin', 'makeCredential', 'getAssertion', 'authenticatorConfig'])(
    'just after %s took effect goes on from what it finds',
    async (command) => {
      const bench = createBench();
      const key = bench.makeKey();
      await bench.plug(key);
      key.faults.add({ kind: 'crashAfterEffect', command, times: 1 });
      await bench.enrol();
      await bench.need('plug');
      expect(bench.run().failure?.code).toBe('device_removed');
      await bench.plug(key);
      await bench.ended();
      expect(key.snapshot().credentials).toHaveLength(1);
    },
  );

  it('is not mixed up with another one', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await bench.plug(key);
    key.faults.add({ kind: 'crashAfterEffect', command: 'makeCredential', times: 1 });
    await bench.enrol();
    await bench.need('plug');
    const stranger = bench.makeKey(yubikey5, 99);
    await bench.plug(stranger);
    await bench.until(() => bench.run().failure?.code === 'wrong_key', 'wrong_key');
    expect(stranger.snapshot().pinSet).toBe(false);
    await bench.plug(key);
    await bench.ended();
  });
});

describe('a key that was used before', () => {
  it('is erased after a word and a replug, within the window, and then enrolled', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await givePin(bench, key, '829164');
    await bench.plug(key);
    await bench.clock.advance(20_000);
    await bench.enrol();
    await bench.need('confirmReset');
    expect(bench.run().resetReason).toBe('key_pin_unknown');
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.need('replug');
    expect(key.snapshot().resets).toBe(0);
    key.powerDown();
    await bench.plug(key);
    await bench.ended();
    expect(key.snapshot()).toMatchObject({ resets: 1, pinSet: true });
    expect(key.snapshot().credentials).toHaveLength(1);
  });

  it('is erased at once where it was just plugged in', async () => {
    const bench = createBench();
    const key = bench.makeKey(yubikey5);
    await givePin(bench, key, '829164');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('confirmReset');
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.ended();
    expect(key.snapshot().resets).toBe(1);
  });

  it('has a second chance when the window was missed', async () => {
    const bench = createBench();
    const key = bench.makeKey(opensk);
    await givePin(bench, key, '829164');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('confirmReset');
    // opensk takes a reset only before anything else was asked, so the try at once is refused.
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.until(() => bench.run().failure?.code === 'reset_window_missed', 'a refusal');
    expect(bench.run().need).toBe('replug');
    key.powerDown();
    await bench.plug(key);
    await bench.ended();
    expect(key.snapshot().resets).toBe(1);
  });

  it('is not erased when another key comes back', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await givePin(bench, key, '829164');
    await bench.plug(key);
    await bench.clock.advance(20_000);
    await bench.enrol();
    await bench.need('confirmReset');
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.need('replug');
    key.powerDown();
    const stranger = bench.makeKey(yubikey5, 99);
    await bench.plug(stranger);
    await bench.until(() => bench.run().failure?.code === 'wrong_key', 'wrong_key');
    expect(stranger.snapshot().resets).toBe(0);
    await bench.plug(key);
    await bench.ended();
  });

  it('is looked at before it is erased again when it was pulled out during the reset', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await givePin(bench, key, '829164');
    await bench.plug(key);
    key.faults.add({ kind: 'crashAfterEffect', command: 'reset', times: 1 });
    await bench.enrol();
    await bench.need('confirmReset');
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.need('replug');
    await bench.plug(key);
    await bench.ended();
    expect(key.snapshot().resets).toBe(1);
  });

  it('of the operator is refused before anything is changed', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await givePin(bench, key, '829164');
    const [credential] = key.snapshot().credentials;
    bench.model.operatorProbe = [
      Buffer.from(credential?.credentialId ?? '', 'hex').toString('base64url'),
    ];
    await bench.plug(key);
    await bench.enrol();
    await bench.need('otherKey');
    expect(bench.run().failure?.code).toBe('key_is_operators_own');
    expect(bench.station.getState().keys[0]?.operatorsOwn).toBe(true);
    await bench.plug(bench.makeKey(yubikey5, 99));
    await bench.ended();
    expect(key.snapshot().resets).toBe(0);
  });
});

describe('a PIN typed at the page', () => {
  const known = '829164';

  async function withKnownPin() {
    const bench = createBench(builtIn('keep-pin'));
    const key = bench.makeKey();
    await givePin(bench, key, known);
    await bench.plug(key);
    await bench.enrol();
    await bench.need('pin');
    return { bench, key, id: bench.run().enrolment.id };
  }

  it('is asked for again while it breaks the rules, and never sent', async () => {
    const bench = createBench(builtIn('holder-present'));
    const key = bench.makeKey();
    await bench.plug(key);
    await bench.enrol();
    await bench.need('pin');
    expect(bench.run().pin).toMatchObject({ purpose: 'new', minPinLength: 6 });
    const { id } = bench.run().enrolment;
    for (const [pin, failure] of [
      ['1234', 'pin_too_short'],
      ['111111', 'pin_weak'],
      ['9'.repeat(30) + 'é'.repeat(20), 'pin_too_long'],
    ] as const) {
      bench.station.answerPin(id, pin);
      await bench.until(() => bench.run().pin?.failure === failure, failure);
    }
    expect(key.snapshot().requests).not.toContain('clientPin.setPin');
    bench.station.answerPin(id, known);
    await bench.ended();
  });

  it('that is wrong is asked for again with the attempts left', async () => {
    const { bench, key, id } = await withKnownPin();
    expect(bench.run().pin).toMatchObject({ purpose: 'current', pinRetries: 8 });
    bench.station.answerPin(id, '000000');
    await bench.until(() => bench.run().pin?.failure === 'pin_invalid', 'pin_invalid');
    expect(bench.run().pin?.pinRetries).toBe(7);
    bench.station.answerPin(id, known);
    await bench.ended();
    expect(key.snapshot().pinRetries).toBe(8);
  });

  it('that is wrong three times needs a replug', async () => {
    const { bench, key, id } = await withKnownPin();
    for (const retries of [8, 7, 6]) {
      await bench.until(() => bench.run().pin?.pinRetries === retries, `${retries} attempts`);
      bench.station.answerPin(id, '000000');
    }
    await bench.until(() => bench.run().pin !== null || bench.run().need === 'replug', 'an end');
    if (bench.run().need !== 'replug') {
      bench.station.answerPin(id, known);
      await bench.need('replug');
    }
    expect(bench.run().failure?.code).toBe('pin_auth_blocked');
    key.powerDown();
    await bench.plug(key);
    await bench.need('pin');
    bench.station.answerPin(id, known);
    await bench.ended();
  });

  it('that is blocked for good says so', async () => {
    const { bench, key, id } = await withKnownPin();
    for (let round = 0; round < 40 && bench.run().failure?.code !== 'pin_blocked'; round += 1) {
      await bench.until(() => bench.run().need !== null, 'a need');
      const { need } = bench.run();
      if (need === 'pin') {
        const { pin } = bench.run();
        bench.station.answerPin(id, '000000');
        await bench.until(
          () => bench.run().pin === null || bench.run().pin?.pinRetries !== pin?.pinRetries,
          'the PIN to be taken',
        );
      } else if (need === 'replug') {
        key.powerDown();
        await bench.plug(key);
      } else break;
    }
    expect(bench.run()).toMatchObject({ need: 'tryAgain', failure: { code: 'pin_blocked' } });
    expect(key.snapshot().pinRetries).toBe(0);
    bench.station.cancel(id);
    await bench.ended('rolledBack');
  });

  it('is asked for again when the key is pulled out meanwhile', async () => {
    const { bench, key, id } = await withKnownPin();
    key.powerDown();
    await bench.need('plug');
    await bench.plug(key);
    await bench.need('pin');
    bench.station.answerPin(id, known);
    await bench.ended();
  });
});

describe('a backend that is away', () => {
  it('is waited for, and nothing is done twice when only the answer was lost', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    bench.model.faults.fail('reportEvent', 'backend_unreachable', { afterEffect: true });
    bench.model.faults.fail('enrolment', 'backend_unreachable', { times: 2 });
    await bench.plug(key);
    await bench.enrol();
    await bench.need('wait');
    expect(bench.run().failure?.code).toBe('backend_unreachable');
    for (let second = 0; second < 8; second += 1) {
      await bench.clock.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
    expect(bench.model.faults.isUsedUp).toBe(true);
  });

  it('hears of an event again that did not arrive', async () => {
    const bench = createBench();
    bench.model.faults.fail('reportEvent', 'database_unavailable');
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('wait');
    await bench.clock.advance(1_000);
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
  });

  it('goes on from its own journal when a step was done already', async () => {
    const bench = createBench();
    bench.model.faults.fail('reportEvent', 'stale_step', { afterEffect: true });
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
  });

  it('may forget the key agreement: the key is read again', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    bench.model.faults.fail('pinAuth', 'pin_session_lost');
    await bench.plug(key);
    await bench.enrol();
    await bench.ended();
    expect(key.snapshot().credentials).toHaveLength(1);
  });

  it('does not go round in circles when reading again does not help', async () => {
    const bench = createBench();
    bench.model.faults.fail('pinAuth', 'pin_session_lost', { times: 4 });
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('tryAgain');
    expect(bench.run().failure?.code).toBe('pin_session_lost');
    bench.station.tryAgain(bench.run().enrolment.id);
    await bench.ended();
  });

  it('may want a new sign-in: the enrolment waits for it', async () => {
    const bench = createBench();
    bench.model.faults.fail('reportEvent', 'session_expired');
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('signIn');
    bench.station.tryAgain(bench.run().enrolment.id);
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
  });

  it('may refuse: the person is told and can try again', async () => {
    const bench = createBench();
    bench.model.faults.fail('reportEvent', 'graph_forbidden');
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('tryAgain');
    expect(bench.run().failure?.code).toBe('graph_forbidden');
  });
});

describe('a cancel', () => {
  it('during the touch stops the key and takes everything back', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    key.setTouchPolicy('manual');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('touch');
    bench.station.cancel(bench.run().enrolment.id);
    await bench.ended('rolledBack');
    expect(key.isWaitingForTouch()).toBe(false);
    expect(key.snapshot().credentials).toEqual([]);
    expect(bench.model.types).toContain('cancelled');
  });

  it('after the registration removes it from the directory and from the key', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    bench.model.lostRegistrations = 1;
    await bench.plug(key);
    await bench.enrol();
    await bench.need('wait');
    expect(key.snapshot().credentials).toHaveLength(1);
    bench.station.cancel(bench.run().enrolment.id);
    await bench.ended('rolledBack');
    expect(key.snapshot().credentials).toEqual([]);
  });
});

describe('several keys', () => {
  it('are not guessed between', async () => {
    const bench = createBench();
    await bench.plug(bench.makeKey());
    await bench.plug(bench.makeKey(yubikey5, 99));
    await expect(bench.enrol()).rejects.toMatchObject({ code: 'several_keys' });
    expect(bench.model.journal).toEqual([]);
    const chosen = bench.station.getState().keys[1]?.id;
    await bench.enrol(chosen);
    await bench.ended();
    expect(bench.run().keyId).toBe(chosen);
  });

  async function withTwin() {
    const bench = createBench();
    const key = bench.makeKey(keyWithoutSerial);
    const twin = bench.makeKey(keyWithoutSerial);
    await bench.plug(key);
    await bench.plug(twin);
    key.setTouchPolicy('manual');
    await bench.enrol(bench.station.getState().keys[0]?.id);
    await bench.need('touch');
    return { bench, key, twin };
  }

  it('that look alike are not mixed up when one is pulled out', async () => {
    const { bench, key, twin } = await withTwin();
    key.powerDown();
    await bench.need('plug');
    key.setTouchPolicy('immediate');
    await bench.plug(key);
    await bench.ended();
    expect(twin.snapshot()).toMatchObject({ pinSet: false, credentials: [] });
  });

  it('that look alike after a reload are told apart by the person', async () => {
    const { bench, key, twin } = await withTwin();
    const { id } = bench.run().enrolment;
    bench.station.leave(id);
    key.setTouchPolicy('immediate');
    await bench.station.loadOpenEnrolments();
    expect(bench.station.getState().runs).toEqual([]);
    bench.station.resume(id);
    await bench.until(() => bench.run().failure?.code === 'several_keys', 'several_keys');
    twin.powerDown();
    await bench.ended();
    expect(twin.snapshot().pinSet).toBe(false);
  });
});

describe('a page that was reloaded', () => {
  it('goes on by itself when the key of an open enrolment is there', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    key.setTouchPolicy('manual');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('touch');
    bench.station.leave(bench.run().enrolment.id);
    expect(bench.station.getState()).toMatchObject({ runs: [], open: [{ seq: 6 }] });
    await bench.until(() => !key.isWaitingForTouch(), 'the key to stop');
    bench.model.restart();
    key.setTouchPolicy('immediate');
    await bench.station.loadOpenEnrolments();
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
  });

  it('goes on when the key is plugged in later', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    key.setTouchPolicy('manual');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('touch');
    bench.station.leave(bench.run().enrolment.id);
    key.powerDown();
    key.setTouchPolicy('immediate');
    await bench.station.loadOpenEnrolments();
    expect(bench.station.getState().open).toHaveLength(1);
    await bench.plug(key);
    await bench.ended();
  });
});
