import { ApprovalsPage } from '#e2e/pages/approvalsPage.ts';
import { RemovalsPage } from '#e2e/pages/removalsPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect } from './fixtures.ts';
import { testWithMail } from './mailFixture.ts';

const LEE = 'lee.gu@contoso.example';
const ALERTS = 'security@contoso.example';
const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const REASON = 'Lee has left';
const WITHIN = { timeout: 60_000 };

const test = testWithMail({ KEYWRIGHT_ALERT_MAIL: ALERTS });

test.describe.configure({ timeout: 180_000 });

test('three keys of somebody are about to go, a colleague stops it, and once another one approved it they go', async ({
  page,
  browser,
  mailing,
}) => {
  for (const displayName of ['One', 'Two', 'Three', 'Four']) {
    await mailing.tenant.post(`/people/${LEE}/ownPasskeys`, { aaGuid: MODEL, displayName });
  }
  const { received } = mailing.smtp;
  const mailsTo = (address: string, subject: string) =>
    received.filter(({ to, email }) => to.includes(address) && email.subject === subject).length;
  const keysLeft = async () => (await mailing.tenant.passkeysOf(LEE)).length;

  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.operator, '/removals');
  const removals = new RemovalsPage(page);
  await removals.choosePeople([LEE], REASON);
  await expect(removals.keys).toHaveCount(4);
  await expect(removals.keys.filter({ hasText: 'Would go' })).toHaveCount(3);
  await expect(removals.keys.filter({ hasText: 'It is the last one that works.' })).toHaveCount(1);
  await checkScreen(page, 'removal-planned');
  await removals.start(3);
  await expect(removals.main).toContainText('The first key goes at');
  await checkScreen(page, 'removal-waiting');
  await expect
    .poll(() => mailsTo(ALERTS, 'Keywright: many keys are about to be removed'), WITHIN)
    .toBe(1);

  const context = await browser.newContext();
  const other = new RemovalsPage(await context.newPage());
  await new SignInPage(other.page).signInAs(mailing.pageOrigin, PEOPLE.admin, '/removals');
  await other.list.getByRole('link', { name: REASON }).click();
  await other.stop.click();
  await expect(other.main).toContainText(`Stopped by ${PEOPLE.admin}`);
  await expect(removals.main).toContainText(`Stopped by ${PEOPLE.admin}`, WITHIN);
  await expect(removals.keys.filter({ hasText: 'Not touched' })).toHaveCount(3);
  expect(await keysLeft()).toBe(4);

  await mailing.restartBackend('stop', {
    KEYWRIGHT_BULK_REMOVAL_DELAY_SECONDS: '1',
    KEYWRIGHT_APPROVALS: 'bulk',
  });
  await page.getByRole('link', { name: 'All removals' }).click();
  await removals.choosePeople([LEE], REASON);
  await removals.start(3);
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(removals.main).toContainText('Waiting for another administrator');
  await other.page.goto(`${mailing.pageOrigin}/approvals`);
  const approvals = new ApprovalsPage(other.page);
  await expect(approvals.request).toContainText('Remove keys from Entra');
  for (const name of ['One', 'Two', 'Three']) await expect(approvals.request).toContainText(name);
  await checkScreen(other.page, 'removal-to-approve');
  await approvals.approve();
  await expect(approvals.toDecide).toContainText('Nobody waits for you');
  await context.close();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(removals.keys.filter({ hasText: 'Removed' })).toHaveCount(3, WITHIN);
  await checkScreen(page, 'removal-done');
  expect(await keysLeft()).toBe(1);
  await expect
    .poll(() => mailsTo(LEE, 'A security key was removed from your account'), WITHIN)
    .toBe(3);
});
