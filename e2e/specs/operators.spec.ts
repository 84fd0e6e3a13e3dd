import { BatchPage } from '#e2e/pages/batchPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';

const FIRST_SERIAL = 24_200_001;
const UPNS = ['aiko.tanaka@contoso.example', 'wei.zhang@contoso.example'];

test('an admin suspends an operator in the middle of a batch, and lets them back', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  test.slow();
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/batch');
  const batch = new BatchPage(page);
  await batch.make(stack.pageOrigin, UPNS);
  await batch.start();
  const [first, second] = [0, 1].map((index) =>
    rack.add('yubikey5', { serial: FIRST_SERIAL + index, touch: 'manual' }),
  ) as [string, string];
  rack.plug(first);
  await expect.poll(() => rack.key(first).isWaitingForTouch()).toBe(true);

  const context = await browser.newContext();
  const admin = await context.newPage();
  await new SignInPage(admin).signInAs(stack.pageOrigin, PEOPLE.admin, '/operators');
  await expect(admin.getByText('Nobody is suspended')).toBeVisible();
  await checkScreen(admin, 'operators-nobody');
  await admin.getByRole('combobox', { name: 'Person' }).fill('omar');
  await admin.getByRole('option').filter({ hasText: PEOPLE.operator }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog).toContainText('Suspend Omar Haddad?');
  await checkScreen(admin, 'operators-ask');
  await dialog.getByRole('button', { name: 'Suspend', exact: true }).click();
  await expect(admin.getByRole('status')).toContainText(['Omar Haddad is suspended.']);
  const row = admin.getByRole('listitem').filter({ hasText: 'omar.haddad@' });
  await expect(row).toContainText('Adele Vance');
  await checkScreen(admin, 'operators-suspended');

  // What is under way goes on to its end.
  rack.touch(first);
  await expect(batch.tile(String(FIRST_SERIAL)).state).toHaveText('Done, unplug');
  rack.plug(second);
  const tile = batch.tile(String(FIRST_SERIAL + 1));
  await expect(tile.root).toContainText('You are suspended');
  await expect(tile.root).toContainText('talk to an administrator');
  await expect(tile.failure).toHaveText('Code operator_suspended');
  expect(rack.key(second).snapshot()).toMatchObject({ pinSet: false, credentials: [] });

  await row.getByRole('button', { name: /^Let back/ }).click();
  await expect(admin.getByText('Nobody is suspended')).toBeVisible();
  await context.close();
  await tile.root.getByRole('button', { name: 'Ask again' }).click();
  await expect.poll(() => rack.key(second).isWaitingForTouch()).toBe(true);
  rack.touch(second);
  await expect(batch.progress).toContainText('2 of 2 done');
});

test('nobody but an admin has the page of operators', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/operators');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Operators' })).toHaveCount(0);
});
