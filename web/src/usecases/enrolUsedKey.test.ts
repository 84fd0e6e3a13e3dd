import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '#e2e/authenticator/manualClock.ts';
import { keyWithoutSerial } from '#e2e/authenticator/profiles/keyWithoutSerial.ts';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createStationBench, type StationBench } from '#web/composition/testing/stationBench.ts';

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

/** A key that somebody used before: it has a PIN that nobody here knows. */
async function givePin(bench: SoftwareBench, key: SoftwareKey, pin: string): Promise<void> {
  const before = createBench('holder-present');
  await before.plug(key);
  await before.enrol();
  await before.need('pin');
  before.station.answerPin(before.run().enrolment.id, pin);
  await before.ended();
  key.powerDown();
  expect(key.snapshot().pinSet).toBe(true);
  expect(bench.model.journal).toEqual([]);
}

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

  it('is erased as well where the backend chose the person and was told of the key at once', async () => {
    const bench = createBench();
    const key = bench.makeKey(yubikey5);
    await givePin(bench, key, '829164');
    await bench.plug(key);
    const [plugged] = bench.station.getState().keys;
    await bench.station.enrolWith(plugged?.id ?? '', (offered) =>
      bench.model.startEnrolment({ key: offered }),
    );
    await bench.need('confirmReset');
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.ended();
    expect(key.snapshot()).toMatchObject({ resets: 1, pinSet: true });
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

  it('is not mixed up with one that looks the same and comes while it is still there', async () => {
    const bench = createBench();
    const key = bench.makeKey(keyWithoutSerial);
    const twin = bench.makeKey(keyWithoutSerial);
    await givePin(bench, key, '829164');
    await givePin(bench, twin, '829164');
    await bench.plug(key);
    await bench.clock.advance(20_000);
    await bench.enrol();
    await bench.need('confirmReset');
    bench.station.confirmReset(bench.run().enrolment.id);
    await bench.need('replug');
    await bench.plug(twin);
    await bench.until(() => bench.run().failure?.code === 'wrong_key', 'wrong_key');
    key.powerDown();
    await bench.clock.advance(1_000);
    expect(bench.run().need).toBe('replug');
    await bench.plug(key);
    await bench.ended();
    expect([key.snapshot().resets, twin.snapshot().resets]).toEqual([1, 0]);
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
    const bench = createBench('keep-pin');
    const key = bench.makeKey();
    await givePin(bench, key, known);
    await bench.plug(key);
    await bench.enrol();
    await bench.need('pin');
    return { bench, key, id: bench.run().enrolment.id };
  }

  it('is asked for again while it breaks the rules, and never sent', async () => {
    const bench = createBench('holder-present');
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
    await bench.need('replug');
    expect(bench.run().failure?.code).toBe('pin_auth_blocked');
    key.powerDown();
    await bench.plug(key);
    await bench.need('pin');
    // The wrong PIN was forgotten, not tried once more.
    expect(bench.run().pin).toMatchObject({ failure: 'pin_invalid', pinRetries: 5 });
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
