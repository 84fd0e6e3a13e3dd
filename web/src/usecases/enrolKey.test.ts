import { describe, expect, it, vi } from 'vitest';
import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import {
  createStationBench,
  HAPPY_JOURNAL,
  type StationBench,
} from '#web/composition/testing/stationBench.ts';

interface SoftwareBench extends StationBench {
  readonly clock: ManualClock;
  makeKey(profile?: Profile, serial?: number): SoftwareKey;
}

function createBench(profileId?: string): SoftwareBench {
  const clock = createManualClock();
  const random = createSeededRandom('station');
  const bench = createStationBench(clock, random, profileId);
  return {
    ...bench,
    clock,
    makeKey: (profile = yubikey5, serial = 12345678) =>
      createSoftwareKey({ profile, clock, random, serial, touch: 'immediate' }),
  };
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

  it('notices at its end that the key is pulled out', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    await bench.plug(key);
    await bench.enrol();
    await bench.ended();
    expect(bench.run().keyId).not.toBeNull();
    key.powerDown();
    expect(bench.run().keyId).toBeNull();
  });

  it('works with a key of CTAP 2.0 and says what it cannot have', async () => {
    const bench = createBench();
    const key = bench.makeKey(ctap20);
    await bench.plug(key);
    await bench.enrol();
    await bench.ended();
    expect(bench.run().enrolment.policySkipped).toEqual(['minPinLength', 'forcePinChange']);
    await bench.clock.advance(1_000);
    await vi.waitFor(() => {
      const [shown] = bench.station.getState().keys;
      expect(shown?.observation).toMatchObject({ hasPin: true, pinRetries: 8 });
    });
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

  it('waits for the tenant as long as the backend says, and tells why', async () => {
    const bench = createBench();
    bench.model.lostRegistrations = 1;
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('wait');
    expect(bench.run().failure?.code).toBe('graph_throttled');
    bench.model.now += 5_000;
    await bench.clock.advance(5_000);
    await bench.ended();
    expect(bench.run().failure).toBeNull();
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
