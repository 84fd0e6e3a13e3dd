import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationCheckPage } from '#e2e/pages/stationCheckPage.ts';
import {
  closeListEmpty,
  passOffAsReal,
  sendPermissionsPolicy,
  withoutSoftwareKeys,
} from './browserStandIns.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';

test.describe.configure({ timeout: 120_000 });

async function openCheck(page: Page, stack: Stack): Promise<StationCheckPage> {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station/check');
  const check = new StationCheckPage(page);
  await expect(check.heading).toBeVisible();
  return check;
}

test('a station without a key asks for one, and for the reason of an empty list', async ({
  page,
  stack,
}) => {
  await closeListEmpty(page);
  const check = await openCheck(page, stack);
  await expect(check.verdict).toContainText('Plug in a security key');
  await expect(check.probe('Browser')).toContainText('Chromium');
  await expect(check.probe('Clock of this computer')).toContainText(
    'Measured against Microsoft Graph',
  );
  await checkScreen(page, 'station-check-no-key');

  await check.showList.click();
  await expect(check.verdict).toContainText('What did you see?');
  await checkScreen(page, 'station-check-question');
  await check.press('It was there, I chose none');
  await expect(check.verdict).toContainText('Ready for single keys');
  const policy = check.probe('Keys come back by themselves').getByRole('figure');
  await expect(policy).toContainText('WebHidAllowDevicesWithHidUsagesForUrls');
  await checkScreen(page, 'station-check-listed');
  await check.again.click();
  await check.showList.click();
  await check.press('No key was plugged in');
  await expect(check.probe('Keys that the browser shows')).toContainText('No key in a port');
  await check.showList.click();
  await check.press('The key is in, but was not in the list');
  await expect(check.verdict).toContainText('Not ready');
  const fix = check.probe('Keys that the browser shows').getByRole('figure');
  await expect(fix).toContainText('chromium --disable-hid-blocklist');
  await expect(fix).toContainText(`--app=${stack.pageOrigin}/station`);
  await checkScreen(page, 'station-check-hidden');
  await check.again.click();
  await expect(check.verdict).toContainText('Plug in a security key');
});

test('a key is read, comes back by itself, and the station is ready', async ({
  page,
  stack,
  rack,
}) => {
  await passOffAsReal(page);
  const id = rack.add('yubikey5', { serial: 20_481_216 });
  rack.plug(id);
  const check = await openCheck(page, stack);
  await expect(check.verdict).toContainText('One test is left');
  const key = check.probe('A key that answers');
  await key.getByText('What the keys say').click();
  await expect(key).toContainText('FIDO_2_1');
  await expect(page.getByRole('main')).not.toContainText('20481216');
  await checkScreen(page, 'station-check-key');

  await check.press('Test it');
  await expect(check.verdict).toContainText('Pull the key out now');
  await checkScreen(page, 'station-check-pull');
  rack.unplug(id);
  await expect(check.verdict).toContainText('Plug the same key in again');
  await checkScreen(page, 'station-check-plug');
  rack.plug(id);
  await expect(check.verdict).toContainText('Ready, also for batches');
  await checkScreen(page, 'station-check-ready');

  const summary = async () => {
    const download = page.waitForEvent('download');
    await check.press('Save the summary');
    return readFile(await (await download).path(), 'utf8');
  };
  const plain = await summary();
  expect(JSON.parse(plain)).toMatchObject({ verdict: 'ready', keys: [{ usb: '1050:0407' }] });
  expect(plain).not.toContain('20481216');
  expect(plain).not.toMatch(/Omar|token|"pin/i);
  await page.getByRole('checkbox', { name: 'Serial numbers of the keys too' }).check();
  expect(await summary()).toContain('20481216');
});

test('a key that does not come back needs the policy, which is given with its place', async ({
  page,
  stack,
  rack,
}) => {
  await passOffAsReal(page);
  const id = rack.add('yubikey5');
  rack.plug(id);
  const check = await openCheck(page, stack);
  await check.press('Test it');
  rack.unplug(id);
  await check.press('It is in, nothing happens');
  await expect(check.verdict).toContainText('Ready for single keys');
  const fix = check.probe('Keys come back by themselves').getByRole('figure');
  await expect(fix).toContainText('WebHidAllowDevicesWithHidUsagesForUrls');
  await expect(fix).toContainText('/etc/chromium/policies/managed');
  await checkScreen(page, 'station-check-one-click');
});

test('a key that the system keeps back, or that is too old, is told apart', async ({
  page,
  stack,
  rack,
}) => {
  await passOffAsReal(page, { isBlocked: true });
  rack.plug(rack.add('yubikey5'));
  const check = await openCheck(page, stack);
  await expect(check.verdict).toContainText('Not ready');
  await expect(check.probe('A key that answers')).toContainText('It may not be opened');
  await expect(check.probe('A key that answers').getByRole('figure')).toContainText('udevadm');
  await checkScreen(page, 'station-check-blocked');
  for (const { id } of rack.list()) rack.remove(id);
  await page.unroute('**/demo/demo.js');
  await passOffAsReal(page);
  rack.plug(rack.add('u2fOnly'));
  await page.reload();
  await expect(check.probe('A key that answers')).toContainText('cannot hold passkeys');
  await checkScreen(page, 'station-check-too-old');
});

test('software keys are said to prove nothing about the browser', async ({ page, stack, rack }) => {
  rack.plug(rack.add('yubikey5'));
  const check = await openCheck(page, stack);
  await expect(check.verdict).toContainText('Keys in software work');
  await checkScreen(page, 'station-check-software');
});

test('the browser’s own WebHID, without a switch, shows no key and is not blamed for it', async ({
  page,
  stack,
}) => {
  await withoutSoftwareKeys(page);
  const check = await openCheck(page, stack);
  await expect(check.verdict).toContainText('Plug in a security key');
  await expect(check.probe('WebHID')).toContainText('Available');
  const companion = check.probe('Companion extension');
  await expect(companion).toContainText('Not installed');
  await expect(companion.getByRole('figure')).toContainText('ExtensionInstallForcelist');
});

test('a browser without WebHID and a host that forbids it are told apart', async ({
  page,
  stack,
}) => {
  await withoutSoftwareKeys(page, 'none');
  const check = await openCheck(page, stack);
  await expect(check.verdict).toContainText('Not ready');
  await expect(check.probe('Browser')).toContainText('It cannot reach keys');
  await checkScreen(page, 'station-check-other-browser');
});

test('a host that forbids WebHID gets the header it has to send', async ({ page, stack }) => {
  await sendPermissionsPolicy(page, stack.pageOrigin, 'hid=()');
  const check = await openCheck(page, stack);
  await expect(check.probe('WebHID')).toContainText('Forbidden by the host of this page');
  await expect(check.probe('WebHID').getByRole('figure')).toContainText('hid=(self)');
  await checkScreen(page, 'station-check-forbidden');
  await page.getByRole('link', { name: 'Station', exact: true }).first().click();
  await expect(page.getByText('The browser keeps this page away from the key')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check this station' })).toHaveCount(2);
});

test('a wrong clock is noticed, and a backend that does not answer is not waited for', async ({
  page,
  stack,
}) => {
  await page.route(`${stack.backendOrigin}/api/clock`, async (route) => {
    const response = await route.fetch();
    const now = new Date(Date.now() + 10 * 60_000).toISOString();
    await route.fulfill({ response, json: { now, graph: null } });
  });
  const check = await openCheck(page, stack);
  const clock = check.probe('Clock of this computer');
  await expect(clock).toContainText('10 minutes behind');
  await expect(clock).toContainText('Graph has not answered');
  await expect(clock.getByRole('figure')).toContainText('timedatectl');
  await checkScreen(page, 'station-check-clock');
  await page.unroute(`${stack.backendOrigin}/api/clock`);
  await page.route(`${stack.backendOrigin}/api/clock`, () => undefined);
  await check.again.click();
  await expect(clock).toContainText('Not known');
});

test('the check is done with the keyboard alone', async ({ page, stack }) => {
  await closeListEmpty(page);
  const check = await openCheck(page, stack);
  await expect(check.showList).toBeVisible();
  await check.again.focus();
  await page.keyboard.press('Tab');
  await expect(check.showList).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(check.verdict).toContainText('What did you see?');
  await expect(check.banner).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(check.banner.getByRole('button', { name: 'The key is in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(check.verdict).toContainText('Not ready');
  await page.keyboard.press('Tab');
  await expect(check.banner.getByRole('link', { name: 'Get the station kit' })).toBeFocused();
});
