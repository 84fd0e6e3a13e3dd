import { readFile } from 'node:fs/promises';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { makeStationKit } from '#web/usecases/stationKit/makeStationKit.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';

test.describe.configure({ timeout: 120_000 });

test('the kit is made for this browser and address, and saved file by file', async ({
  page,
  stack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station/check');
  await page.getByRole('link', { name: 'Station kit', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Station kit', level: 1 })).toBeFocused();
  await expect(page.getByLabel('Operating system')).toHaveValue('linux');
  await expect(page.getByLabel('Browser')).toHaveValue('chromium');
  await expect(page.getByRole('region', { name: 'Which station' })).toContainText(stack.pageOrigin);
  await checkScreen(page, 'station-kit');

  const saved = async (name: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };
  const start = await saved('Save keywright-station.sh');
  expect(start.name).toBe('keywright-station.sh');
  expect(start.text).toContain(`--app=${stack.pageOrigin}/station`);

  await page.getByLabel('Operating system').selectOption('Windows');
  await page.getByLabel('Browser').selectOption('Microsoft Edge');
  await expect(page.getByText('the whole browser runs as administrator')).toBeVisible();
  const [policy] = makeStationKit({
    origin: stack.pageOrigin,
    os: 'windows',
    browser: 'edge',
    // As MSAL wants its authority; the emulated tenant is reached without the s.
    alsoOpens: [stack.backendOrigin, stack.tenantOrigin.replace('http:', 'https:')],
  }).files;
  const registry = await saved('Save keywright-station-policy.reg');
  expect(registry.text).toBe(policy.text);
  const readMe = await saved('Save this as a text file');
  expect(readMe.text).toContain('Microsoft Edge on Windows\r\n');

  await page.getByText('Other sign-in addresses').first().click();
  const others = page.getByRole('textbox', { name: 'Other sign-in addresses' });
  await others.fill('https://adfs.contoso.com/adfs');
  await expect(page.getByText('is not an address such as')).toBeVisible();
  await page.getByText('Show keywright-station-policy.reg').click();
  await checkScreen(page, 'station-kit-windows');
  await others.fill('https://adfs.contoso.com');
  await expect(page.getByText('"https://.adfs.contoso.com"')).toBeVisible();
});

test('the kit is for those who enrol and for nobody else', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.auditor, '/station/kit');
  await expect(page.getByText('There is no such page')).toBeVisible();
});
