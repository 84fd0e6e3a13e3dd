import { describe, expect, it } from 'vitest';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import { noRk } from '#e2e/authenticator/profiles/variants.ts';
import { vfido } from '#e2e/authenticator/profiles/vfido.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createPluggedBench } from '#e2e/pluggedKey/pluggedBench.ts';

const PIN = '493817';
const NEXT = 'krokus-27';
const WRONG = '111222';

describe('the key that is plugged in', () => {
  it('is read, and nobody but the key is asked anything', async () => {
    const bench = createPluggedBench();
    const facts = await bench.read(await bench.makeUsedKey({ pin: PIN }));
    expect(facts).toMatchObject({
      firmwareVersion: 0x050701,
      pin: 'set',
      pinRetries: 8,
      needsReplug: false,
      mustChangePin: false,
      minPinLength: 4,
      hasPinPolicy: false,
      room: 100,
      canListPasskeys: true,
      hasSensor: false,
      canResetHere: true,
    });
    expect(bench.managed().identity.serial).toBe('12345678');
    expect(bench.asked()).toBe(0);
  });

  it('says what it cannot do where it tells little of itself', async () => {
    const bench = createPluggedBench();
    const silent = {
      ...yubikey5,
      info: { versions: ['FIDO_2_0'], aaguid: yubikey5.info.aaguid, options: {} },
    };
    expect(await bench.read(bench.makeKey(silent))).toMatchObject({
      pin: 'impossible',
      pinRetries: null,
      canListPasskeys: false,
      hasSensor: false,
    });
  });

  it('may be one that falls silent over commands that it does not know', async () => {
    const bench = createPluggedBench();
    const facts = await bench.read(await bench.makeUsedKey({ pin: PIN }, vfido));
    expect(facts).toMatchObject({ pin: 'set', pinRetries: 8, canListPasskeys: false });
  });

  it('is gone from the page as soon as it is pulled out', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN });
    await bench.read(key);
    key.powerDown();
    expect(bench.desk.getState()).toMatchObject({ keys: [], managed: null });
    await expect(bench.desk.unlock(PIN)).rejects.toMatchObject({ code: 'device_removed' });
  });

  it('is asked for where two were there from the beginning', async () => {
    const bench = createPluggedBench();
    bench.plug(bench.makeKey(yubikey5, { serial: 1 }));
    bench.plug(bench.makeKey(yubikey5, { serial: 2 }));
    const { desk } = bench;
    await bench.until(() => !desk.getState().isReading, 'both to be read');
    expect(desk.getState().managed).toBeNull();
    const second = desk.getState().keys.find(({ identity }) => identity?.serial === '2');
    desk.choose(second?.id ?? '');
    expect(bench.managed().identity.serial).toBe('2');
  });

  it('stays the one that is managed when another comes', async () => {
    const bench = createPluggedBench();
    await bench.read(bench.makeKey(yubikey5, { serial: 1 }));
    bench.plug(bench.makeKey(yubikey5, { serial: 2 }));
    await bench.until(() => !bench.desk.getState().isReading, 'the other one');
    expect(bench.managed().identity.serial).toBe('1');
    expect(bench.desk.getState().keys).toHaveLength(2);
  });

  it('goes back to the Station with the page', async () => {
    const bench = createPluggedBench();
    await bench.read(bench.makeKey());
    bench.desk.dispose();
    const { station } = bench.bench;
    const isReady = () => station.getState().keys[0]?.isSettled === true;
    await bench.until(isReady, 'the Station to read it');
    expect(station.getState().keys[0]).toMatchObject({ state: 'ready', enrolmentId: null });
  });
});

describe('its PIN', () => {
  it('is set where there is none', async () => {
    const bench = createPluggedBench();
    expect(await bench.read(bench.makeKey())).toMatchObject({ pin: 'none', pinRetries: null });
    await bench.desk.setPin({ current: null, next: PIN });
    expect(bench.facts()).toMatchObject({ pin: 'set', pinRetries: 8 });
  });

  it.each([yubikey5, ctap20, noRk])('is changed on $id', async (profile) => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN }, profile));
    await bench.desk.setPin({ current: PIN, next: NEXT });
    await bench.desk.setPin({ current: NEXT, next: PIN });
    expect(bench.facts()).toMatchObject({ pinRetries: 8 });
  });

  it('that is wrong costs an attempt, and the key says how many are left', async () => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN }));
    const refused = bench.desk.setPin({ current: WRONG, next: NEXT });
    await expect(refused).rejects.toMatchObject({ code: 'pin_invalid', pinRetries: 7 });
    expect(bench.facts()).toMatchObject({ pinRetries: 7, needsReplug: false });
  });

  it('is not tried after three wrong ones before the key was plugged in anew', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN });
    await bench.read(key);
    for (const _ of [1, 2, 3]) await bench.desk.unlock(WRONG).catch(() => undefined);
    expect(bench.facts()).toMatchObject({ pinRetries: 5, needsReplug: true });
    await expect(bench.desk.unlock(PIN)).rejects.toMatchObject({ code: 'pin_auth_blocked' });
    key.powerDown();
    expect(await bench.read(key)).toMatchObject({ pinRetries: 5, needsReplug: false });
    await bench.desk.unlock(PIN);
    expect(bench.facts().pinRetries).toBe(8);
  });

  it('is known to want a replug also where the key does not say so when it is asked', async () => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN }, ctap20));
    const wrong = () => bench.desk.setPin({ current: WRONG, next: NEXT }).catch(() => undefined);
    for (const _ of [1, 2, 3]) await wrong();
    expect(bench.facts().needsReplug).toBe(true);
  });

  it('is blocked with the last attempt', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN });
    for (let tries = 0; tries < 8; tries += 1) {
      await bench.read(key);
      await bench.desk.unlock(WRONG).catch(() => undefined);
      if (tries < 7) key.powerDown();
    }
    expect(bench.facts()).toMatchObject({ pin: 'set', pinRetries: 0 });
    await expect(bench.desk.unlock(PIN)).rejects.toMatchObject({ code: 'pin_blocked' });
  });

  it('that is too short for the key is refused by it, and the old one stays', async () => {
    const bench = createPluggedBench();
    const strict = { ...yubikey5, info: { ...yubikey5.info, minPINLength: 8 } };
    await bench.read(await bench.makeUsedKey({ pin: 'long-enough' }, strict));
    expect(bench.facts().minPinLength).toBe(8);
    const refused = bench.desk.setPin({ current: 'long-enough', next: 'short' });
    await expect(refused).rejects.toMatchObject({ code: 'pin_policy_violation' });
    await bench.desk.unlock('long-enough');
  });

  it('is held against rules that only the key knows, where it says that it has some', async () => {
    const bench = createPluggedBench();
    const strict = { ...yubikey5, info: { ...yubikey5.info, pinComplexityPolicy: true } };
    expect(await bench.read(bench.makeKey(strict))).toMatchObject({ hasPinPolicy: true });
    const refused = bench.desk.setPin({ current: null, next: '000000' });
    await expect(refused).rejects.toMatchObject({ code: 'pin_policy_violation' });
    await bench.desk.setPin({ current: null, next: PIN });
    expect(bench.facts()).toMatchObject({ pin: 'set' });
  });

  it('may be changed or not when the key is pulled out in the middle, and the key says which', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN });
    await bench.read(key);
    key.faults.add({ kind: 'crashAfterEffect', command: 'clientPin.changePin', times: 1 });
    const lost = bench.desk.setPin({ current: PIN, next: NEXT });
    await expect(lost).rejects.toMatchObject({ code: 'device_removed' });
    expect(bench.desk.getState().managed).toBeNull();
    await bench.read(key);
    await bench.desk.unlock(NEXT);
  });
});
