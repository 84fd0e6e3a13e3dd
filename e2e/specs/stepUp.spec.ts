import type { Page } from '@playwright/test';
import { ProfilesPage } from '#e2e/pages/profilesPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { keptBy } from './recordPage.ts';

test.describe.configure({ timeout: 120_000 });

/** The window for signing in that a press of the button opens. */
async function windowOf(page: Page): Promise<SignInPage> {
  // The page's opener policy keeps the two apart, so that it is no popup of the page to the browser.
  const opened = page.context().waitForEvent('page');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Sign in again|Open the window again)$/ })
    .click();
  return new SignInPage(await opened);
}

test('an administrator signs in again beside the page, and what they typed is saved', async ({
  page,
  context,
  stack,
}) => {
  await stack.restartBackend('stop', {
    KEYWRIGHT_STEP_UP: 'on',
    KEYWRIGHT_STEP_UP_CONTEXT: 'c1',
  });
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin, '/profiles');
  const profiles = new ProfilesPage(page);
  await profiles.copy('New colleague');
  await profiles.field('Name').fill('Reception desk');
  await profiles.save.click();
  await expect(profiles.dialog).toContainText('Sign in again first');
  await checkScreen(page, 'step-up');

  const wrong = await windowOf(page);
  await wrong.pick(PEOPLE.operator);
  await wrong.person('Verify it is me').click();
  await expect(profiles.dialog).toContainText('Somebody else signed in');
  await expect(profiles.dialog).toContainText('a PIN too, is asked for once more');
  await checkScreen(page, 'step-up-somebody-else');

  // Closed without a word to anybody, and opened again.
  await (await windowOf(page)).page.close();
  await expect(profiles.dialog).toContainText('A window for signing in has opened');
  const right = await windowOf(page);
  await right.pick(PEOPLE.admin);
  await right.person('Verify it is me').click();

  await expect(page.getByText('Saved as version 1.')).toBeVisible();
  await expect(profiles.heading('Reception desk')).toBeVisible();
  await expect(profiles.dialog).toHaveCount(0);
  expect(right.page.isClosed()).toBe(true);
  expect(await keptBy(page, context)).not.toContain('omar.haddad');

  // Within the ten minutes nobody is asked again.
  await page.getByRole('link', { name: 'Operators' }).click();
  await page.getByRole('link', { name: 'Scopes: for whom operators may act' }).click();
  await expect(page.getByText('Scopes do not count yet')).toBeVisible();
  await expect(page.getByText('Nobody has a scope')).toBeVisible();
  await page.getByRole('combobox', { name: 'Person' }).fill('omar');
  await page.getByRole('option').filter({ hasText: PEOPLE.operator }).click();
  await page.getByRole('combobox', { name: 'Group of people' }).fill('Nordics');
  await page.getByRole('option').filter({ hasText: 'Nordics' }).first().click();
  await checkScreen(page, 'scopes');
  await page.getByRole('button', { name: 'Give this scope…' }).click();
  await expect(profiles.dialog).toContainText('The people of the group Nordics');
  await profiles.dialog.getByRole('button', { name: 'Give it', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'The scope is given.' })).toBeVisible();
  const scope = page.getByRole('listitem').filter({ hasText: 'The people of the group Nordics' });
  await expect(scope).toContainText('omar.haddad@');
  await expect(scope).toContainText('by Adele Vance');
  await scope.getByRole('button', { name: 'Take back…' }).click();
  await profiles.dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('Nobody has a scope')).toBeVisible();
});
