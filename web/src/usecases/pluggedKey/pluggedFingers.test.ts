import { describe, expect, it } from 'vitest';
import { ctap21pre } from '#e2e/authenticator/profiles/ctap20.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikeyBio } from '#e2e/authenticator/profiles/yubikeyBio.ts';
import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createPluggedBench, type PluggedBench } from '#e2e/pluggedKey/pluggedBench.ts';
import { failureOf } from '#shared/ctap/testing/failureOf.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FingerTouch } from './pluggedKeyState.ts';

const PIN = '493817';
const never = () => new AbortController().signal;

/** Before CTAP 2.1: the preview's option and number, and tokens without permissions. */
const previewBio = {
  ...yubikeyBio,
  id: 'previewBio',
  info: {
    ...ctap21pre.info,
    options: { ...ctap21pre.info.options, uv: false, userVerificationMgmtPreview: false },
  },
  quirks: { ...ctap21pre.quirks, bioEnrollmentCommands: [0x40] },
};

async function unlocked(
  profile: Profile = yubikeyBio,
): Promise<{ bench: PluggedBench; key: SoftwareKey }> {
  const bench = createPluggedBench();
  const key = await bench.makeUsedKey({ pin: PIN }, profile);
  await bench.read(key);
  await bench.desk.unlock(PIN);
  return { bench, key };
}

const fingers = (bench: PluggedBench) => bench.managed().content?.fingerprints?.list;

describe('a key with a sensor', () => {
  it.each([yubikeyBio, previewBio])('takes a finger touch by touch ($id)', async (profile) => {
    const { bench, key } = await unlocked(profile);
    expect(bench.facts()).toMatchObject({ hasSensor: true, hasFingerprints: false });
    expect(bench.managed().content?.fingerprints).toEqual({ list: [], maxNameBytes: 15 });
    key.scriptSamples(0, 3, 0);
    const touches: FingerTouch[] = [];
    const id = await bench.desk.addFingerprint((touch) => touches.push(touch), never());
    expect(touches).toEqual([
      { feedback: null, done: 0, total: null },
      { feedback: 'good', done: 1, total: 5 },
      { feedback: 'too_left', done: 1, total: 5 },
      { feedback: 'good', done: 2, total: 5 },
      { feedback: 'good', done: 3, total: 5 },
      { feedback: 'good', done: 4, total: 5 },
      { feedback: 'good', done: 5, total: 5 },
    ]);
    expect(bench.facts().hasFingerprints).toBe(true);
    expect(fingers(bench)).toEqual([{ id, name: null }]);

    await bench.desk.renameFingerprint(id, 'right index');
    expect(fingers(bench)).toEqual([{ id, name: 'right index' }]);
    expect(key.snapshot().fingerprints).toMatchObject([{ name: 'right index' }]);

    await bench.desk.removeFingerprint(id);
    expect(fingers(bench)).toEqual([]);
    expect(bench.facts().hasFingerprints).toBe(false);
  });

  it('counts from the first touch also where that was not good', async () => {
    const { bench, key } = await unlocked();
    key.scriptSamples(7);
    const touches: FingerTouch[] = [];
    await bench.desk.addFingerprint((touch) => touches.push(touch), never());
    expect(touches[1]).toEqual({ feedback: 'poor_quality', done: 0, total: 5 });
    expect(touches.at(-1)).toMatchObject({ done: 5, total: 5 });
  });

  it('forgets a finger that was given up in the middle, and takes another one at once', async () => {
    const { bench, key } = await unlocked();
    key.setTouchPolicy('manual');
    const stop = new AbortController();
    const touches: FingerTouch[] = [];
    const adding = bench.desk.addFingerprint((touch) => touches.push(touch), stop.signal);
    await bench.until(() => key.isWaitingForTouch(), 'the first touch');
    key.touch();
    await bench.until(
      () => touches.at(-1)?.done === 1 && key.isWaitingForTouch(),
      'the second one',
    );
    stop.abort(new AppError('cancelled', 'by the person'));
    await expect(adding).rejects.toMatchObject({ code: 'cancelled' });
    expect(key.isWaitingForTouch()).toBe(false);
    expect(key.snapshot().fingerprints).toEqual([]);
    expect(key.snapshot().requests).toContain('bioEnrollment.cancel');
    key.setTouchPolicy('immediate');
    await bench.desk.addFingerprint(() => undefined, never());
    expect(fingers(bench)).toHaveLength(1);
  });

  it('does not wait for ever for somebody who went away', async () => {
    const { bench, key } = await unlocked();
    key.setTouchPolicy('manual');
    const adding = bench.desk.addFingerprint(() => undefined, never());
    const ended = failureOf(adding);
    for (const _ of [1, 2]) {
      await bench.until(() => key.isWaitingForTouch(), 'it to wait');
      await bench.clock.advance(30_000);
    }
    expect(await ended).toMatchObject({ code: 'touch_timeout' });
    expect(fingers(bench)).toEqual([]);
  });

  it('says when it has no room for another finger', async () => {
    const small = { ...yubikeyBio, fingerprints: { capacity: 1, samples: 2 } };
    const { bench } = await unlocked(small);
    await bench.desk.addFingerprint(() => undefined, never());
    const full = bench.desk.addFingerprint(() => undefined, never());
    await expect(full).rejects.toMatchObject({ code: 'key_store_full' });
    expect(fingers(bench)).toHaveLength(1);
  });

  it('may be pulled out while it waits for a finger', async () => {
    const { bench, key } = await unlocked();
    key.setTouchPolicy('manual');
    const adding = bench.desk.addFingerprint(() => undefined, never());
    const ended = failureOf(adding);
    await bench.until(() => key.isWaitingForTouch(), 'it to wait');
    key.powerDown();
    expect(await ended).toMatchObject({ code: 'device_removed' });
    expect(bench.desk.getState().managed).toBeNull();
  });

  it('is told that nobody comes any more when the page is left', async () => {
    const { bench, key } = await unlocked();
    key.setTouchPolicy('manual');
    const adding = bench.desk.addFingerprint(() => undefined, never());
    const ended = failureOf(adding);
    await bench.until(() => key.isWaitingForTouch(), 'it to wait');
    bench.desk.dispose();
    expect(await ended).toBeInstanceOf(AppError);
    await bench.until(() => !key.isWaitingForTouch(), 'it to stop');
  });
});
