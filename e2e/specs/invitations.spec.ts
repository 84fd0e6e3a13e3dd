import { randomBytes } from 'node:crypto';
import type { Stack } from '#e2e/harness/stack.ts';
import { InvitationsPage } from '#e2e/pages/invitationsPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect } from './fixtures.ts';
import { testWithMail } from './mailFixture.ts';

const MEGAN = 'megan.bowen@contoso.example';
const MAIL_WITHIN = { timeout: 30_000 };
const PAGE_URL = 'https://keys.contoso.example';

const test = testWithMail({ KEYWRIGHT_PAGE_URL: PAGE_URL });

test.describe.configure({ timeout: 180_000 });

const passOf = (stack: Stack, user: string) =>
  stack.tenant.get<{ secret: string } | null>(`/people/${user}/temporaryAccessPass`);

test('an operator invites one person, tells the pass, reminds, issues again and cancels', async ({
  page,
  mailing,
}) => {
  await mailing.tenant.patch(`/people/${MEGAN}`, { preferredLanguage: 'de-DE' });
  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.operator);
  const list = new InvitationsPage(page);
  await list.open();
  await expect(page.getByText('Nobody is invited yet')).toBeVisible();
  await list.invite.click();
  await list.addOne('megan', 'Megan Bowen');
  await expect(page.getByText('This person can be invited.')).toBeVisible();
  await expect(page.getByText('allows 1 h to 8 h')).toBeVisible();
  await page.getByRole('textbox', { name: 'Serial number of their key' }).fill('20481216');
  await page.getByRole('textbox', { name: 'A word to them' }).fill('Welcome <b>aboard</b>!');
  await checkScreen(page, 'invitations-new');
  await list.send.click();

  const card = list.card('Megan Bowen');
  await expect(card).toContainText('Invited');
  await expect(card).toContainText('Key 20481216');
  await expect(card).toContainText('Not seen yet');
  await checkScreen(page, 'invitations');

  await card.getByRole('button', { name: 'Show the access pass…' }).click();
  await expect(list.dialog).toContainText('make sure that it is them');
  await list.dialog.getByRole('button', { name: 'Show it now' }).click();
  const confirmed = page.waitForResponse(/\/pass\/confirm$/);
  const shown = list.dialog.locator('[data-shows-pin]');
  const pass = await shown.innerText();
  expect(pass === (await passOf(mailing, MEGAN))?.secret).toBe(true);
  expect((await confirmed).status()).toBe(200);
  await list.dialog.getByRole('button', { name: 'Hide it now' }).click();
  await expect(list.dialog).toContainText('The access pass is hidden again');
  expect((await page.content()).includes(pass)).toBe(false);
  await list.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(card).toContainText('Seen');
  await expect(card.getByRole('button', { name: 'Show the access pass…' })).toHaveCount(0);

  await expect.poll(() => mailing.smtp.received.length, MAIL_WITHIN).toBe(1);
  const [mail] = mailing.smtp.received;
  expect(mail?.to).toEqual([MEGAN]);
  expect(mail?.email.subject).toBe('Richten Sie Ihren Sicherheitsschlüssel ein');
  expect(mail?.email.text).toContain(`${PAGE_URL}/enrol`);
  expect(mail?.email.html).toContain('&lt;b&gt;aboard');
  expect(`${mail?.raw}${mail?.email.text}`.includes(pass)).toBe(false);

  await card.getByRole('button', { name: 'Remind' }).click();
  await expect(card.getByRole('status')).toContainText('Too many requests');

  await card.getByRole('button', { name: 'Issue another pass…' }).click();
  await list.dialog.getByRole('button', { name: 'Issue it' }).click();
  await expect(list.dialog).toContainText('This person has an access pass that works');
  await list.dialog.getByRole('checkbox', { name: 'Replace access passes' }).check();
  await list.dialog.getByRole('button', { name: 'Issue it' }).click();
  await expect(list.dialog).toHaveCount(0);
  await expect(card).toContainText('Not seen yet');
  expect((await passOf(mailing, MEGAN))?.secret === pass).toBe(false);

  await card.getByRole('button', { name: 'Cancel…' }).click();
  await list.dialog.getByRole('button', { name: 'Cancel the invitation' }).click();
  await expect(card).toContainText('Cancelled');
  expect(await passOf(mailing, MEGAN)).toBeNull();
});

test('a list is invited person by person, and what the policy refuses is said beforehand', async ({
  page,
  stack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const list = new InvitationsPage(page);
  await list.open();
  await expect(page.getByText('No mail goes out from here')).toBeVisible();
  await list.invite.click();
  await list.addList(
    `userPrincipalName,serialNumber\n${MEGAN},20481216\nlee.gu@contoso.example,\nviktor.steiner@contoso.example,\nnobody at all,`,
  );
  await expect(page.getByText('One line was left out')).toBeVisible();
  await expect(page.getByText('2 of 3 can be invited.')).toBeVisible();
  await expect(list.people).toContainText('Key 20481216');
  await checkScreen(page, 'invitations-list');

  await page.getByRole('spinbutton', { name: 'For how many minutes' }).fill('30');
  await expect(page.getByText('0 of 3 can be invited.')).toBeVisible();
  await expect(list.people).toContainText('The access pass would live too short or too long');
  await page.getByRole('spinbutton', { name: 'For how many minutes' }).fill('120');
  await expect(page.getByText('2 of 3 can be invited.')).toBeVisible();
  await list.send.click();
  await expect(list.card('Megan Bowen')).toContainText('Key 20481216');
  await expect(list.card('Lee Gu')).toContainText('Any key');
  await expect(list.card('Viktor Steiner')).toHaveCount(0);
});

test('a pass whose answer is lost is called so, and the manager alone sees the next one', async ({
  page,
  browser,
  stack,
}) => {
  await stack.restartBackend('stop', { KEYWRIGHT_PASS_TO: 'manager' });
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  await stack.tenant.fault({
    method: 'POST',
    path: 'temporaryAccessPassMethods$',
    effect: { kind: 'cut', when: 'after' },
  });
  const list = new InvitationsPage(page);
  await list.open();
  await list.invite.click();
  await list.addOne('megan', 'Megan Bowen');
  await list.send.click();
  const card = list.card('Megan Bowen');
  await expect(card).toContainText('nobody knows it');
  await card.getByRole('button', { name: 'Issue another pass…' }).click();
  await list.dialog.getByRole('checkbox', { name: 'Replace access passes' }).check();
  await list.dialog.getByRole('button', { name: 'Issue it' }).click();
  await expect(card).toContainText('for Lee Gu');
  await expect(card.getByRole('button', { name: 'Show the access pass…' })).toHaveCount(0);

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await new SignInPage(theirs).signInAs(stack.pageOrigin, PEOPLE.holder);
  await expect(theirs.getByText('Access passes for your people')).toBeVisible();
  await checkScreen(theirs, 'invitations-manager');
  await theirs.getByRole('button', { name: 'Show the access pass…' }).click();
  const dialog = theirs.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Show it now' }).click();
  const pass = await dialog.locator('[data-shows-pin]').innerText();
  await dialog.getByRole('button', { name: 'Hide it now' }).click();
  await context.close();

  // The person signs in with it, once.
  const newcomer = await browser.newContext();
  const sign = await newcomer.newPage();
  await sign.goto(stack.pageOrigin);
  await sign.getByRole('button', { name: 'Sign in', exact: true }).click();
  const wrong = randomBytes(4).toString('hex');
  for (const tried of [wrong, pass]) {
    await sign.getByRole('textbox', { name: 'User name' }).fill(MEGAN);
    await sign.getByLabel('Access pass').fill(tried);
    await sign.getByRole('button', { name: 'Sign in with the pass' }).click();
    if (tried === wrong) await expect(sign.getByRole('alert')).toContainText('is not right');
  }
  await expect(sign.getByRole('heading', { name: 'My keys' })).toBeVisible();
  await newcomer.close();
});
