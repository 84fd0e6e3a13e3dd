import type { Page } from '@playwright/test';
import { type CompanionBrowser, startCompanionBrowser } from '#e2e/harness/companion.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { EnrolPage } from '#e2e/pages/enrolPage.ts';
import type { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { invite, MEGAN } from './invited.ts';
import { operatorAtStation } from './signedIn.ts';

const LEE = 'lee.gu@contoso.example';
/** Nothing in it needs more than a browser can do. */
const KEEPS_PIN = 'Key that is already in use';

let browser: CompanionBrowser;

test.afterEach(() => browser.close());

const waysAt = (page: Page) => page.getByRole('region', { name: 'How the key is reached' });

/** An operator in a browser with the extension, who has chosen Lee and a profile that keeps the key's PIN. */
async function atStation(stack: Stack, origin = stack.pageOrigin): Promise<StationPage> {
  browser = await startCompanionBrowser([origin]);
  const station = await operatorAtStation(await browser.newPage(), stack);
  await station.choosePerson('Lee Gu');
  await station.chooseProfile(KEEPS_PIN);
  return station;
}

test('a key is enrolled through the companion extension, from the Station to its proof', async ({
  stack,
}) => {
  const station = await atStation(stack);
  const ways = waysAt(station.page);
  await expect(ways.getByRole('radio', { name: 'Companion extension' })).toBeChecked();
  await ways.getByRole('button', { name: 'Enrol' }).click();
  await expect(station.tile().state).toHaveText('Done');
  expect(browser.windows).toHaveLength(2);
  expect(browser.windows.every((window) => window.isClosed())).toBe(true);
  // The emulated tenant takes nothing but the relying party's own origin.
  expect(await stack.tenant.passkeysOf(LEE)).toHaveLength(1);
});

test('somebody who was invited has the browser ask for their key, to its proof', async ({
  page,
  stack,
}) => {
  const pass = await invite(page, stack, { profile: KEEPS_PIN });
  browser = await startCompanionBrowser([stack.pageOrigin]);
  const enrol = new EnrolPage(await browser.newPage());
  await enrol.open(stack.pageOrigin);
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);
  await enrol.page.getByRole('button', { name: 'Set up my key' }).click();
  await expect(enrol.heading('Your key is ready')).toBeVisible();
  // She had one before.
  expect(await stack.tenant.passkeysOf(MEGAN)).toHaveLength(2);
});

test('the choice of ways has nothing that axe objects to', async ({ stack }) => {
  const station = await atStation(stack);
  await waysAt(station.page).getByRole('button', { name: 'Enrol' }).waitFor();
  await checkScreen(station.page, 'station-ways');
});

test('the way can be chosen, and a profile that seals a PIN takes WebHID alone', async ({
  stack,
}) => {
  const station = await atStation(stack);
  const ways = waysAt(station.page);
  await ways.getByRole('radio', { name: 'WebHID' }).check();
  await expect(station.page).toHaveURL(/way=webhid/);
  await expect(ways.getByRole('button', { name: 'Enrol' })).toHaveCount(0);
  await station.chooseProfile('New colleague');
  await expect(ways).toContainText('That takes WebHID');
  await expect(ways.getByRole('radio')).toHaveCount(0);
});

test('a window that the person closes is opened again when they say so', async ({ stack }) => {
  const station = await atStation(stack);
  browser.key.isTouched = false;
  const opened = browser.nextWindow();
  await waysAt(station.page).getByRole('button', { name: 'Enrol' }).click();
  const window = await opened;
  await expect(window.getByRole('heading')).toHaveText('Use the new security key now');
  await expect(station.tile().state).toHaveText('See its window');
  await window.close();
  await expect(station.tile().root).toContainText('The window was closed');
  browser.key.isTouched = true;
  await station.tile().root.getByRole('button', { name: 'Try again' }).click();
  await expect(station.tile().state).toHaveText('Done');
});

test('cancelling closes the window and says that a passkey may be left', async ({ stack }) => {
  const station = await atStation(stack);
  browser.key.isTouched = false;
  const opened = browser.nextWindow();
  await waysAt(station.page).getByRole('button', { name: 'Enrol' }).click();
  const window = await opened;
  await expect(window.getByRole('heading')).toHaveText('Use the new security key now');
  await station.tile().root.getByRole('button', { name: 'Cancel' }).click();
  await station.dialogButton('Cancel the enrolment').click();
  await expect(station.tile().state).toHaveText('Cancelled');
  await expect(station.tile().root).toContainText('A passkey may still be on the key');
  await expect.poll(() => window.isClosed()).toBe(true);
  expect(await stack.tenant.passkeysOf(LEE)).toEqual([]);
});

test('an extension that is reloaded in the middle is told apart from one that is missing', async ({
  stack,
}) => {
  const station = await atStation(stack);
  browser.key.isTouched = false;
  const opened = browser.nextWindow();
  await waysAt(station.page).getByRole('button', { name: 'Enrol' }).click();
  await expect((await opened).getByRole('heading')).toHaveText('Use the new security key now');
  await browser.reloadExtension();
  await expect(station.tile().root).toContainText('The companion extension broke off');
});

test('an extension that was set up for another page refuses this one, and the page says how to mend it', async ({
  stack,
}) => {
  const station = await atStation(stack, 'https://keywright.example');
  const ways = waysAt(station.page);
  await expect(ways).toContainText('The companion extension does not know this page');
  await expect(ways.getByRole('radio', { name: 'WebHID' })).toBeChecked();
  await ways.getByText('Install the companion extension').click();
  await expect(ways).toContainText('ofkapkiapionccfofjhnpdejpaincgnb;');
  const download = station.page.waitForEvent('download');
  await ways.getByRole('button', { name: 'Save update.xml' }).click();
  expect((await download).suggestedFilename()).toBe('update.xml');
});
