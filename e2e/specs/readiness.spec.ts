import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { CANARY_ID } from '#e2e/tenant/directory/seedPeople.ts';
import { checkScreen } from './checkScreen.ts';
import { expect } from './fixtures.ts';
import { testWithMail } from './mailFixture.ts';

const ADMINISTRATORS = 'security@contoso.example';
const MAIL_WITHIN = { timeout: 30_000 };
const SECRET = { displayName: 'left by a pipeline', endDateTime: '2049-01-01T00:00:00Z' };

const test = testWithMail(
  {
    KEYWRIGHT_ALERT_MAIL: ADMINISTRATORS,
    KEYWRIGHT_PAGE_URL: 'https://keys.contoso.example',
    KEYWRIGHT_CANARY_ID: CANARY_ID,
    KEYWRIGHT_REVOKE_SESSIONS: 'yes',
    KEYWRIGHT_STEP_UP: 'on',
    KEYWRIGHT_STEP_UP_CONTEXT: 'c1',
  },
  { canary: true },
);

test('a client secret appears: the page says so after another look, and a mail does once', async ({
  page,
  browser,
  mailing,
}) => {
  test.slow();
  await new SignInPage(page).signInAs(mailing.pageOrigin, PEOPLE.admin, '/readiness');
  const check = (name: string) => page.getByRole('article', { name });
  const again = page.getByRole('button', { name: 'Look again' });
  for (const name of [
    ...['Permissions of the application', 'Client secrets', 'Certificate and other credentials'],
    ...['Owners of the application', 'Policy behind the authentication context', 'Canary account'],
  ]) {
    await expect(check(name)).toContainText('OK', MAIL_WITHIN);
  }
  await expect(check('Policy behind')).toContainText('c1: Keywright: sign in anew');
  await checkScreen(page, 'readiness-ok');

  await mailing.tenant.patch('/registration', { passwordCredentials: [SECRET] });
  await again.click();
  const secrets = check('Client secrets');
  await expect(secrets).toContainText('Needs attention');
  await expect(secrets).toContainText('left by a pipeline');
  await expect(secrets).toContainText('Delete it under Certificates & secrets');
  await checkScreen(page, 'readiness-attention');
  const mails = () => mailing.smtp.received.filter(({ to }) => to[0] === ADMINISTRATORS);
  await expect.poll(() => mails().length, MAIL_WITHIN).toBe(1);
  const [mail] = mails();
  expect(mail?.email.subject).toBe('Keywright: the tenant is not set up as it should be');
  expect(mail?.email.text).toContain('Client secrets of the application');
  expect(mail?.email.text).toContain('https://keys.contoso.example/readiness');
  expect(`${mail?.raw}`).not.toContain('pipeline');

  await mailing.tenant.patch('/registration', { passwordCredentials: [] });
  await again.click();
  await expect(secrets).toContainText('OK');
  await expect.poll(() => mails().length, MAIL_WITHIN).toBe(2);
  expect(mails()[1]?.email.subject).toBe('Keywright: the tenant is as it should be again');

  // An auditor reads the same and presses nothing.
  const other = await (await browser.newContext()).newPage();
  await new SignInPage(other).signInAs(mailing.pageOrigin, PEOPLE.auditor, '/readiness');
  await expect(other.getByRole('article', { name: 'Canary account' })).toContainText(
    'Graph refused',
  );
  await expect(other.getByRole('button', { name: 'Look again' })).toHaveCount(0);
  await other.context().close();
});
