import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { ProfilesPage } from '#e2e/pages/profilesPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';

test.describe.configure({ timeout: 120_000 });

const SCRIPTS_CONFIG = JSON.stringify({
  tenantName: 'contoso.onmicrosoft.com',
  client_id: '11111111-1111-4111-8111-111111111111',
  client_secret: 'not~for~anybody',
  usersInScopeGroup: 'New joiners',
  challengeTimeoutInMinutes: 60,
  deleteExistingUserFIDOCredentials: true,
  useRandomPIN: true,
  useCTAP21Features: true,
});

async function adminAtProfiles(page: Page, stack: Stack): Promise<ProfilesPage> {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin, '/profiles');
  const profiles = new ProfilesPage(page);
  await expect(profiles.table).toBeVisible();
  return profiles;
}

async function anotherWindow(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test('a profile is copied, put right, enrolled with and edited while that enrolment is open', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  const profiles = await adminAtProfiles(page, stack);
  await profiles.copy('New colleague');
  await expect(profiles.field('Name')).toHaveValue('New colleague (copy)');
  await profiles.field('Name').fill('new COLLEAGUE');
  await expect(profiles.member('name')).toContainText('Another profile in use has this name.');
  await profiles.field('Name').fill('Reception desk');

  await profiles.choice('radio', 'The operator tells them').check();
  await profiles.choice('checkbox', 'Change the PIN at first use').uncheck();
  await expect(profiles.member('pin')).toContainText('the holder must not go on with it');
  await profiles.field('Length').fill('5');
  await expect(profiles.member('pin')).toContainText('A drawn PIN has 6 to 63 characters.');
  await profiles.save.click();
  await expect(profiles.saveState).toContainText('One thing has to be settled first: PIN');
  await expect(profiles.choice('radio', 'Drawn at random')).toBeFocused();
  await profiles.choice('checkbox', 'Change the PIN at first use').check();
  await profiles.field('Length').fill('10');
  await expect(profiles.member('pin')).toContainText('10 billion PINs');
  await profiles.field('At least').fill('11');
  await expect(profiles.member('pin')).toContainText('shorter than the minimum below');
  await profiles.field('At least').fill('8');
  await expect(profiles.member('minPinLength')).toContainText('Only a reset undoes this');
  await expect(profiles.saveState).toHaveText('Ready to be saved.');
  await profiles.save.click();
  await expect(page.getByText('Saved as version 1.')).toBeVisible();
  await expect(page.getByText('10 random digits, told by the operator')).toBeVisible();

  const station = await operatorAtStation(await anotherWindow(browser), stack);
  await station.chooseProfile('Reception desk');
  const id = rack.add('yubikey5', { serial: 20_481_216 });
  rack.plug(id);
  await station.enrol('Lee Gu');
  const tile = station.tile('Serial 20481216');
  await expect(tile.state).toHaveText('Touch the key');

  await profiles.edit('Reception desk');
  await expect(profiles.save).toBeDisabled();
  await profiles.field('At least').fill('10');
  await profiles.save.click();
  await expect(page.getByText('Saved as version 2.')).toBeVisible();
  await expect(page.getByText('1 enrolment open')).toBeVisible();
  await expect(profiles.changes.getByRole('row')).toHaveCount(2);
  await expect(profiles.changes).toContainText(/Minimum PIN length\s*8\s*10/);

  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  expect(rack.key(id).snapshot()).toMatchObject({ minPinLength: 8, forcePinChange: true });
  await station.page.context().close();

  await profiles.openList();
  await expect(profiles.row('Reception desk')).toContainText('1 in all');
  await expect(profiles.row('Reception desk')).toContainText('by you');
});

test('a profile is saved as a file, retired, and brought in again', async ({ page, stack }) => {
  const profiles = await adminAtProfiles(page, stack);
  await profiles.open('Shipped by post');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('keywright-profile-shipped-by-post-v1.json');
  const text = await readFile(await download.path(), 'utf8');

  await page.getByRole('button', { name: 'Retire' }).click();
  await profiles.dialog.getByRole('button', { name: 'Retire it' }).click();
  await expect(page.getByText('This profile is retired')).toBeVisible();
  await profiles.openList();
  await expect(profiles.row('Shipped by post')).toHaveCount(0);
  await page.getByText('1 retired profile').click();
  await expect(page.getByRole('table', { name: 'Retired profiles' })).toContainText('Shipped');

  await page.getByRole('link', { name: 'Import' }).click();
  await profiles.importText(text.replace('"keep"', '"burn"'));
  await expect(page.getByText('“profile.oldKeys” has a value that it cannot have.')).toBeVisible();
  await profiles.importText(text.slice(0, -10));
  await expect(page.getByText('This is not JSON.')).toBeVisible();
  await profiles.importText(text.replace('"minPinLength": 6', '"minPinLength": 20'));
  await expect(page.getByText('To be settled before it can be saved')).toBeVisible();
  await profiles.importFile('shipped.json', text);
  await expect(page.getByText('Only a key whose maker vouches for it is taken.')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with this' }).click();
  await profiles.save.click();
  await expect(page.getByText('Saved as version 1.')).toBeVisible();
  await profiles.openList();
  await expect(profiles.row('Shipped by post')).toContainText('by you');

  const station = new StationPage(page);
  await page.getByRole('link', { name: 'Station', exact: true }).click();
  await expect(station.profile('Shipped by post')).toHaveCount(1);
});

test('configs.json of the scripts becomes a profile, and its secret goes nowhere', async ({
  page,
  stack,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  const profiles = await adminAtProfiles(page, stack);
  await page.getByRole('link', { name: 'Import' }).click();
  await profiles.importFile('configs.json', SCRIPTS_CONFIG);
  await expect(page.getByText('configs.json of the scripts', { exact: true })).toBeVisible();
  for (const member of Object.keys(JSON.parse(SCRIPTS_CONFIG))) {
    const isTakenWhole = member === 'useCTAP21Features';
    await expect(page.getByText(member, { exact: true })).toHaveCount(isTakenWhole ? 0 : 1);
  }
  await checkScreen(page, 'profiles-import-scripts');
  await page.getByRole('button', { name: 'Go on with this' }).click();
  await profiles.save.click();
  await expect(
    page.getByText('6 random digits, told by the operator', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText('Saved as version 1.')).toBeVisible();
  expect(sent.join('\n')).not.toContain('not~for~anybody');
  expect(await page.content()).not.toContain('not~for~anybody');
});

test('somebody else’s edit meanwhile costs nothing of what was typed', async ({
  page,
  browser,
  stack,
}) => {
  const profiles = await adminAtProfiles(page, stack);
  await profiles.open('Replacement');
  await profiles.edit('Replacement');
  await profiles.field('What it is for').fill('For keys that were lost.');

  const other = await adminAtProfiles(await anotherWindow(browser), stack);
  await other.open('Replacement');
  await other.edit('Replacement');
  await other.choice('checkbox', 'Ask for the PIN or a fingerprint every time').check();
  await other.save.click();
  await expect(other.page.getByText('Saved as version 2.')).toBeVisible();

  await profiles.save.click();
  const warning = page.getByRole('alert');
  await expect(warning).toContainText('This profile was changed meanwhile');
  await expect(warning).toContainText(/Ask for the PIN or a fingerprint every time\s*No\s*Yes/);
  await expect(profiles.field('What it is for')).toHaveValue('For keys that were lost.');
  await checkScreen(page, 'profiles-conflict');
  await warning.getByRole('link', { name: 'Drop mine and look at theirs' }).click();
  await expect(profiles.dialog).toContainText('Leave without saving?');
  await profiles.dialog.getByRole('button', { name: 'Stay here' }).click();
  await warning.getByRole('button', { name: 'Save mine as version 3' }).click();
  await expect(page.getByText('Saved as version 3.')).toBeVisible();
  await expect(profiles.versions.getByRole('listitem')).toHaveCount(3);
  await other.page.context().close();
});

test('an operator reads profiles and changes none', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/profiles');
  const profiles = new ProfilesPage(page);
  await expect(profiles.row('New colleague')).toContainText('8 random digits');
  await expect(page.getByRole('link', { name: 'New profile' })).toHaveCount(0);
  await profiles.open('New colleague');
  await expect(page.getByRole('button', { name: 'Save as a file' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0);
  await page.goto(`${stack.pageOrigin}/profiles/new`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('profiles are fit for everyone', async ({ page, stack }) => {
  const profiles = await adminAtProfiles(page, stack);
  await checkScreen(page, 'profiles-list');
  await profiles.open('Shipped by post');
  await checkScreen(page, 'profiles-one');
  await page.getByRole('button', { name: 'Retire' }).click();
  await checkScreen(page, 'profiles-retire');
  await profiles.dialog.getByRole('button', { name: 'Keep it' }).click();
  await profiles.edit('Shipped by post');
  await profiles.choice('radio', 'By letter').check();
  await profiles.choice('checkbox', 'Change the PIN at first use').uncheck();
  await profiles.field('Add a model').selectOption('YubiKey 5 NFC');
  await profiles.field('Add a model').selectOption('Another, by its AAGUID');
  await profiles.field('Add by AAGUID').fill('not one');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await checkScreen(page, 'profiles-edit');
});
