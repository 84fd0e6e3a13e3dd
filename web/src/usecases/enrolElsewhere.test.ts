import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import { keyWithoutSerial } from '#e2e/authenticator/profiles/keyWithoutSerial.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import {
  createStationBench,
  nextTurn,
  type StationBench,
  TWICE_ASKED_JOURNAL,
} from '#web/composition/testing/stationBench.ts';

interface SoftwareBench extends StationBench {
  readonly clock: ManualClock;
  makeKey(profile?: Profile, serial?: number): SoftwareKey;
}

function createBench(): SoftwareBench {
  const clock = createManualClock();
  const random = createSeededRandom('station');
  const bench = createStationBench(clock, random);
  return {
    ...bench,
    clock,
    makeKey: (profile = yubikey5, serial = 12345678) =>
      createSoftwareKey({ profile, clock, random, serial, touch: 'immediate' }),
  };
}

describe('an enrolment that somebody else began', () => {
  const COLLEAGUE = '3f0e7d6c-0000-4000-8000-0000000000cc';

  /** It was left at the touch, at another station; the key is not plugged in here yet. */
  async function leftElsewhere(profile?: Profile) {
    const bench = createBench();
    const key = bench.makeKey(profile);
    key.setTouchPolicy('manual');
    await bench.plug(key);
    await bench.enrol();
    await bench.need('touch');
    const { id } = bench.run().enrolment;
    bench.station.leave(id);
    key.powerDown();
    bench.model.restart();
    key.setTouchPolicy('immediate');
    // From here on the colleague sits at the station.
    bench.model.callerId = COLLEAGUE;
    await bench.station.loadOpenEnrolments();
    bench.model.faults.calls.length = 0;
    return { bench, key, id };
  }

  it('is not among the operator’s own', async () => {
    const { bench } = await leftElsewhere();
    expect(bench.station.getState()).toMatchObject({ runs: [], open: [] });
  });

  it('goes on by itself when its key is plugged in', async () => {
    const { bench, key } = await leftElsewhere();
    await bench.plug(key);
    await bench.until(() => bench.station.getState().runs.length > 0, 'the run');
    await bench.ended();
    expect(bench.model.types).toEqual(TWICE_ASKED_JOURNAL);
  });

  it('goes on when the list could not be read at first and the key is read again', async () => {
    const { bench, key } = await leftElsewhere();
    bench.model.faults.fail('unfinished', 'backend_unreachable');
    await bench.plug(key);
    await bench.until(() => bench.model.faults.isUsedUp, 'the first question');
    await nextTurn();
    const [shown] = bench.station.getState().keys;
    expect(shown).toMatchObject({ state: 'ready', enrolmentId: null });
    bench.station.readAgain(shown?.id ?? '');
    await bench.until(() => bench.station.getState().runs.length > 0, 'the run');
    await bench.ended();
  });

  it('is left alone when the key has no serial: it could be another one of its kind', async () => {
    const { bench, key } = await leftElsewhere(keyWithoutSerial);
    await bench.plug(key);
    await nextTurn();
    expect(bench.station.getState().runs).toEqual([]);
    expect(bench.model.faults.calls).not.toContain('unfinished');
  });

  it('is left alone by the key of another one', async () => {
    const { bench } = await leftElsewhere();
    const stranger = bench.makeKey(yubikey5, 99);
    await bench.plug(stranger);
    await bench.until(() => bench.model.faults.calls.includes('unfinished'), 'the question');
    await nextTurn();
    expect(bench.station.getState().runs).toEqual([]);
    expect(stranger.snapshot().pinSet).toBe(false);
  });

  it('is taken up by hand, and then waits for its key', async () => {
    const { bench, key, id } = await leftElsewhere();
    await bench.station.takeUp(id);
    await bench.need('plug');
    await bench.station.takeUp(id);
    expect(bench.station.getState().runs).toHaveLength(1);
    await bench.plug(key);
    await bench.ended();
    expect(bench.model.types).toEqual(TWICE_ASKED_JOURNAL);
  });

  it('that is over by now is not taken up', async () => {
    const { bench, key, id } = await leftElsewhere();
    await bench.plug(key);
    await bench.until(() => bench.station.getState().runs.length > 0, 'the run');
    await bench.ended();
    bench.station.leave(id);
    await bench.station.takeUp(id);
    expect(bench.station.getState().runs).toEqual([]);
  });
});
