import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';
import { operatorAtStation } from './signedIn.ts';

const NOT_ALLOWED = 0x30;
const FORGOTTEN_PIN = '730182';

async function addUsedKey(rack: KeyRack): Promise<string> {
  const id = rack.add('yubikey5', { serial: 20_700_001 });
  rack.plug(id);
  expect(await (await openKey(rack.key(id))).setPin(FORGOTTEN_PIN)).toBe(0);
  rack.unplug(id);
  return id;
}

test('a used key that was just plugged in is erased at once, after a warning', async ({
  page,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  await station.choosePerson('Lee Gu');
  const id = await addUsedKey(rack);
  rack.plug(id);
  const tile = station.tile();
  await tile.enrol.click();
  await expect(tile.state).toHaveText('Erase this key?');
  await tile.erase.click();
  await expect(station.dialog).toContainText('This key already has a PIN that we do not know.');
  await expect(station.dialog).toContainText('Serial 20700001');
  await expect(station.dialogButton('Keep it')).toBeFocused();
  await station.dialogButton('Keep it').click();
  await expect(station.dialog).toHaveCount(0);
  expect(rack.key(id).snapshot().resets).toBe(0);
  await tile.confirmReset();
  await expect(tile.root).toContainText('touch it to erase it');
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.root).toContainText('touch its metal contact');
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  expect(rack.key(id).snapshot()).toMatchObject({
    resets: 1,
    pinSet: true,
    forcePinChange: true,
    credentials: [{ rpId: 'login.microsoft.com' }],
  });
});

test('a used key that has been in its port for a while is erased after plugging it in anew', async ({
  page,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  await station.choosePerson('Lee Gu');
  const id = await addUsedKey(rack);
  // What every key says when more than ten seconds have gone by since it got power.
  rack.key(id).faults.add({ kind: 'status', command: 'reset', status: NOT_ALLOWED, times: 1 });
  rack.key(id).setTouchPolicy('immediate');
  rack.plug(id);
  const tile = station.tile();
  await tile.enrol.click();
  await tile.confirmReset();
  await expect(tile.state).toHaveText('Unplug, plug in again');
  expect(rack.key(id).snapshot().resets).toBe(0);
  rack.unplug(id);
  await expect(tile.root).toBeVisible();
  rack.plug(id);
  await expect(tile.state).toHaveText('Done, unplug');
  expect(rack.key(id).snapshot()).toMatchObject({ resets: 1, pinSet: true });
});

test('a replacement removes the old keys only after the new one is proven', async ({
  page,
  stack,
  rack,
}) => {
  const holder = 'megan.bowen@contoso.example';
  const [old] = await stack.tenant.passkeysOf(holder);
  expect(old).toBeDefined();
  const station = await operatorAtStation(page, stack);
  await station.chooseProfile('Replacement');
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  rack.key(id).faults.add({ kind: 'badAssertionSignature' });
  const tile = station.tile();
  await station.enrol('Megan Bowen', tile);
  await expect(tile.failure).toHaveText('Code proof_failed');
  const left = await stack.tenant.passkeysOf(holder);
  expect(left).toEqual([old]);

  await tile.startAgain.click();
  await expect(tile.state).toHaveText('Ready');
  await expect(tile.enrol).toBeEnabled();
  rack.unplug(id);
  await expect(station.tiles).toHaveCount(0);
  const good = rack.add('yubikey5', { touch: 'immediate', serial: 20_700_002 });
  rack.plug(good);
  await expect(tile.state).toHaveText('Ready');
  await tile.enrol.click();
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(station.passkeys()).toHaveCount(1);
  await expect(station.passkeys()).toContainText('20700002');
  expect(await stack.tenant.passkeysOf(holder)).toMatchObject([
    { displayName: expect.stringContaining('20700002') },
  ]);
});
