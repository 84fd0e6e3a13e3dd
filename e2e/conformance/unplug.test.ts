import { describe, expect, it } from 'vitest';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikeyBio } from '#e2e/authenticator/profiles/yubikeyBio.ts';
import { hasPin } from '#shared/ctap/features.ts';
import { type Bench, FIT_MODELS, plugIn } from './bench.ts';
import { enrol, RP_ID } from './enrolment.ts';
import { createQuickCrypto } from './quickCrypto.ts';

/** How many reports a whole enrolment takes to the key and from it. */
async function countReports(profile: Profile) {
  const bench = plugIn(profile, { makeCrypto: createQuickCrypto });
  let out = 0;
  bench.key.onReport(() => {
    out += 1;
  });
  await bench.run(enrol(bench.client, bench.platform));
  return { in: bench.sent.length, out };
}

function pulledAt(profile: Profile, direction: 'in' | 'out', frame: number): Bench {
  const bench = plugIn(profile, { makeCrypto: createQuickCrypto });
  bench.key.powerDown();
  bench.key.faults.add({ kind: 'unplug', direction, frame });
  bench.replug();
  return bench;
}

/** Every report of a key with permissions and policy and of one without; of the others, which differ little, some. */
function strideOf({ id }: Profile): number {
  return id === 'opensk' || id === 'ctap20' ? 1 : 6;
}

describe.each(FIT_MODELS)('$id pulled out during an enrolment', (profile) => {
  it.each(['in', 'out'] as const)(
    'at a report %s: ends with device_removed, and goes on after plugging in',
    async (direction) => {
      const reports = (await countReports(profile))[direction];
      expect(reports).toBeGreaterThan(15);
      for (let frame = 1; frame <= reports; frame += strideOf(profile)) {
        const bench = pulledAt(profile, direction, frame);
        const error = await bench.fail(enrol(bench.client, bench.platform));
        expect(error, `frame ${frame}`).toMatchObject({ code: 'device_removed' });
        bench.replug();
        const info = await bench.run(bench.client.getInfo());
        const { pinSet, forcePinChange, pinRetries } = bench.key.snapshot();
        expect(hasPin(info)).toBe(pinSet);
        expect(info.forcePinChange).toBe(forcePinChange);
        expect(pinRetries).toBe(8);
        // Where the policy already holds, all that is left is for the holder to change the PIN.
        if (forcePinChange) await bench.run(bench.client.changePin({ platform: bench.changing }));
        else await bench.run(enrol(bench.client, bench.platform));
        expect(bench.key.snapshot().credentials).toHaveLength(1);
      }
    },
  );
});

describe('a key pulled', () => {
  it('while it waits for a finger ends that call and every later one', async () => {
    const bench = plugIn(yubikeyBio);
    const { client, platform } = bench;
    await bench.run(client.setPin({ platform }));
    const enrolment = await bench.run(client.enrollFingerprint({ platform }));
    for (let touch = 0; touch < 5; touch += 1) await bench.run(enrolment.capture());
    bench.key.setTouchPolicy('manual');
    const pending = client.acquireToken({ platform, by: 'uv', permissions: 2, rpId: RP_ID });
    pending.catch(() => undefined);
    await bench.clock.advance(500);
    expect(bench.key.isWaitingForTouch()).toBe(true);
    bench.key.powerDown();
    expect(await bench.fail(pending)).toMatchObject({ code: 'device_removed' });
    expect(await bench.fail(client.select())).toMatchObject({ code: 'device_removed' });
    expect(await bench.fail(client.pinRetries())).toMatchObject({ code: 'device_removed' });
  });
});
