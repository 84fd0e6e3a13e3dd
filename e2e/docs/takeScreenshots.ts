import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { buildBackend, buildDemo, buildWeb } from '#e2e/harness/buildAll.ts';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { SoftwareKeyDrawer } from '#e2e/pages/softwareKeyDrawer.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { takeBatch } from './batchPicture.ts';
import { takeEnrolHelp, takeStationHelp } from './helpPictures.ts';

// `npm run docs:screenshots`: the pictures of README, docs and the page's own help, taken from the demo as it is now.
const IMAGES = join(ROOT, 'docs', 'images');
const VIEWPORT = { width: 1280, height: 800 };
const HOLDER = PEOPLE.holder;
const MODEL = 'YubiKey 5 NFC';

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    colorScheme: 'light',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function walk(browser: Browser, origin: string): Promise<void> {
  const take = async (page: Page, name: string) => {
    // Nothing is hovered over in a picture.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: 'disabled' });
  };
  const page = await openPage(browser);
  const station = new StationPage(page);
  const drawer = new SoftwareKeyDrawer(page);
  await new SignInPage(page).signInAs(origin, PEOPLE.admin);
  await drawer.plug(MODEL);
  await station.choosePerson(HOLDER);
  const tile = station.tile('Serial 20481216');
  await tile.enrol.and(page.locator(':enabled')).waitFor();
  await take(page, 'station');
  await tile.enrol.click();
  await tile.state.getByText('Touch the key').waitFor();
  await drawer.key('blinking').waitFor();
  await take(page, 'touch');
  await drawer.touch(MODEL);
  await tile.state.getByText('Done, unplug').waitFor();
  await station.passkeys().filter({ hasText: '20481216' }).waitFor();
  await take(page, 'done');

  const holderPage = await openPage(browser);
  await new SignInPage(holderPage).signInAs(origin, HOLDER);
  await new MyKeysPage(holderPage).showPin.waitFor();
  await take(holderPage, 'my-keys');
}

await mkdir(IMAGES, { recursive: true });
await Promise.all([buildWeb(), buildBackend(), buildDemo()]);
const rack = createKeyRack();
const stack = await startStack({ rack, drawer: true, badge: 'Demo tenant' });
rack.add('yubikey5', { serial: 20_481_216 });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...CHROMIUM_ARGS],
});
try {
  await walk(browser, stack.pageOrigin);
  for (const { id } of rack.list()) rack.remove(id);
  await takeBatch(await openPage(browser), stack.pageOrigin, rack, IMAGES);
  for (const { id } of rack.list()) rack.remove(id);
  await takeEnrolHelp(browser, stack, rack);
  await takeStationHelp(browser, stack, rack);
} finally {
  await browser.close();
  await stack.close();
}
