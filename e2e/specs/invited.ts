import type { Page } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { InvitationsPage } from '#e2e/pages/invitationsPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';

/** Who is invited in these journeys. */
export const MEGAN = 'megan.bowen@contoso.example';

interface Terms {
  readonly profile: string;
  readonly serial?: number;
}

/** An operator invites Megan and reads her the pass, on an English page. */
export async function invite(
  page: Page,
  stack: Stack,
  { profile, serial }: Terms,
): Promise<string> {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const list = new InvitationsPage(page);
  await list.open();
  await list.invite.click();
  await list.addOne('megan', 'Megan Bowen');
  await page.getByRole('combobox', { name: 'Profile' }).selectOption(profile);
  if (serial !== undefined) {
    await page.getByRole('textbox', { name: 'Serial number of their key' }).fill(`${serial}`);
  }
  await page.getByRole('textbox', { name: 'A word to them' }).fill('Welcome to the team!');
  await list.send.click();
  await list.card('Megan Bowen').getByRole('button', { name: 'Show the access pass…' }).click();
  await list.dialog.getByRole('button', { name: 'Show it now' }).click();
  const pass = await list.dialog.locator('[data-shows-pin]').innerText();
  await list.dialog.getByRole('button', { name: 'Hide it now' }).click();
  return pass;
}
