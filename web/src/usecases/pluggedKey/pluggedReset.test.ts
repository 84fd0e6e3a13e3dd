import { describe, expect, it } from 'vitest';
import { keyWithoutSerial } from '#e2e/authenticator/profiles/keyWithoutSerial.ts';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createPluggedBench, type PluggedBench } from '#e2e/pluggedKey/pluggedBench.ts';
import { failureOf } from '#shared/ctap/testing/failureOf.ts';
import { AppError } from '#shared/failure/appError.ts';

const PIN = '493817';
const PASSKEYS = [{ rpId: 'login.microsoft.com', user: 'Lee Gu' }];
const never = () => new AbortController().signal;

async function managing(profile: Profile = yubikey5) {
  const bench = createPluggedBench();
  const key = await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS }, profile);
  await bench.read(key);
  return { bench, key };
}

const step = (bench: PluggedBench, wanted: string) =>
  bench.until(() => bench.desk.getState().reset?.step === wanted, wanted);

const told = (bench: PluggedBench, failure: string) =>
  bench.until(() => {
    const { reset } = bench.desk.getState();
    return reset?.step === 'replug' && reset.failure === failure;
  }, failure);

const resets = (key: SoftwareKey) => key.snapshot().resets;

describe('erasing the key', () => {
  it.each([yubikey5, opensk, keyWithoutSerial])(
    'of $id wants it out and in again, and then a touch',
    async (profile) => {
      const { bench, key } = await managing(profile);
      key.setTouchPolicy('manual');
      const erased = bench.desk.reset(never());
      await step(bench, 'replug');
      expect(resets(key)).toBe(0);
      key.powerDown();
      bench.plug(key);
      await step(bench, 'touch');
      await bench.until(() => key.isWaitingForTouch(), 'the touch');
      key.touch();
      await erased;
      await bench.until(() => bench.desk.getState().managed?.facts != null, 'it to be read');
      expect(bench.facts()).toMatchObject({ pin: 'none' });
      expect(bench.desk.getState().reset).toBeNull();
      expect(key.snapshot()).toMatchObject({ resets: 1, pinSet: false, credentials: [] });
    },
  );

  it('never goes to a key with another serial number', async () => {
    const { bench, key } = await managing();
    const other = await bench.makeUsedKey({ pin: PIN }, yubikey5, 87654321);
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(other);
    await told(bench, 'wrong_key');
    bench.plug(key);
    await erased;
    expect([resets(key), resets(other)]).toEqual([1, 0]);
  });

  it('never goes to a twin without a serial number that was there all along', async () => {
    const { bench, key } = await managing(keyWithoutSerial);
    const twin = await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS }, keyWithoutSerial);
    bench.plug(twin);
    await bench.until(() => bench.desk.getState().keys[1]?.identity != null, 'the twin');
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    expect(resets(twin)).toBe(0);
    bench.plug(key);
    await erased;
    expect([resets(key), resets(twin)]).toEqual([1, 0]);
  });

  it('never goes to a twin without a serial number that comes while the key is still there', async () => {
    const { bench, key } = await managing(keyWithoutSerial);
    const twin = await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS }, keyWithoutSerial);
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    bench.plug(twin);
    await told(bench, 'wrong_key');
    key.powerDown();
    await bench.clock.advance(1_000);
    expect(bench.desk.getState().reset?.step).toBe('replug');
    bench.plug(key);
    await erased;
    expect([resets(key), resets(twin)]).toEqual([1, 0]);
  });

  it('never goes to a twin in another state', async () => {
    const { bench, key } = await managing(keyWithoutSerial);
    const fresh = bench.makeKey(keyWithoutSerial);
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(fresh);
    await told(bench, 'wrong_key');
    fresh.powerDown();
    bench.plug(key);
    await erased;
    expect([resets(key), resets(fresh)]).toEqual([1, 0]);
  });

  it('is tried again after a replug where the moment was missed', async () => {
    const { bench, key } = await managing();
    key.faults.add({ kind: 'status', command: 'reset', status: 0x30, times: 1 });
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(key);
    await told(bench, 'reset_window_missed');
    key.powerDown();
    bench.plug(key);
    await erased;
    expect(resets(key)).toBe(1);
  });

  it('is not done twice where the key was pulled out just after it', async () => {
    const { bench, key } = await managing();
    key.faults.add({ kind: 'crashAfterEffect', command: 'reset', times: 1 });
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(key);
    await told(bench, 'device_removed');
    bench.plug(key);
    await erased;
    expect(resets(key)).toBe(1);
  });

  it('goes on where the key was pulled out instead of touched', async () => {
    const { bench, key } = await managing();
    key.setTouchPolicy('manual');
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(key);
    await bench.until(() => key.isWaitingForTouch(), 'the touch');
    key.powerDown();
    await told(bench, 'device_removed');
    key.setTouchPolicy('immediate');
    bench.plug(key);
    await erased;
    expect(resets(key)).toBe(1);
  });

  it('never goes to a twin in another state either where the key was pulled out instead of touched', async () => {
    const { bench, key } = await managing(keyWithoutSerial);
    const twin = await bench.makeUsedKey({ pin: PIN }, keyWithoutSerial);
    key.setTouchPolicy('manual');
    const erased = bench.desk.reset(never());
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(key);
    await bench.until(() => key.isWaitingForTouch(), 'the touch');
    key.powerDown();
    bench.plug(twin);
    await told(bench, 'wrong_key');
    twin.powerDown();
    key.setTouchPolicy('immediate');
    bench.plug(key);
    await erased;
    expect([resets(key), resets(twin)]).toEqual([1, 0]);
  });

  it.each(['replug', 'touch'])('is given up at the %s, and nothing is erased', async (when) => {
    const { bench, key } = await managing();
    key.setTouchPolicy('manual');
    const stop = new AbortController();
    const erased = bench.desk.reset(stop.signal);
    const ended = failureOf(erased);
    await step(bench, 'replug');
    if (when === 'touch') {
      key.powerDown();
      bench.plug(key);
      await bench.until(() => key.isWaitingForTouch(), 'the touch');
    }
    stop.abort(new AppError('cancelled', 'by the person'));
    expect(await ended).toMatchObject({ code: 'cancelled' });
    await bench.until(() => bench.desk.getState().managed?.facts != null, 'it to be read');
    expect(bench.facts().pin).toBe('set');
    expect(resets(key)).toBe(0);
  });

  it('is refused in plain words by a key that does not know it', async () => {
    const { bench, key } = await managing();
    key.faults.add({ kind: 'status', command: 'reset', status: 0x01, times: 1 });
    const erased = bench.desk.reset(never());
    const ended = failureOf(erased);
    await step(bench, 'replug');
    key.powerDown();
    bench.plug(key);
    expect(await ended).toMatchObject({ code: 'command_unsupported' });
    expect(bench.desk.getState().reset).toBeNull();
  });
});
