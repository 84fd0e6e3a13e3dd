import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { expect } from './fixtures.ts';
import { testWithMail } from './mailFixture.ts';
import { openKey } from './openKey.ts';

const SERIAL = 20_481_216;
const RP = 'login.microsoft.com';
const MAIL_WITHIN = { timeout: 30_000 };

const test = testWithMail({
  KEYWRIGHT_ALERT_MAIL: 'security@contoso.example',
  KEYWRIGHT_HELP_TEXT: 'Service desk, +49 30 123456',
});

test.describe.configure({ timeout: 120_000 });

async function enrol(page: Page, stack: Stack, rack: KeyRack, profile: string): Promise<string> {
  const station = new StationPage(page);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await station.choosePerson(PEOPLE.holder, 'lee.gu@');
  await station.chooseProfile(profile);
  const tile = station.tile(`Serial ${SERIAL}`);
  await tile.enrol.click();
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  return id;
}

async function holderWindow(browser: Browser, stack: Stack): Promise<MyKeysPage> {
  const page = await (await browser.newContext()).newPage();
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder);
  const myKeys = new MyKeysPage(page);
  await myKeys.open(stack.pageOrigin);
  return myKeys;
}

const shownIn = (dialog: Locator) => dialog.locator('.text-glance [aria-hidden]').innerText();

test('a lost answer is shown again to the window that asked, and to no other', async ({
  page,
  browser,
  rack,
  mailing,
}) => {
  const id = await enrol(page, mailing, rack, 'New colleague');
  await expect.poll(() => mailing.smtp.received.length, MAIL_WITHIN).toBe(1);

  // Both are open before the first asks: the minute that is granted is a real one.
  const mine = await holderWindow(browser, mailing);
  const elsewhere = await holderWindow(browser, mailing);
  await mine.page.route(
    '**/reveal',
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await mine.showPin.click();
  await mine.dialog.getByRole('button', { name: 'Show it now' }).click();
  await expect(mine.dialog).toContainText('The service does not answer');

  await elsewhere.page.reload();
  await expect(elsewhere.page.getByText('did not say you saw it')).toBeVisible();
  await elsewhere.showPin.click();
  await elsewhere.dialog.getByRole('button', { name: 'Show it now' }).click();
  await expect(elsewhere.dialog).toContainText('Another window is showing this PIN');

  const confirmed = mine.page.waitForResponse(/\/confirm$/);
  await mine.dialog.getByRole('button', { name: 'Try again' }).click();
  const pin = await shownIn(mine.dialog);
  expect(pin).toMatch(/^\d{8}$/);
  expect((await confirmed).status()).toBe(200);
  // Whoever turns to another window leaves no PIN behind.
  await mine.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(mine.dialog).toContainText('The PIN is hidden again');
  expect(await mine.page.content()).not.toContain(pin);

  await elsewhere.page.reload();
  await expect(elsewhere.page.getByText('This PIN was shown.')).toBeVisible();
  await expect(elsewhere.showPin).toHaveCount(0);
  const opened = await openKey(rack.key(id));
  expect(await opened.changePin(pin, '904817')).toBe(0);

  await expect.poll(() => mailing.smtp.received.length, MAIL_WITHIN).toBe(2);
  expect(mailing.smtp.received.map(({ to, email }) => [to, email.subject])).toEqual([
    [['lee.gu@contoso.example'], 'A security key was registered for you'],
    [['lee.gu@contoso.example'], 'The PIN of your security key was shown'],
  ]);
  for (const { raw, email } of mailing.smtp.received) {
    expect(email.text).toContain(String(SERIAL));
    expect(`${raw}${email.text}${email.html}`).not.toContain(pin);
  }
  await Promise.all([mine, elsewhere].map(({ page: each }) => each.context().close()));
});

test('a letter is made once, also after the page was reloaded', async ({
  page,
  browser,
  rack,
  mailing,
}) => {
  await enrol(page, mailing, rack, 'PIN by letter');
  await page.reload();
  const sight = page.getByRole('region', { name: 'For whom' });
  await sight.getByRole('link', { name: 'All about their passkeys' }).click();
  const print = page.getByRole('button', { name: 'Print the letter…' });
  await print.click();
  const dialog = page.getByRole('dialog');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Make the letter' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^pin-letter-[0-9a-f]{8}\.pdf$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  await expect(dialog).toContainText('Print it, fold and seal it');
  const confirmed = page.waitForResponse(/\/pin\/confirm$/);
  await dialog.getByRole('button', { name: 'Printed and deleted' }).click();
  expect((await confirmed).status()).toBe(200);
  await expect(print).toHaveCount(0);

  const holder = await holderWindow(browser, mailing);
  await expect(holder.passkeys).toHaveText([/20481216/]);
  await expect(holder.showPin).toHaveCount(0);
  await holder.page.context().close();
});

test('a PIN that the operator tells is shown to them once', async ({ page, rack, mailing }) => {
  const id = await enrol(page, mailing, rack, 'PIN told by the operator');
  const tile = new StationPage(page).tile(`Serial ${SERIAL}`);
  await tile.root.getByRole('button', { name: 'Show the PIN…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('they get a mail that says so');
  await dialog.getByRole('button', { name: 'Show it now' }).click();
  const pin = await shownIn(dialog);
  await dialog.getByRole('button', { name: 'Hide it now' }).click();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await tile.root.getByRole('button', { name: 'Show the PIN…' }).click();
  await dialog.getByRole('button', { name: 'Show it now' }).click();
  await expect(dialog).toContainText('This PIN was shown already');
  const opened = await openKey(rack.key(id));
  expect(await opened.changePin(pin, '904817')).toBe(0);
  expect(await opened.getToken('904817', 2, RP)).toBe(0);
  await expect
    .poll(() => mailing.smtp.received.map(({ email }) => email.subject), MAIL_WITHIN)
    .toEqual([
      'A security key was registered for you',
      'The PIN of your security key was shown',
      'Keywright: somebody should look into this',
    ]);
});
