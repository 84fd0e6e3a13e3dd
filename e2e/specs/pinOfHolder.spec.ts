import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';
import { keptBy, recordPage } from './recordPage.ts';
import { operatorAtStation } from './signedIn.ts';

const TYPED_PIN = 'krokus-27';
const KNOWN_PIN = '584930';

test('the holder types a PIN with the rules beside it, and it stays between page and key', async ({
  page,
  context,
  stack,
  rack,
}) => {
  const record = recordPage(page);
  const station = await operatorAtStation(page, stack);
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  await station.chooseProfile('Holder at the station');
  const tile = station.tile();
  await station.enrol('Lee Gu', tile);
  await expect(tile.state).toHaveText('Type the PIN');
  await tile.typePin.click();
  const set = station.dialogButton('Set the PIN');
  const rules = station.dialog.getByRole('listitem');
  const first = station.dialog.getByLabel('New PIN');
  const second = station.dialog.getByLabel('The same PIN again');
  await expect(first).toBeFocused();
  await expect(set).toBeDisabled();
  const rulesWhenTyped = async (pin: string, again: string) => {
    await first.fill(pin);
    await second.fill(again);
    return (await rules.allInnerTexts()).map((text) => text.endsWith(': met'));
  };
  // Long enough for the profile, not weak, both the same.
  expect(await rulesWhenTyped('', '')).toEqual([false, false, false]);
  expect(await rulesWhenTyped('4821', '4821')).toEqual([false, false, true]);
  expect(await rulesWhenTyped('123456', '123456')).toEqual([true, false, true]);
  expect(await rulesWhenTyped(TYPED_PIN, 'krokus-28')).toEqual([true, true, false]);
  await expect(set).toBeDisabled();
  expect(await rulesWhenTyped(TYPED_PIN, TYPED_PIN)).toEqual([true, true, true]);
  await set.press('Enter');
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(tile.root).toContainText('Lee Gu knows the PIN');

  expect(rack.key(id).snapshot()).toMatchObject({
    pinSet: true,
    forcePinChange: false,
    minPinLength: 6,
    credentials: [{ rpId: 'login.microsoft.com' }],
  });
  const seen = [await page.content(), await keptBy(page, context), await record.everything()];
  expect(seen.some((text) => text.includes(TYPED_PIN))).toBe(false);
  expect(stack.backend.output()).not.toContain(TYPED_PIN);
  await page.close();
  const opened = await openKey(rack.key(id));
  expect(await opened.getToken(TYPED_PIN, 2, 'login.microsoft.com')).toBe(0);
});

test('a key in use keeps its PIN and its other passkeys', async ({ page, stack, rack }) => {
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  expect(await (await openKey(rack.key(id))).setPin(KNOWN_PIN)).toBe(0);
  const station = await operatorAtStation(page, stack);
  const tile = station.tile();
  await expect(tile.fact('PIN')).toHaveText('Set');
  await expect(tile.fact('Attempts left')).toHaveText('8');
  await station.chooseProfile('Key that is already in use');
  for (const [count, holder] of ['Lee Gu', 'Megan Bowen'].entries()) {
    await station.enrol(holder, tile);
    await expect(tile.state).toHaveText('Type the PIN');
    await tile.answerPin(KNOWN_PIN, 'current');
    await expect(tile.state).toHaveText('Done, unplug');
    await expect(tile.root).toContainText('The key keeps the PIN it had.');
    expect(rack.key(id).snapshot()).toMatchObject({ resets: 0, forcePinChange: false });
    expect(rack.key(id).snapshot().credentials).toHaveLength(count + 1);
    rack.unplug(id);
    await expect(station.tiles).toHaveCount(0);
    rack.plug(id);
    await station.chooseSomeoneElse();
  }
});
