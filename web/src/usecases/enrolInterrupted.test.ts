import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import { keyWithoutSerial } from '#e2e/authenticator/profiles/keyWithoutSerial.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import {
  createStationBench,
  HAPPY_JOURNAL,
  nextTurn,
  type StationBench,
  TWICE_ASKED_JOURNAL,
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
      await nextTurn();
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

  it('is not asked again and again while it answers but does not do what the key needs', async () => {
    const bench = createBench();
    bench.model.faults.fail('pinAuth', 'audit_unavailable', { times: 5 });
    await bench.plug(bench.makeKey());
    await bench.enrol();
    await bench.need('wait');
    const { calls } = bench.model.faults;
    for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 15_000]) {
      const asked = calls.length;
      await bench.clock.advance(pauseMs - 1);
      await nextTurn();
      expect(calls).toHaveLength(asked);
      await bench.clock.advance(1);
      await nextTurn();
    }
    await bench.ended();
    expect(bench.model.types).toEqual(HAPPY_JOURNAL);
    expect(bench.model.faults.isUsedUp).toBe(true);
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

describe('a cancel whose answer is lost', () => {
  it('is asked for again and still has the key cleaned', async () => {
    const bench = createBench();
    const key = bench.makeKey();
    bench.model.lostRegistrations = 1;
    await bench.plug(key);
    await bench.enrol();
    await bench.need('wait');
    bench.model.faults.fail('cancelEnrolment', 'backend_unreachable', { afterEffect: true });
    bench.station.cancel(bench.run().enrolment.id);
    await bench.until(() => bench.model.faults.isUsedUp, 'the lost answer');
    await nextTurn();
    await bench.clock.advance(1_000);
    await bench.ended('rolledBack');
    expect(key.snapshot().credentials).toEqual([]);
    expect(bench.model.types.filter((type) => type === 'cancelled')).toHaveLength(1);
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

  it('of which none will do are each tried once, until one is plugged in anew', async () => {
    const bench = createBench('keep-pin');
    const first = bench.makeKey();
    await bench.plug(first);
    await bench.enrol();
    await bench.need('otherKey');
    await bench.plug(bench.makeKey(yubikey5, 99));
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    await bench.need('otherKey');
    expect(bench.run().failure?.code).toBe('pin_not_set');
    const tried = bench.model.faults.calls.length;
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    expect(bench.model.faults.calls).toHaveLength(tried);
    first.powerDown();
    await bench.plug(first);
    await bench.until(() => bench.model.faults.calls.length > tried, 'the key to be tried again');
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
    expect(bench.station.getState()).toMatchObject({ runs: [], open: [{ seq: 7 }] });
    await bench.until(() => !key.isWaitingForTouch(), 'the key to stop');
    bench.model.restart();
    key.setTouchPolicy('immediate');
    await bench.station.loadOpenEnrolments();
    await bench.ended();
    expect(bench.model.types).toEqual(TWICE_ASKED_JOURNAL);
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
