import { expect, expectDone, test } from '../machineTest.ts';

/** What a page asks a fresh key on the way to the end, once its enrolment was begun. */
const STEPS = ['clientPin.setPin', 'makeCredential', 'getAssertion'] as const;

for (const command of STEPS) {
  test(`a key pulled out during ${command} goes on when it is back`, async ({ desk }) => {
    const key = desk.plug();
    await desk.open();
    await expect(desk.tile.state).toHaveText('Ready');
    // The key is asked, and is out of its port before it says anything.
    key.key.faults.add({ kind: 'slow', command, ms: 60_000 });
    const asked = key.snapshot().requests.filter((name) => name === command).length;
    await desk.tile.enrol.click();
    await expect
      .poll(() => key.snapshot().requests.filter((name) => name === command).length)
      .toBeGreaterThan(asked);
    key.unplug();
    key.key.faults.clear();
    await expect(desk.tile.state).toHaveText('Plug in');
    await desk.expectWords('device_removed');
    key.plug();
    await expectDone(desk, key);
    expect(key.snapshot()).toMatchObject({ pinRetries: 8, forcePinChange: true });
  });
}

test('a key that took its PIN and went before it could say so goes on when it is back', async ({
  desk,
}) => {
  const key = desk.plug();
  key.key.faults.add({ kind: 'crashAfterEffect', command: 'clientPin.setPin', times: 1 });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Plug in');
  expect(key.snapshot().pinSet).toBe(true);
  key.plug();
  await expectDone(desk, key);
});

test('a used key is plugged in anew for its reset', async ({ desk }) => {
  const key = desk.plug('yubikey5', { pin: '735192', touch: 'manual' });
  await desk.enrol();
  await desk.tile.confirmReset();
  await expect(desk.tile.state).toHaveText(/^(Touch the key|Unplug, plug in again)$/);
  key.replug();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  key.key.setTouchPolicy('immediate');
  key.touch();
  await expectDone(desk, key);
  expect(key.snapshot().resets).toBe(1);
});
