import { describe, expect, it } from 'vitest';
import { createManualClock } from '#e2e/authenticator/manualClock.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createStationBench } from '#web/composition/testing/stationBench.ts';

function createBench() {
  const clock = createManualClock();
  const random = createSeededRandom('station');
  const bench = createStationBench(clock, random);
  const key = createSoftwareKey({
    profile: yubikey5,
    clock,
    random,
    serial: 12345678,
    touch: 'immediate',
  });
  return { bench, key };
}

describe('a key that does not do what it says', () => {
  it('is not configured over and over: the person is told and says when', async () => {
    const { bench, key } = createBench();
    bench.model.forgottenPolicies = 2;
    await bench.plug(key);
    await bench.enrol();
    await bench.need('tryAgain');
    expect(bench.run().failure?.code).toBe('response_invalid');
    expect(bench.model.forgottenPolicies).toBe(1);
    bench.station.tryAgain(bench.run().enrolment.id);
    await bench.until(() => bench.model.forgottenPolicies === 0, 'the second try');
    await bench.need('tryAgain');
    bench.station.tryAgain(bench.run().enrolment.id);
    await bench.ended();
  });

  it('can be pulled out instead', async () => {
    const { bench, key } = createBench();
    bench.model.forgottenPolicies = 1;
    await bench.plug(key);
    await bench.enrol();
    await bench.need('tryAgain');
    key.powerDown();
    await bench.need('plug');
    await bench.plug(key);
    await bench.ended();
  });
});

describe('several keys in a hub', () => {
  it('blink one at a time, the one that is asked for', async () => {
    const { bench, key } = createBench();
    const { clock } = bench;
    const random = createSeededRandom('another');
    const another = createSoftwareKey({ profile: yubikey5, clock, random, serial: 23456789 });
    await bench.plug(key);
    await bench.plug(another);
    const [, second] = bench.station.getState().keys;
    expect(second?.canWink).toBe(true);
    await bench.station.wink(second?.id ?? '');
    expect([key.isWinking(), another.isWinking()]).toEqual([false, true]);
  });
});

describe('one key and two enrolments begun at the same moment', () => {
  it('works for one of them only, and the other waits for a key', async () => {
    const { bench, key } = createBench();
    await bench.plug(key);
    const started = await bench.model.startEnrolment({});
    const never = new Promise<never>(() => undefined);
    let count = 0;
    const { station } = createStationBench(bench.clock, createSeededRandom('two'), undefined, {
      hid: bench.hid,
      backend: {
        startEnrolment: async () => {
          count += 1;
          return { ...started, id: `00000000-0000-4000-8000-00000000000${count}` };
        },
        reportEvent: () => never,
      },
    });
    await bench.until(() => station.getState().keys[0]?.state === 'ready', 'the key to be read');
    const keyId = station.getState().keys[0]?.id;
    const request = { userId: bench.model.holderId, profileId: 'new-colleague', keyId };
    // Both see the key as free; the backend's answers come later.
    await Promise.all([station.enrol(request), station.enrol(request)]);
    await bench.until(() => station.getState().runs[1]?.need === 'plug', 'the other one to wait');
    expect(station.getState().runs.map((run) => run.keyId)).toEqual([keyId, null]);
  });
});
