import type { Browser } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { ApprovalsPage } from '#e2e/pages/approvalsPage.ts';
import { BatchPage } from '#e2e/pages/batchPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect } from './fixtures.ts';
import { testWithMail } from './mailFixture.ts';

const SERIAL = 20_481_301;
const POWERFUL = 'Viktor Steiner';
const SECOND_ADMIN = 'Ingrid Solberg';
const LOOKS_AGAIN = { timeout: 15_000 };
const MAIL_WITHIN = { timeout: 30_000 };

const test = testWithMail({
  KEYWRIGHT_ALERT_MAIL: 'security@contoso.example',
  KEYWRIGHT_APPROVALS: 'protected,showPin,profiles',
  KEYWRIGHT_ADMINS_MAY_FOR_PROTECTED: 'enrol',
});

test.describe.configure({ timeout: 180_000 });

async function approvalsOf(browser: Browser, stack: Stack, name: string): Promise<ApprovalsPage> {
  const page = await (await browser.newContext()).newPage();
  await new SignInPage(page).signInAs(stack.pageOrigin, name, '/approvals');
  return new ApprovalsPage(page);
}

test('a key for somebody with power waits for a second administrator, and the first goes on', async ({
  page,
  browser,
  rack,
  mailing,
}) => {
  await mailing.tenant.patch('/people/ingrid.solberg%40contoso.example', {
    appRoles: ['Keywright.Admin'],
  });
  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.admin, '/station');
  const station = new StationPage(page);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await station.choosePerson(POWERFUL, 'viktor.steiner@');
  await station.chooseProfile('New colleague');
  const tile = station.tile(`Serial ${SERIAL}`);
  await tile.enrol.click();
  await expect(tile.root).toContainText('Another administrator has to approve this');
  await checkScreen(page, 'approval-needed');
  await tile.root.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(tile.root).toContainText('Waiting for another administrator');
  await checkScreen(page, 'approval-waiting');
  expect(rack.key(id).snapshot()).toMatchObject({ pinSet: false, credentials: [] });

  const asker = await approvalsOf(browser, mailing, PEOPLE.admin);
  await expect(asker.own.getByRole('article')).toContainText('Waiting');
  await expect(asker.own.getByRole('button', { name: 'Withdraw' })).toBeVisible();
  await expect(asker.page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
  await checkScreen(asker.page, 'approvals-own');
  await asker.page.context().close();

  const other = await approvalsOf(browser, mailing, SECOND_ADMIN);
  for (const words of ['Adele Vance', POWERFUL, 'New colleague, version 1', String(SERIAL)]) {
    await expect(other.request).toContainText(words);
  }
  await checkScreen(other.page, 'approvals-to-decide');
  await other.approve();
  await expect(other.page.getByRole('status')).toContainText(['You approved it.']);
  await expect(other.toDecide).toContainText('Nobody waits for you');
  await checkScreen(other.page, 'approvals-nobody');

  await expect(tile.root).toContainText(`Approved by ${SECOND_ADMIN}`, LOOKS_AGAIN);
  await checkScreen(page, 'approval-given');
  await tile.root.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  await expect
    .poll(() => mailing.smtp.received.map(({ to }) => to[0]), MAIL_WITHIN)
    .toContain('security@contoso.example');
  const mail = mailing.smtp.received.find(({ to }) => to[0] === 'security@contoso.example');
  expect(mail?.email.subject).toBe('Keywright: an approval is asked for');
  expect(`${mail?.raw}`).not.toContain('Viktor');
  await other.page.context().close();
});

test('a PIN is told only after somebody else agreed, and a refusal says why', async ({
  page,
  browser,
  rack,
  mailing,
}) => {
  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.operator, '/station');
  const station = new StationPage(page);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await station.choosePerson(PEOPLE.holder, 'lee.gu@');
  await station.chooseProfile('PIN told by the operator');
  const tile = station.tile(`Serial ${SERIAL}`);
  await tile.enrol.click();
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');

  await tile.root.getByRole('button', { name: 'Show the PIN…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Show it now' }).click();
  await dialog.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(dialog).toContainText('Waiting for another administrator');
  await checkScreen(page, 'approval-pin-waiting');

  const admin = await approvalsOf(browser, mailing, PEOPLE.admin);
  await expect(admin.request).toContainText('Show the PIN of a key to the operator');
  await admin.request.getByRole('button', { name: 'Refuse', exact: true }).click();
  await expect(admin.request).toContainText('Say why');
  await admin.refuse('Call me first.');
  await expect(dialog).toContainText('Refused by Adele Vance', LOOKS_AGAIN);
  await expect(dialog).toContainText('Call me first.');

  await dialog.getByRole('button', { name: 'Ask again' }).click();
  await admin.approve();
  await dialog.getByRole('button', { name: 'Go on' }).click(LOOKS_AGAIN);
  const pin = await dialog.locator('.text-glance [aria-hidden]').innerText();
  expect(pin).toMatch(/^\d{8}$/);
  await dialog.getByRole('button', { name: 'Hide it now' }).click();
  await admin.page.context().close();
});

test('the letters of a batch are saved once, after somebody else agreed', async ({
  page,
  browser,
  rack,
  mailing,
}) => {
  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.operator, '/batch');
  const batch = new BatchPage(page);
  await batch.make(mailing.pageOrigin, ['aiko.tanaka@contoso.example'], {
    profile: 'PIN by letter',
  });
  await batch.start();
  rack.plug(rack.add('yubikey5', { serial: SERIAL, touch: 'immediate' }));
  await expect(batch.tile(String(SERIAL)).state).toHaveText('Done, unplug');
  const letters = async () => {
    await batch.button('Results').click();
    await page.getByRole('button', { name: 'Letters with PINs' }).click();
    await batch.dialog.getByRole('button', { name: 'Make the letters' }).click();
  };
  await letters();
  await batch.dialog.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(batch.dialog).toContainText('Waiting for another administrator');

  const admin = await approvalsOf(browser, mailing, PEOPLE.admin);
  for (const words of ['田中 愛子', String(SERIAL)]) {
    await expect(admin.request).toContainText(words);
  }
  await admin.approve();
  const saved = page.waitForEvent('download');
  await batch.dialog.getByRole('button', { name: 'Go on' }).click(LOOKS_AGAIN);
  expect((await saved).suggestedFilename()).toMatch(/\.pdf$/);
  await admin.page.context().close();
  const confirmed = page.waitForResponse((response) => response.url().endsWith('/letters/confirm'));
  await batch.dialog.getByRole('button', { name: 'Printed and deleted' }).click();
  await confirmed;
  await expect(batch.dialog).toHaveCount(0);
  await letters();
  await expect(batch.dialog).toContainText('No letter to print');
});

test('an operator sees their own requests and nobody else’s, and decides about none', async ({
  page,
  mailing,
}) => {
  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.operator, '/approvals');
  const approvals = new ApprovalsPage(page);
  await expect(approvals.own).toContainText('You have not asked for anything today');
  await expect(approvals.toDecide).toHaveCount(0);
  await checkScreen(page, 'approvals-operator');
});

test('a changed profile is saved once it was approved, and what was typed is still there', async ({
  page,
  browser,
  mailing,
}) => {
  await mailing.tenant.patch('/people/ingrid.solberg%40contoso.example', {
    appRoles: ['Keywright.Admin'],
  });
  await new SignInPage(page).signInAs(
    mailing.pageOrigin,
    PEOPLE.admin,
    '/profiles/new-colleague/edit',
  );
  await page.getByRole('textbox', { name: 'What it is for' }).fill('For everybody who is new.');
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(page.getByText('Waiting for another administrator')).toBeVisible();

  const other = await approvalsOf(browser, mailing, SECOND_ADMIN);
  await expect(other.request).toContainText('For everybody who is new.');
  await checkScreen(other.page, 'approvals-profile');
  await other.approve();
  await page.getByRole('button', { name: 'Go on' }).click(LOOKS_AGAIN);
  await expect(page.getByText('Saved as version 2.')).toBeVisible();
  await other.page.context().close();
});
