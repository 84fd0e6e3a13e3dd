import type { Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { type Furniture, furnishKey } from '#e2e/authenticator/testing/furnishKey.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { PluggedKeyPage } from '#e2e/pages/pluggedKeyPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';
import { keptBy, recordPage } from './recordPage.ts';

const PIN = '493817';
const NEXT = 'krokus-27';
const WRONG = '846203';
const PASSKEYS = [
  { rpId: 'login.microsoft.com', user: 'Lee Gu' },
  { rpId: 'github.example', user: 'Lee' },
  { rpId: 'github.example', user: 'Lee at work' },
];
const MAKE_CREDENTIAL = 1;

/** Somebody without any role, on the page. */
async function open(page: Page, stack: Stack): Promise<PluggedKeyPage> {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder, '/my-keys');
  await page.getByRole('link', { name: /^Manage the key in my hand/ }).click();
  await page.getByRole('heading', { name: 'The key in my hand' }).waitFor();
  return new PluggedKeyPage(page);
}

/** A key that somebody uses, out of its port. Before the page is there, which would speak to it as well. */
async function addKey(
  rack: KeyRack,
  furniture: Furniture | null,
  model = 'yubikey5',
  serial = 20_700_001,
): Promise<string> {
  const id = rack.add(model, { serial, touch: 'immediate' });
  if (furniture === null) return id;
  rack.plug(id);
  await furnishKey(rack.key(id), furniture);
  rack.unplug(id);
  return id;
}

test('a key shows what it is, and its PIN is changed with the rules beside the field', async ({
  page,
  context,
  stack,
  rack,
}) => {
  const id = await addKey(rack, { pin: PIN });
  const plugged = await open(page, stack);
  await expect(page.getByRole('button', { name: 'Look for my key' })).toBeVisible();
  await checkScreen(page, 'plugged-empty');
  const record = recordPage(page);
  rack.plug(id);
  await expect(plugged.card).toContainText('YubiKey 5 NFC');
  await expect(plugged.fact('Serial number')).toHaveText('20700001');
  await expect(plugged.fact('Firmware')).toHaveText('5.7.1');
  await expect(plugged.fact('PIN')).toHaveText('Set');
  await expect(plugged.fact('Wrong PINs it still takes')).toHaveText('8');
  await checkScreen(page, 'plugged-key');

  await plugged.changePin.click();
  const change = plugged.button('Change the PIN');
  await expect(plugged.dialog.getByLabel('Current PIN')).toBeFocused();
  await plugged.typePins(PIN, '123');
  await expect(change).toBeDisabled();
  await plugged.typePins(PIN, NEXT, 'krokus-28');
  await expect(change).toBeDisabled();
  await plugged.typePins(WRONG, NEXT);
  await change.click();
  await expect(plugged.dialog).toContainText('That is not the PIN of this key');
  await expect(plugged.dialog).toContainText('7 attempts are left before the key locks itself.');
  await expect(plugged.dialog.getByLabel('Current PIN')).toHaveValue('');
  await expect(plugged.dialog.getByLabel('Current PIN')).toBeFocused();
  await checkScreen(page, 'plugged-wrong-pin');
  await plugged.dialog.getByLabel('Current PIN').fill(PIN);
  await plugged.dialog.getByLabel('Current PIN').press('Enter');
  await expect(plugged.said('The PIN is changed.')).toBeVisible();
  await expect(plugged.dialog).toHaveCount(0);
  await expect(plugged.fact('Wrong PINs it still takes')).toHaveText('8');

  const seen = [await page.content(), await keptBy(page, context), await record.everything()];
  for (const pin of [PIN, NEXT, WRONG]) expect(seen.some((text) => text.includes(pin))).toBe(false);
  for (const pin of [PIN, NEXT, WRONG]) expect(stack.backend.output()).not.toContain(pin);
  await page.close();
  const opened = await openKey(rack.key(id));
  expect(await opened.getToken(NEXT, MAKE_CREDENTIAL, 'login.microsoft.com')).toBe(0);
});

test('a new key gets its first PIN, and three wrong ones want it plugged in anew', async ({
  page,
  stack,
  rack,
}) => {
  const id = await addKey(rack, null);
  const plugged = await open(page, stack);
  rack.plug(id);
  await expect(plugged.fact('PIN')).toHaveText('None');
  await plugged.setPin.click();
  await plugged.typePins(null, PIN);
  await plugged.button('Set the PIN').click();
  await expect(plugged.said('The PIN is set.')).toBeVisible();
  await expect(plugged.fact('PIN')).toHaveText('Set');
  for (const left of [7, 6]) {
    await plugged.unlock(WRONG);
    await expect(page.getByRole('alert')).toContainText(`${left} attempts are left`);
    await expect(plugged.pin).toHaveValue('');
  }
  await plugged.unlock(WRONG);
  await expect(plugged.said('Pull the key out and plug it in again')).toContainText(
    'After that 5 attempts are left.',
  );
  await expect(plugged.show).toHaveCount(0);
  await checkScreen(page, 'plugged-replug');
  rack.unplug(id);
  await expect(page.getByRole('button', { name: 'Look for my key' })).toBeVisible();
  rack.plug(id);
  await plugged.unlock(PIN);
  await expect(page.getByText('There are no passkeys on this key')).toBeVisible();
  await checkScreen(page, 'plugged-no-passkeys');
});

test('passkeys are listed by site, and one is deleted after its site and name were said', async ({
  page,
  stack,
  rack,
}) => {
  const id = await addKey(rack, { pin: PIN, passkeys: PASSKEYS });
  const plugged = await open(page, stack);
  rack.plug(id);
  await plugged.unlock(PIN);
  await expect(page.getByText('3 passkeys. 97 more fit.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'On this key' })).toBeFocused();
  await expect(page.getByText('Your sign-in at work')).toBeVisible();
  await checkScreen(page, 'plugged-passkeys');

  const sites = page.getByRole('heading', { level: 4 });
  await expect(sites).toHaveText(['login.microsoft.com', 'github.example']);
  await page
    .getByRole('button', { name: 'Delete the passkey of Lee Gu for login.microsoft.com' })
    .click();
  await expect(plugged.dialog).toContainText('It has to be removed in Entra as well');
  await expect(plugged.button('Keep it')).toBeFocused();
  await checkScreen(page, 'plugged-delete');
  await plugged.button('Keep it').click();
  expect(rack.key(id).snapshot().credentials).toHaveLength(3);

  await page
    .getByRole('button', { name: 'Delete the passkey of Lee at work for github.example' })
    .click();
  await plugged.button('Delete the passkey').click();
  await expect(
    plugged.said('The passkey of Lee at work for github.example was deleted.'),
  ).toBeVisible();
  await expect(page.getByText('2 passkeys. 98 more fit.')).toBeVisible();
  const left = rack.key(id).snapshot().credentials;
  expect(left.map(({ rpId }) => rpId)).toEqual(['login.microsoft.com', 'github.example']);

  await page.getByRole('button', { name: 'Hide it again' }).click();
  await expect(sites).toHaveCount(0);
  await expect(plugged.show).toBeVisible();
});

test('the key is erased after its losses were spelled out, and no other key is', async ({
  page,
  stack,
  rack,
}) => {
  const id = await addKey(rack, { pin: PIN, passkeys: PASSKEYS });
  const other = await addKey(rack, { pin: PIN }, 'yubikey5', 20_700_002);
  const plugged = await open(page, stack);
  rack.plug(id);
  await plugged.unlock(PIN);
  await expect(page.getByText('3 passkeys.')).toBeVisible();
  await plugged.erase.click();
  await expect(plugged.dialog).toContainText('Serial 20700001');
  await expect(plugged.dialog).toContainText('its 3 passkeys for these 2 sites:');
  await expect(plugged.dialog).toContainText('github.example (Lee, Lee at work)');
  await expect(plugged.button('Erase this key')).toBeDisabled();
  await checkScreen(page, 'plugged-erase');
  await plugged.dialog.getByLabel('Type “erase” to confirm').fill('erase');
  rack.key(id).setTouchPolicy('manual');
  await plugged.button('Erase this key').click();
  await expect(plugged.dialog).toContainText('Pull this key out, and plug it in again');
  rack.unplug(id);
  rack.plug(other);
  await expect(plugged.dialog).toContainText('This is not the key that you confirmed');
  await checkScreen(page, 'plugged-erase-other');
  rack.unplug(other);
  rack.plug(id);
  await expect(plugged.dialog).toContainText('Touch the key now');
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  await checkScreen(page, 'plugged-erase-touch');
  rack.touch(id);
  await expect(plugged.dialog).toContainText('The key is erased');
  expect(rack.key(id).snapshot()).toMatchObject({ resets: 1, pinSet: false, credentials: [] });
  expect(rack.key(other).snapshot().resets).toBe(0);
  await plugged.button('Done').click();
  await expect(plugged.fact('PIN')).toHaveText('None');
});

test('a finger is added touch by touch, named and removed', async ({ page, stack, rack }) => {
  const id = await addKey(rack, { pin: PIN }, 'yubikeyBio');
  const plugged = await open(page, stack);
  const key = rack.key(id);
  key.setTouchPolicy('manual');
  rack.plug(id);
  await plugged.unlock(PIN);
  const add = page.getByRole('button', { name: 'Add a fingerprint…' });
  const touch = async () => {
    await expect.poll(() => key.isWaitingForTouch()).toBe(true);
    rack.touch(id);
  };
  await add.click();
  await plugged.button('Begin').click();
  await expect(plugged.dialog).toContainText('Touch the sensor of the key now');
  await touch();
  await expect(plugged.dialog).toContainText('1 of 5 touches');
  await plugged.button('Stop').click();
  await expect(plugged.dialog).toHaveCount(0);
  await expect.poll(() => key.isWaitingForTouch()).toBe(false);
  expect(key.snapshot().fingerprints).toEqual([]);

  await expect(add).toBeFocused();
  await add.click();
  await plugged.button('Begin').click();
  key.scriptSamples(0, 3);
  await touch();
  await expect(plugged.dialog).toContainText('1 of 5 touches');
  await touch();
  await expect(plugged.dialog).toContainText('Your finger was too far left.');
  await checkScreen(page, 'plugged-finger');
  for (const count of [2, 3, 4]) {
    await touch();
    await expect(plugged.dialog).toContainText(`${count} of 5 touches`);
  }
  await touch();
  await expect(plugged.dialog).toContainText('The finger is on the key');
  await expect(plugged.dialog.getByLabel('What it is called')).toBeFocused();
  await checkScreen(page, 'plugged-finger-name');
  await plugged.dialog.getByLabel('What it is called').fill('right index');
  await plugged.button('Save the name').click();
  await expect(plugged.said('right index was added.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove right index' })).toBeVisible();
  expect(key.snapshot().fingerprints).toMatchObject([{ name: 'right index' }]);
  await checkScreen(page, 'plugged-fingers');

  await page.getByRole('button', { name: 'Remove right index' }).click();
  await expect(plugged.dialog).toContainText('It is the only one.');
  await plugged.button('Remove it').click();
  await expect(plugged.said('right index was removed.')).toBeVisible();
  expect(key.snapshot().fingerprints).toEqual([]);
});

test('with two keys in their ports one is chosen, and nothing is asked of the backend', async ({
  page,
  stack,
  rack,
}) => {
  const first = await addKey(rack, { pin: PIN });
  const second = await addKey(rack, null, 'opensk', 1);
  rack.plug(first);
  rack.plug(second);
  const plugged = await open(page, stack);
  await expect(page.getByText('More than one key is plugged in')).toBeVisible();
  await checkScreen(page, 'plugged-two');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('button', { name: /^Use this one: YubiKey/ }).click();
  await expect(plugged.fact('Serial number')).toHaveText('20700001');
  await plugged.unlock(PIN);
  await expect(page.getByText('There are no passkeys on this key')).toBeVisible();
  rack.unplug(second);
  await expect(page.getByRole('heading', { name: 'Also plugged in' })).toHaveCount(0);
  rack.unplug(first);
  await expect(page.getByRole('button', { name: 'Look for my key' })).toBeVisible();
  expect(asked.filter((url) => url.startsWith(stack.backendOrigin))).toEqual([]);
});

test('the keyboard alone changes a PIN and deletes a passkey', async ({ page, stack, rack }) => {
  const id = await addKey(rack, { pin: PIN, passkeys: PASSKEYS.slice(1, 2) });
  const plugged = await open(page, stack);
  rack.plug(id);
  const { keyboard } = page;
  const tabTo = async (name: string) => {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await keyboard.press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.count()) === 1 && (await focused.textContent()) === name) return;
    }
    throw new Error(`${name} cannot be reached with the Tab key`);
  };
  await plugged.changePin.waitFor();
  await tabTo('Change the PIN…');
  await keyboard.press('Enter');
  for (const text of [PIN, NEXT, NEXT]) {
    await keyboard.type(text);
    await keyboard.press('Tab');
  }
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await expect(plugged.said('The PIN is changed.')).toBeVisible();
  await expect(plugged.changePin).toBeFocused();
  await keyboard.press('Tab');
  await expect(plugged.pin).toBeFocused();
  await keyboard.type(NEXT);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'On this key' })).toBeFocused();
  await tabTo('Delete…');
  await keyboard.press('Space');
  await expect(plugged.button('Keep it')).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(plugged.said('was deleted.')).toBeVisible();
  expect(rack.key(id).snapshot().credentials).toEqual([]);
});
