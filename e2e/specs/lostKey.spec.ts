import type { Browser, Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { InvitationsPage } from '#e2e/pages/invitationsPage.ts';
import { OwnKeysPage } from '#e2e/pages/ownKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test as plainTest } from './fixtures.ts';
import { testWithMail } from './mailFixture.ts';
import { operatorAtStation } from './signedIn.ts';

const LEE = 'lee.gu@contoso.example';
const ALERTS = 'security@contoso.example';
const PAGE_URL = 'https://keys.contoso.example';
const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
/** "Within a minute" is what is promised. */
const MAIL_WITHIN = { timeout: 60_000 };

const test = testWithMail({
  KEYWRIGHT_PAGE_URL: PAGE_URL,
  KEYWRIGHT_ALERT_MAIL: ALERTS,
  KEYWRIGHT_REVOKE_SESSIONS: 'yes',
});

test.describe.configure({ timeout: 180_000 });

/** The operator enrols a key for Lee at the station. @returns what the key is called. */
async function enrolForLee(page: Page, stack: Stack, rack: KeyRack): Promise<string> {
  const station = await operatorAtStation(page, stack);
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  const tile = station.tile();
  await station.enrol('Lee Gu', tile);
  await expect(tile.state).toHaveText('Done, unplug');
  rack.unplug(id);
  const [passkey] = await stack.tenant.passkeysOf(LEE);
  return passkey?.displayName ?? '';
}

async function leeAt(browser: Browser, stack: Stack, path: string): Promise<OwnKeysPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder, path);
  return new OwnKeysPage(page);
}

const addOwn = (stack: Stack, displayName: string) =>
  stack.tenant.post(`/people/${LEE}/ownPasskeys`, { aaGuid: MODEL, displayName });

const names = async (stack: Stack) =>
  (await stack.tenant.passkeysOf(LEE)).map(({ displayName }) => displayName);

test('somebody loses a key: it is gone, everybody hears of it, and another one is on its way', async ({
  page,
  browser,
  mailing,
  rack,
}) => {
  const name = await enrolForLee(page, mailing, rack);
  const { received } = mailing.smtp;
  const mailTo = (address: string, subject: string) =>
    received.some(({ to, email }) => to.includes(address) && email.subject === subject);
  await expect
    .poll(() => mailTo(LEE, 'A security key was registered for you'), MAIL_WITHIN)
    .toBe(true);
  const bound = received.find(({ to }) => to.includes(LEE));
  expect(bound?.email.text).toContain(`at ${PAGE_URL}/my-keys/report`);

  const keys = await leeAt(browser, mailing, '/my-keys');
  await expect(keys.card(name)).toContainText('Set up with Keywright');
  await checkScreen(keys.page, 'my-keys-own');
  await keys.ask(name, 'I lost it…');
  await expect(keys.dialog).toContainText('This is the last key that works for you');
  await expect(keys.answer('Yes, it is lost')).toBeDisabled();
  await checkScreen(keys.page, 'lost-key-ask');
  await keys.understood.check();
  await keys.answer('Yes, it is lost').click();
  await expect(keys.dialog.getByRole('heading', { level: 2 })).toContainText('is removed');
  await expect(keys.dialog).toContainText('is signed out within some minutes');
  await expect(keys.dialog).toContainText('Omar Haddad, who set it up for you, is told by mail');
  await expect(keys.dialog).toContainText('What happens next');
  await checkScreen(keys.page, 'lost-key-done');
  expect(await names(mailing)).toEqual([]);
  await keys.close();
  await keys.page.context().close();

  const heard = [
    [LEE, 'A security key was removed from your account'],
    ['omar.haddad@contoso.example', 'A security key that you set up was lost'],
    [ALERTS, 'Keywright: somebody should look into this'],
  ] as const;
  for (const [address, subject] of heard) {
    await expect.poll(() => mailTo(address, subject), MAIL_WITHIN).toBe(true);
  }

  const list = new InvitationsPage(page);
  await list.open();
  const waiting = page.getByRole('region', { name: 'Lost keys' });
  await expect(waiting).toContainText('Lee Gu');
  await checkScreen(page, 'lost-keys-waiting');
  await waiting.getByRole('link', { name: 'Invite Lee Gu' }).click();
  await expect(page.getByText('This person can be invited.')).toBeVisible();
  await list.send.click();
  await expect(list.card('Lee Gu')).toContainText('Invited');
  await expect(waiting).toHaveCount(0);
});

test('somebody says "this was not me" of a key that an operator set up', async ({
  page,
  browser,
  mailing,
  rack,
}) => {
  await enrolForLee(page, mailing, rack);
  const lee = await leeAt(browser, mailing, '/my-keys/report');
  await expect(lee.events).toHaveCount(1);
  await expect(lee.events).toContainText('Omar Haddad set it up for you.');
  await checkScreen(lee.page, 'key-events');
  await lee.events.getByRole('button', { name: 'This was not me' }).click();
  await expect(lee.dialog).toContainText('The key is taken out of Entra at once');
  await checkScreen(lee.page, 'key-event-ask');
  await lee.answer('Yes, this was not me').click();
  await expect(lee.dialog).toContainText('can set no more keys up');
  await expect(lee.dialog).toContainText('Your administrators are told by mail.');
  await checkScreen(lee.page, 'key-event-reported');
  await lee.close();
  await expect(lee.events.filter({ hasText: 'You reported this.' })).toHaveCount(1);
  expect(await names(mailing)).toEqual([]);
  await lee.page.context().close();

  // The operator is stopped at once.
  const station = new StationPage(page);
  await station.chooseSomeoneElse();
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  const tile = station.tile();
  await station.enrol('Megan Bowen', tile);
  await expect(tile.root).toContainText('You are suspended');
  await expect
    .poll(() => mailing.smtp.received.some(({ to }) => to.includes(ALERTS)), MAIL_WITHIN)
    .toBe(true);
});

plainTest(
  'a key is removed after a sign-in on the way, and the last one with a warning',
  async ({ page, stack }) => {
    await stack.restartBackend('stop', { KEYWRIGHT_OWN_SIGN_IN_CONTEXT: 'c1' });
    for (const name of ['Key ring', 'Drawer']) await addOwn(stack, name);
    await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder, '/my-keys');
    const keys = new OwnKeysPage(page);
    await keys.ask('Key ring', 'Remove…');
    await expect(keys.dialog).not.toContainText('last key that works');
    await keys.answer('Remove it').click();
    await expect(keys.dialog).toContainText('Sign in again first');
    await checkScreen(page, 'remove-key-sign-in');
    await keys.answer('Sign in again').click();
    await page.getByRole('button', { name: 'Lee Gu' }).click();
    await page.getByRole('button', { name: 'Verify it is me' }).click();

    // Back at the very question.
    await expect(keys.dialog).toContainText('Remove Key ring?');
    await keys.answer('Remove it').click();
    await expect(keys.dialog.getByRole('heading', { level: 2 })).toHaveText('Key ring is removed');
    await keys.close();
    await expect(keys.card('Key ring')).toHaveCount(0);
    expect(await names(stack)).toEqual(['Drawer']);

    await keys.ask('Drawer', 'Remove…');
    await expect(keys.dialog).toContainText('This is the last key that works for you');
    await expect(keys.answer('Remove it')).toBeDisabled();
    await checkScreen(page, 'remove-key-last');
    await keys.answer('Keep it').click();
    expect(await names(stack)).toEqual(['Drawer']);
    await keys.ask('Drawer', 'Remove…');
    await keys.understood.check();
    await keys.answer('Remove it').click();
    await expect(keys.dialog.getByRole('heading', { level: 2 })).toHaveText('Drawer is removed');
    await keys.close();
    await expect(page.getByText('You have no security key yet')).toBeVisible();
    expect(await names(stack)).toEqual([]);
  },
);

plainTest(
  'a name is changed where Entra lets it, and refused in plain words where not',
  async ({ page, stack }) => {
    await addOwn(stack, 'Key ring');
    await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder, '/my-keys');
    const keys = new OwnKeysPage(page);
    await keys.ask('Key ring', 'Rename…');
    const name = keys.dialog.getByRole('textbox', { name: 'Name' });
    await expect(keys.answer('Save the name')).toBeDisabled();
    await name.fill('Drawer at home');
    await keys.answer('Save the name').click();
    await expect(keys.dialog).toContainText('Entra does not let this name be changed');
    await checkScreen(page, 'rename-key-refused');
    expect(await names(stack)).toEqual(['Key ring']);

    await stack.tenant.patch('/settings', { renames: true });
    await keys.answer('Save the name').click();
    await expect(keys.dialog).toHaveCount(0);
    await expect(keys.card('Drawer at home')).toBeVisible();
    expect(await names(stack)).toEqual(['Drawer at home']);
  },
);
