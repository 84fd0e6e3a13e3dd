import { test as base, type Page } from '@playwright/test';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { SoftwareKeyDrawer } from '#e2e/pages/softwareKeyDrawer.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect } from './fixtures.ts';

/** The demo as `npm start` makes it: with a drawer of software keys, and nothing but clicks. */
const test = base.extend<{ origin: string }>({
  origin: async ({}, use) => {
    const rack = createKeyRack();
    const stack = await startStack({ rack, drawer: true, badge: 'Demo tenant' });
    rack.add('yubikey5', { serial: 20_481_216 });
    await use(stack.pageOrigin);
    await stack.close();
  },
});

test('a newcomer enrols a software key with the mouse alone', async ({ page, origin }) => {
  test.setTimeout(120_000);
  const signIn = new SignInPage(page);
  const station = new StationPage(page);
  const drawer = new SoftwareKeyDrawer(page);
  await page.goto(origin);
  await expect(page.getByText('Demo tenant')).toBeVisible();
  await signIn.signInAs(origin, PEOPLE.admin);
  await expect(page.getByRole('banner')).toContainText('Demo tenant');
  await expect(station.tiles).toHaveCount(0);
  await drawer.plug('YubiKey 5');
  const tile = station.tile('Serial 20481216');
  await expect(tile.state).toHaveText('Ready');
  await station.choosePerson('Lee Gu');
  await tile.enrol.click();
  await expect(tile.state).toHaveText('Touch the key');
  await expect(drawer.key('YubiKey 5')).toContainText('blinking: touch it');
  await checkScreen(page, 'demo-touch');
  await drawer.touch('YubiKey 5');
  await expect(tile.state).toHaveText('Done, unplug');
  await drawer.unplug('YubiKey 5');
  await expect(station.tiles).toHaveCount(0);

  await drawer.add('CTAP 2.0');
  await expect(station.tiles).toHaveCount(1);
  await expect(station.tile().state).toHaveText('Ready');
  await drawer.unplug('CTAP 2.0');
  await expect(station.tiles).toHaveCount(0);
  await drawer.remove('CTAP 2.0');
  await expect(drawer.keys).toHaveCount(1);
});

test('a real key is left alone in the demo until its person has read the warning', async ({
  page,
  origin,
}) => {
  await plugRealKey(page);
  await new SignInPage(page).signInAs(origin, PEOPLE.admin);
  const station = new StationPage(page);
  const tile = station.tile('Real Key 9000');
  await expect(tile.state).toHaveText('A real key');
  await expect(tile.root).toContainText('It is not touched until you say so.');
  expect(await timesOpened(page)).toBe(0);
  const use = tile.root.getByRole('button', { name: 'Use this key…' });
  await use.click();
  await expect(station.dialog).toContainText('Real Key 9000 is a real key');
  await expect(station.dialog).toContainText('A passkey for login.microsoft.com');
  await expect(station.dialog).toContainText('Use a spare key, never the one you sign in with.');
  await expect(station.dialogButton('Leave it alone')).toBeFocused();
  await checkScreen(page, 'demo-real-key-dialog');
  await page.keyboard.press('Enter');
  await expect(station.dialog).toHaveCount(0);
  expect(await timesOpened(page)).toBe(0);
  await use.click();
  await station.dialogButton('Use real keys here').click();
  await expect.poll(() => timesOpened(page)).toBe(1);
  await expect(tile.state).not.toHaveText('A real key');
});

/** A second key in the browser's own list that does not say it is a software key; it counts who opens it. */
async function plugRealKey(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const device = Object.assign(new EventTarget(), {
      vendorId: 0x1050,
      productId: 0x0407,
      productName: 'Real Key 9000',
      opened: false,
      collections: [{ usagePage: 0xf1d0, usage: 1, inputReports: [], outputReports: [] }],
      timesOpened: 0,
      async open() {
        this.timesOpened += 1;
        this.opened = true;
      },
      async close() {
        this.opened = false;
      },
      async sendReport() {},
    });
    const hid = Object.assign(new EventTarget(), {
      getDevices: async () => [device],
      requestDevice: async () => [device],
    });
    Object.defineProperty(navigator, 'hid', { configurable: true, value: hid });
    Object.assign(globalThis, { realKey: device });
  });
}

function timesOpened(page: Page): Promise<number> {
  return page.evaluate(
    () => (globalThis as unknown as { realKey: { timesOpened: number } }).realKey.timesOpened,
  );
}
