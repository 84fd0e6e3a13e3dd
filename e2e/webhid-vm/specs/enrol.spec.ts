import { expect, expectDone, test } from '../machineTest.ts';

test('a fresh key is enrolled through the browser’s own WebHID', async ({ desk }) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Touch the key');
  key.touch();
  await expectDone(desk, key);
  expect(key.snapshot()).toMatchObject({
    pinSet: true,
    forcePinChange: true,
    touches: 1,
    credentials: [{ rpId: 'login.microsoft.com', discoverable: true }],
  });
});
