import { describe, expect, it } from 'vitest';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { vfido } from '#e2e/authenticator/profiles/vfido.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { hasPin } from '#shared/ctap/features.ts';
import { FIT_MODELS, plugIn } from './bench.ts';
import { enrol, makeFor } from './enrolment.ts';

const RESETTABLE = FIT_MODELS.filter(({ quirks }) => quirks.reset);
const WINDOW_MS = 10_000;

describe.each(RESETTABLE)('a reset of $id', (profile) => {
  it('within ten seconds of plugging in leaves a key as new, that is enrolled again', async () => {
    const bench = plugIn(profile);
    await bench.run(enrol(bench.client, bench.platform));
    bench.replug();
    await bench.run(bench.client.getInfo());
    await bench.clock.advance(WINDOW_MS - 1_000);
    await bench.run(bench.client.reset());
    const inside = bench.key.snapshot();
    expect(inside).toMatchObject({ pinSet: false, forcePinChange: false, resets: 1 });
    expect(inside.credentials).toEqual([]);
    const info = await bench.run(bench.client.getInfo());
    expect(hasPin(info)).toBe(false);
    expect(info.minPinLength).toBe(4);
    // The same plug goes on: the client has forgotten the key agreement and the old PIN's state.
    await bench.run(enrol(bench.client, bench.platform));
    expect(bench.key.snapshot().credentials).toHaveLength(1);
  });

  it('later than that is refused in words of its own, and nothing is lost', async () => {
    const bench = plugIn(profile);
    await bench.run(enrol(bench.client, bench.platform));
    bench.replug();
    await bench.clock.advance(WINDOW_MS + 1);
    expect(await bench.fail(bench.client.reset())).toMatchObject({ code: 'reset_window_missed' });
    expect(bench.key.snapshot()).toMatchObject({ pinSet: true, resets: 0 });
    expect(bench.key.snapshot().credentials).toHaveLength(1);
  });

  it('without a touch, or with a refusal, leaves the key as it was', async () => {
    const bench = plugIn(profile);
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    for (const [touch, code] of [
      ['never', 'touch_timeout'],
      ['deny', 'touch_denied'],
    ] as const) {
      bench.key.setTouchPolicy(touch);
      bench.replug();
      expect(await bench.fail(bench.client.reset())).toMatchObject({ code });
    }
    expect(bench.key.snapshot()).toMatchObject({ pinSet: true, resets: 0 });
  });

  it('by a pulled key leaves it as it was', async () => {
    const bench = plugIn(profile, { touch: { afterMs: 1_000 } });
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    bench.replug();
    const reset = bench.client.reset();
    reset.catch(() => undefined);
    await bench.clock.advance(500);
    bench.key.powerDown();
    expect(await bench.fail(reset)).toMatchObject({ code: 'device_removed' });
    expect(bench.key.snapshot()).toMatchObject({ pinSet: true, resets: 0 });
  });
});

describe('a reset', () => {
  it('of opensk must be the first thing after getInfo', async () => {
    const bench = plugIn(opensk);
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    expect(await bench.fail(bench.client.reset())).toMatchObject({ code: 'reset_window_missed' });
    bench.replug();
    await bench.run(bench.client.getInfo());
    await bench.run(bench.client.reset());
    expect(bench.key.snapshot().pinSet).toBe(false);
  });

  it('of vfido crashes it: the call ends, and the key lives again after plugging in', async () => {
    const bench = plugIn(vfido);
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    expect(await bench.fail(bench.client.reset())).toMatchObject({ code: 'device_timeout' });
    const dead = bench.client.getInfo({ fresh: true });
    expect(await bench.fail(dead)).toMatchObject({ code: 'device_timeout' });
    bench.replug();
    await bench.run(makeFor(bench.client, bench.platform, 'alex'));
    expect(bench.key.snapshot().credentials).toHaveLength(1);
  });

  it('whose answer was lost shows in what the key says next', async () => {
    const bench = plugIn(yubikey5);
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    bench.replug();
    bench.key.faults.add({ kind: 'crashAfterEffect', command: 'reset', times: 1 });
    expect(await bench.fail(bench.client.reset())).toMatchObject({ code: 'device_removed' });
    bench.replug();
    expect(hasPin(await bench.run(bench.client.getInfo()))).toBe(false);
  });
});
