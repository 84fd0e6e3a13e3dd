import { expect, test } from '#e2e/badInput/badTest.ts';

/** What a page asks a fresh key on the way to the end, once its enrolment was begun. */
const STEPS = [
  'clientPin.setPin',
  'clientPin.getTokenUsingPin',
  'makeCredential',
  'getAssertion',
  'authenticatorConfig.setMinPinLength',
] as const;

for (const command of STEPS) {
  for (const when of ['before', 'after'] as const) {
    test(`a key pulled out ${when} ${command} took effect goes on when it is back`, async ({
      desk,
    }) => {
      const key = desk.plug();
      await desk.open();
      await expect(desk.tile.state).toHaveText('Ready');
      // `before`: the key is asked, says nothing and does nothing.
      if (when === 'after') {
        key.key.faults.add({ kind: 'crashAfterEffect', command, times: 1 });
      } else {
        key.key.faults.add({ kind: 'slow', command, ms: 60_000 });
      }
      const asked = key.snapshot().requests.filter((name) => name === command).length;
      await desk.tile.enrol.click();
      await expect
        .poll(() => key.snapshot().requests.filter((name) => name === command).length)
        .toBeGreaterThan(asked);
      key.unplug();
      key.key.faults.clear();
      await expect(desk.tile.state).toHaveText('Plug in');
      await desk.expectWords('device_removed');
      await desk.truth(key);
      key.plug();
      const { sealedPin } = await desk.expectDone(key);
      expect(sealedPin).not.toBeNull();
      expect(key.snapshot()).toMatchObject({ pinRetries: 8, forcePinChange: true });
    });
  }
}

for (const command of ['getInfo', 'clientPin.getKeyAgreement']) {
  test(`a key pulled out while it is read (${command}) is read anew when it is back`, async ({
    desk,
  }) => {
    await desk.open();
    const key = desk.lay();
    key.key.faults.add({ kind: 'slow', command, ms: 60_000 });
    key.plug();
    await expect(desk.tile.state).toHaveText('Checking');
    await expect.poll(() => key.snapshot().requests).toContain(command);
    key.unplug();
    await expect(desk.station.tiles).toHaveCount(0);
    key.key.faults.clear();
    key.plug();
    await expect(desk.tile.state).toHaveText('Ready');
    await desk.tile.enrol.click();
    await desk.expectDone(key);
  });
}

test('a key pulled out while it blinks blinks again when it is back', async ({ desk }) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  for (const _ of [1, 2]) {
    await expect(desk.tile.state).toHaveText('Touch the key');
    key.unplug();
    await desk.expectWords('device_removed');
    key.plug();
  }
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  key.touch();
  const { newMethods } = await desk.expectDone(key);
  expect(newMethods).toHaveLength(1);
});

test('a key pulled out before it was erased is erased when it is back', async ({ desk }) => {
  const key = desk.plug('yubikey5', { pin: '735192', touch: 'manual' });
  await desk.enrol();
  await desk.tile.confirmReset();
  await expect(desk.tile.state).toHaveText(/^(Touch the key|Unplug, plug in again)$/);
  key.replug();
  await expect(desk.tile.state).toHaveText('Touch the key');
  key.unplug();
  // Nobody knows whether it was erased, and only a fresh plug can be: it says what to do.
  await expect(desk.tile.state).toHaveText('Unplug, plug in again');
  expect(key.snapshot()).toMatchObject({ resets: 0, pinSet: true });
  await desk.truth(key);
  key.key.setTouchPolicy('immediate');
  key.plug();
  await desk.expectDone(key);
  expect(key.snapshot().resets).toBe(1);
});

test('a key pulled out after it was erased is found to be erased, and not erased again', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { pin: '735192' });
  key.key.faults.add({ kind: 'crashAfterEffect', command: 'reset', times: 1 });
  await desk.enrol();
  await desk.erase(key);
  await expect.poll(() => key.snapshot().resets).toBe(1);
  await expect(desk.tile.state).toHaveText('Unplug, plug in again');
  key.plug();
  const { journal } = await desk.expectDone(key);
  expect(journal).toContain('resetDone');
  expect(key.snapshot().resets).toBe(1);
});

test('a key that is gone for good can be given up, and opens nothing any more', async ({
  desk,
}) => {
  const key = desk.plug();
  key.key.faults.add({ kind: 'crashAfterEffect', command: 'getAssertion', times: 1 });
  await desk.enrol();
  await desk.expectWords('device_removed');
  await desk.tile.cancel();
  await expect.poll(async () => (await desk.enrolment()).methodId).toBeNull();
  await expect(desk.tile.root).toContainText('It is not registered with Entra');
  expect(await desk.stack.tenant.passkeysOf(desk.holder.userPrincipalName)).toHaveLength(
    (await desk.truth(key)).state.methodsBefore.length,
  );
  await desk.tile.giveKeyUp();
  const { sealedPin } = await desk.expectTakenBack(key, 'cancelled', 'cancelled');
  await expect(desk.tile.root).toContainText('A passkey may still be on the key');
  expect(sealedPin).not.toBeNull();
});
