import { describe, expect, it } from 'vitest';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { supportsSelection } from '#shared/ctap/features.ts';
import { type Bench, FIT_MODELS, plugIn } from './bench.ts';
import { drain } from './driveClock.ts';
import { makeFor } from './enrolment.ts';

async function waiting(profile: (typeof FIT_MODELS)[number]) {
  const bench = plugIn(profile, { touch: 'manual' });
  await bench.run(bench.client.setPin({ platform: bench.platform }));
  const stop = new AbortController();
  const made = makeFor(bench.client, bench.platform, 'alex', { signal: stop.signal });
  made.catch(() => undefined);
  await waitForTouch(bench);
  return { bench, made, stop };
}

async function waitForTouch({ key, clock }: Bench): Promise<void> {
  for (let round = 0; round < 10 && !key.isWaitingForTouch(); round += 1) {
    await drain();
    await clock.advance(100);
  }
  expect(key.isWaitingForTouch()).toBe(true);
}

describe.each(FIT_MODELS)('a touch that $id waits for', (profile) => {
  it('may come late', async () => {
    const { bench, made } = await waiting(profile);
    await bench.clock.advance(25_000);
    expect(bench.key.touch()).toBe(true);
    const { authData } = await bench.run(made);
    expect(authData.flags.userPresent).toBe(true);
  });

  it('is given up by the page: the key stops waiting, and takes the next command', async () => {
    const { bench, made, stop } = await waiting(profile);
    stop.abort();
    expect(await bench.fail(made)).toMatchObject({ code: 'cancelled' });
    expect(bench.key.isWaitingForTouch()).toBe(false);
    expect(bench.key.snapshot().credentials).toEqual([]);
    bench.key.setTouchPolicy('immediate');
    bench.requests();
    await bench.run(makeFor(bench.client, bench.platform, 'alex'));
    // In step all along: no new channel was needed.
    expect(bench.requests()).not.toContain('INIT');
  });

  it('is refused, or does not come', async () => {
    const refused = await waiting(profile);
    refused.bench.key.decline();
    expect(await refused.bench.fail(refused.made)).toMatchObject({ code: 'touch_denied' });
    const { bench, made } = await waiting(profile);
    expect(await bench.fail(made)).toMatchObject({ code: 'touch_timeout' });
    expect(bench.key.snapshot().credentials).toEqual([]);
  });

  it('does not come because the key is pulled out', async () => {
    const { bench, made } = await waiting(profile);
    bench.key.powerDown();
    expect(await bench.fail(made)).toMatchObject({ code: 'device_removed' });
    const next = bench.client.getInfo({ fresh: true });
    expect(await bench.fail(next)).toMatchObject({ code: 'device_removed' });
  });
});

describe('selection', () => {
  it.each(FIT_MODELS)('$id: ends with a touch, or is not there', async (profile) => {
    const bench = plugIn(profile, { touch: { afterMs: 2_000 } });
    const info = await bench.run(bench.client.getInfo());
    bench.requests();
    if (supportsSelection(info)) {
      await bench.run(bench.client.select());
      expect(bench.key.snapshot().touches).toBe(1);
    } else {
      expect(await bench.fail(bench.client.select())).toMatchObject({
        code: 'command_unsupported',
      });
      expect(bench.requests()).toEqual([]);
    }
  });

  it('is what two keys are told apart by: the other one is cancelled', async () => {
    const [left, right] = [
      plugIn(yubikey5, { touch: 'manual' }),
      plugIn(opensk, { touch: 'manual' }),
    ];
    const stop = new AbortController();
    const onLeft = left.client.select({ signal: stop.signal });
    onLeft.catch(() => undefined);
    const onRight = right.client.select();
    await waitForTouch(left);
    await waitForTouch(right);
    right.key.touch();
    await right.run(onRight);
    stop.abort();
    expect(await left.fail(onLeft)).toMatchObject({ code: 'cancelled' });
    expect(left.key.isWaitingForTouch()).toBe(false);
  });
});
