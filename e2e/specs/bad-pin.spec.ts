import { expect, test } from '#e2e/badInput/badTest.ts';

const PIN = '735192';
const WRONG = '846203';
const STATUS = { pinInvalid: 0x31, pinPolicyViolation: 0x37 } as const;

test.describe('the PIN that a key has', () => {
  test('may be wrong once: attempts left are shown, the right one goes on', async ({ desk }) => {
    const key = desk.plug('yubikey5', { pin: PIN });
    await desk.enrol('keep-pin');
    await desk.answerPin(WRONG, 'current');
    await desk.tile.typePin.click();
    await expect(desk.station.dialog).toContainText('That is not the PIN of this key');
    await expect(desk.station.dialog).toContainText('Type the PIN again.');
    await expect(desk.station.dialog).toContainText('7 attempts left');
    expect(key.snapshot().pinRetries).toBe(7);
    expect((await desk.enrolment()).lastFailure).toBe('pin_invalid');
    await desk.station.dialog.getByRole('button', { name: 'Cancel' }).click();
    await desk.answerPin(PIN, 'current');
    await desk.expectDone(key);
    expect(key.snapshot()).toMatchObject({ pinRetries: 8, resets: 0 });
  });

  test('is not tried any more after three wrong ones until the key was pulled out', async ({
    desk,
  }) => {
    const key = desk.plug('yubikey5', { pin: PIN });
    await desk.enrol('keep-pin');
    for (const _ of [1, 2, 3]) await desk.answerPin(WRONG, 'current');
    await expect(desk.tile.state).toHaveText('Unplug, plug in again');
    await desk.expectWords('pin_auth_blocked');
    expect(key.snapshot().pinRetries).toBe(5);
    key.replug();
    await desk.tile.typePin.click();
    await expect(desk.station.dialog).toContainText('5 attempts left');
    await desk.station.dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(key.snapshot().pinRetries).toBe(5);
    await desk.answerPin(PIN, 'current');
    await desk.expectDone(key);
  });

  test('is blocked for good with the last attempt, which was announced; erasing the key is the way out', async ({
    desk,
  }) => {
    const key = desk.plug('yubikey5', { pin: PIN, pinRetries: 1 });
    await desk.enrol('keep-pin');
    await desk.tile.typePin.click();
    await expect(desk.station.dialog).toContainText('only erasing it unlocks it');
    await desk.station.dialog.getByRole('button', { name: 'Cancel' }).click();
    await desk.answerPin(WRONG, 'current');
    await desk.expectWords('pin_blocked');
    expect(key.snapshot().pinRetries).toBe(0);
    await desk.tile.cancel();
    await desk.expectTakenBack(key, 'cancelled');
    await desk.tile.clear();

    await desk.enrol('new-colleague');
    await expect(desk.tile.state).toHaveText('Erase this key?');
    await desk.erase(key);
    await desk.expectDone(key);
    expect(key.snapshot()).toMatchObject({ resets: 1, pinRetries: 8 });
  });

  test('is blocked already when the key comes: the tile says so before anything is begun', async ({
    desk,
  }) => {
    const key = desk.plug('yubikey5', { pin: PIN, pinRetries: 0 });
    await desk.open('keep-pin');
    await expect(desk.tile.state).toHaveText('Cannot be used');
    await desk.expectWords('pin_blocked');
    await expect(desk.tile.enrol).toBeHidden();
    expect(key.snapshot().requests).not.toContain('clientPin.getTokenUsingPin');
  });

  test('is missing where the profile keeps it', async ({ desk }) => {
    desk.plug('yubikey5');
    await desk.open('keep-pin');
    await desk.expectWords('pin_not_set');
    await expect(desk.tile.enrol).toBeHidden();
  });
});

test.describe('a new PIN', () => {
  const bad = [
    ['too short for this key', '73519', 'At least 8 characters: not yet'],
    ['too long in bytes', '漢'.repeat(22), 'At most 63 bytes'],
    ['a row', '12345678', 'Not one character repeated, not a row like 123456: not yet'],
    ['one character', '77777777', 'Not one character repeated, not a row like 123456: not yet'],
  ] as const;

  test('that breaks a rule is never sent: too short for this key, too long in bytes, weak, typed differently', async ({
    desk,
  }) => {
    const key = desk.plug('yubikey5', { minPinLength: 8 });
    await desk.enrol('holder-present');
    await desk.tile.typePin.click();
    const { dialog } = desk.station;
    const [first, again] = [dialog.getByLabel('New PIN'), dialog.getByLabel('The same PIN again')];
    for (const [, pin, rule] of bad) {
      await first.fill(pin);
      await again.fill(pin);
      await expect(dialog.getByRole('listitem').filter({ hasText: rule })).toBeVisible();
      await expect(dialog.getByRole('button', { name: 'Set the PIN' })).toBeDisabled();
      await again.press('Enter');
      await expect(dialog).toBeVisible();
    }
    await first.fill('735192846');
    await again.fill('735192847');
    await expect(dialog).toContainText('Both are the same: not yet');
    await expect(dialog.getByRole('button', { name: 'Set the PIN' })).toBeDisabled();
    expect(key.snapshot()).toMatchObject({ pinSet: false });
    expect(key.snapshot().requests).not.toContain('clientPin.setPin');

    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await desk.answerPin('735192846', 'new');
    await desk.expectDone(key);
  });

  test('that the key itself refuses is asked for again', async ({ desk }) => {
    const key = desk.plug('yubikey5');
    key.key.faults.add({
      kind: 'status',
      command: 'clientPin.setPin',
      status: STATUS.pinPolicyViolation,
      times: 1,
    });
    await desk.enrol('holder-present');
    await desk.answerPin('735192', 'new');
    await desk.tile.typePin.click();
    await expect(desk.station.dialog).toContainText('The key does not accept this PIN');
    await expect(desk.station.dialog).toContainText('Choose a longer PIN without a pattern.');
    await desk.station.dialog.getByRole('button', { name: 'Cancel' }).click();
    expect((await desk.enrolment()).lastFailure).toBe('pin_policy_violation');
    await desk.answerPin('7351928460', 'new');
    await desk.expectDone(key);
  });
});

test.describe('a PIN in escrow', () => {
  test('that the key has changed for another one costs one attempt, never two', async ({
    desk,
  }) => {
    const key = desk.plug('yubikey5', { touch: 'manual' });
    await desk.enrol();
    await expect(desk.tile.state).toHaveText('Touch the key');
    key.unplug();
    await expect(desk.tile.state).toHaveText('Plug in');
    key.change({ pin: WRONG });
    key.plug();
    await expect(desk.tile.state).toHaveText('Erase this key?');
    expect(key.snapshot().pinRetries).toBe(7);
    key.key.setTouchPolicy('immediate');
    await desk.erase(key);
    const { failures, sealedPin } = await desk.expectDone(key);
    expect(failures).toEqual([]);
    expect(sealedPin).toMatch(/^\d{8}$/);
  });
});
