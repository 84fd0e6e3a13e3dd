import type { Page } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { BatchPeoplePage } from '#e2e/pages/batchPeoplePage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';

async function open(page: Page, stack: Stack, who: string = PEOPLE.operator) {
  await new SignInPage(page).signInAs(stack.pageOrigin, who, '/batch/new');
  return new BatchPeoplePage(page);
}

test('a group with groups in it becomes a list of people, each checked and each once', async ({
  page,
  stack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  await page.getByRole('link', { name: 'Batch' }).click();
  await page.getByRole('link', { name: 'New batch' }).click();
  const batch = new BatchPeoplePage(page);
  await expect(page.getByText('Nobody on the list yet')).toBeVisible();

  await batch.addGroup('Field staff');
  await expect(page.getByText(/^Field staff: \d+ people added$/)).toBeVisible();
  await batch.checked();
  await expect(await batch.look('Ingrid Solberg')).toHaveText(/Ready, has 1 passkey/);
  await expect(batch.rows).toHaveCount(1);
  await expect(await batch.look('Freya Jensen')).toHaveText(/Ready/);
  await expect(await batch.look('Grady Archie')).toHaveText(/Account switched off/);
  await batch.find.fill('Amsterdam 3.01');
  await expect(page.getByText('Nobody fits')).toBeVisible();
  await batch.find.fill('');

  await batch.addGroup('Nordics');
  await expect(
    page.getByText(/^Nordics: 0 people added, \d+ were on the list already$/),
  ).toBeVisible();

  await (await batch.look('Viktor Steiner')).click();
  await batch.find.fill('');
  await expect(batch.details).toContainText('This person has power over the directory');
  await expect(batch.details).toContainText('An administrator of Keywright can include them.');
  await checkScreen(page, 'batch-people-list');

  await page.getByRole('link', { name: 'Station' }).click();
  await page.getByRole('link', { name: 'Batch' }).click();
  await page.getByRole('link', { name: 'New batch' }).click();
  await expect(await batch.look('Viktor Steiner')).toBeVisible();
});

test('the start of a batch is fit for everyone', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/batch');
  await expect(page.getByRole('link', { name: 'New batch' })).toBeVisible();
  await checkScreen(page, 'batch-start');
  await page.getByRole('link', { name: 'New batch' }).click();
  await expect(page.getByText('Nobody on the list yet')).toBeVisible();
  await checkScreen(page, 'batch-people-empty');
});

test('groups that have nobody to offer say why', async ({ page, stack }) => {
  const batch = await open(page, stack);
  await batch.addGroup('New joiners');
  await expect(page.getByText('New joiners has no members')).toBeVisible();
  await batch.addGroup('Meeting rooms');
  await expect(page.getByText('Meeting rooms has no people in it')).toBeVisible();
  await batch.groupSearch.fill('no such group');
  await expect(page.getByText('No group is called “no such group”')).toBeVisible();
  await expect(page.getByText('Nobody on the list yet')).toBeVisible();
});

test('a large group is read page by page', async ({ page, stack }) => {
  const batch = await open(page, stack);
  await batch.addGroup('Frontline staff');
  await expect(page.getByText('Frontline staff: 1,000 people added')).toBeVisible();
  await batch.checked();
  await expect(batch.filter('Everybody')).toContainText('1000');
  await batch.grid.focus();
  await page.keyboard.press('End');
  await expect(batch.row('Frontline Worker 1000')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('button', { name: 'Remove 1,000 people' })).toBeVisible();
});

test('a pasted list goes on without its bad row, which is named', async ({ page, stack }) => {
  const batch = await open(page, stack);
  await batch.paste(
    [
      'Name;serial;upn',
      'Lee;20481216;lee.gu@contoso.example',
      'Somebody;;not a name',
      'Nobody;;nobody@contoso.example',
      'Guest;;nora.lindqvist@fabrikam.example',
      'Henrietta;;henrietta.mueller@contoso.example',
      'Lee again;;LEE.GU@contoso.example',
    ].join('\n'),
  );
  await expect(page.getByText('Line 3 names nobody.').last()).toBeVisible();
  await expect(
    page.getByText('Your list: 4 people added, 1 named twice or on the list already'),
  ).toBeVisible();
  await batch.checked();
  await expect(batch.row('Lee Gu')).toContainText('20481216');
  await expect(batch.row('nobody@contoso.example')).toContainText('Not in the directory');
  await expect(batch.row('Nora Lindqvist')).toContainText('Guest');
  await expect(batch.row('Henrietta Müller')).toContainText('Outside the passkey policy');
  await expect(batch.chosen).toHaveText('1 person gets a key');
  await expect(batch.list).toHaveValue(/not a name/);

  await batch.filter('Not in the directory').click();
  await expect(batch.rows).toHaveCount(1);
  await batch.rows.first().click();
  await expect(batch.details).toContainText('This person is not in the directory');
  await checkScreen(page, 'batch-people-bad-row');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Nobody fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show everybody' }).click();
  await batch.find.fill('müller');
  await expect(batch.rows).toHaveCount(1);
  await batch.row('Henrietta').getByRole('button', { name: 'Remove Henrietta Müller' }).click();
  await batch.find.fill('');
  await expect(batch.rows).toHaveCount(2);
});

test('files are read as they are: UTF-16, dropped, and the file of the Yubico scripts', async ({
  page,
  stack,
}) => {
  const batch = await open(page, stack);
  await batch.way('From a list');
  const utf16 = Buffer.from(
    '\ufeffE-Mail\tName\r\nhenrietta.mueller@contoso.example\tMüller\r\n',
    'utf16le',
  );
  const transfer = await page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], 'plant.csv', { type: 'text/csv' }));
      return data;
    },
    [...utf16],
  );
  await batch.list.dispatchEvent('dragover', { dataTransfer: transfer });
  await expect(page.getByText('Drop the file to add its people')).toBeVisible();
  await batch.list.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(page.getByText('plant.csv (UTF-16): 1 person added')).toBeVisible();

  const challenge = 'ZXlK'.repeat(1_700);
  const row = (name: string) =>
    `${name}@contoso.example,${name},T0Y6YWJj,${challenge},2024-06-13T11:26:35Z,login.microsoft.com\r\n`;
  await batch.file.setInputFiles({
    name: 'usersToRegister.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `#User.Name,User.DisplayName,User.ID,Challenge,ChallengeExpiryTime,RP.ID\r\n${row('lee.gu')}${row('megan.bowen')}`,
    ),
  });
  await expect(page.getByText('usersToRegister.csv (UTF-8): 2 people added')).toBeVisible();
  await batch.checked();
  await expect(batch.row('Megan Bowen')).toContainText('Ready, has 1 passkey');
  await expect(batch.chosen).toHaveText('2 people get a key');
});

test('people are picked one after another and an administrator may include a protected one', async ({
  page,
  stack,
}) => {
  const batch = await open(page, stack, PEOPLE.admin);
  await batch.way('One by one');
  await batch.personSearch.fill('viktor');
  await batch.results.first().click();
  await expect(batch.results.first()).toContainText('On the list');
  await batch.personSearch.fill('lee');
  await batch.results.filter({ hasText: 'Lee Gu' }).click();
  await batch.checked();
  await expect(batch.chosen).toHaveText('1 person gets a key');
  await batch.grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Include all the same' }).click();
  await expect(batch.row('Viktor Steiner')).toContainText('Included on purpose');
  await expect(batch.chosen).toHaveText('2 people get a key');
  await page.getByRole('button', { name: 'Leave out again' }).click();
  await expect(batch.chosen).toHaveText('1 person gets a key');
});

test('a check that fails stops, keeps what it has and goes on', async ({ page, stack }) => {
  const batch = await open(page, stack);
  await stack.tenant.fault({
    path: 'authentication/fido2Methods$',
    times: 100,
    effect: { kind: 'status', status: 403, when: 'before' },
  });
  await batch.paste('lee.gu@contoso.example\nmegan.bowen@contoso.example');
  await expect(page.getByText('2 people could not be checked')).toBeVisible();
  await expect(batch.chosen).toHaveText('Nobody gets a key yet');
  await checkScreen(page, 'batch-people-unread');
  await stack.tenant.delete('/faults');
  await page.getByRole('button', { name: 'Check these again' }).click();
  await expect(batch.chosen).toHaveText('2 people get a key');
});

test('an auditor has no batch', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.auditor, '/batch/new');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});
