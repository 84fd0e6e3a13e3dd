import type { Page } from '@playwright/test';
import { EnrolPage } from '#e2e/pages/enrolPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { germanWords } from '#web/presentation/germanWords.ts';
import { checkScreen, checkWidths } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { expectGerman } from './germanPage.ts';
import { invite, MEGAN } from './invited.ts';

const SERIAL = 20_481_216;
const PIN = 'krokus-27';
const { appMessages: app, stationMessages: station, enrolMessages: enrol } = germanWords;

test.use({ locale: 'de-DE' });
test.describe.configure({ timeout: 240_000 });

async function look(page: Page, name: string): Promise<void> {
  await expectGerman(page);
  await checkScreen(page, `german-${name}`);
}

async function signIn(page: Page, origin: string, person: string, path = '/'): Promise<void> {
  await page.goto(`${origin}${path}`);
  await page.getByRole('button', { name: app.signIn, exact: true }).click();
  await new SignInPage(page).pick(person);
  await page.getByRole('navigation', { name: app.navigation }).waitFor();
}

const languageMenu = (page: Page) => page.getByRole('button', { name: /^(?:Sprache|Language)$/ });

test('a German browser enrols a key in German, and its holder reads German', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  await page.goto(stack.pageOrigin);
  await expect(page.getByText(app.promise)).toBeVisible();
  await look(page, 'sign-in');
  await signIn(page, stack.pageOrigin, PEOPLE.operator);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  const tile = page.getByRole('article');
  await expect(tile).toContainText(station.states.ready);
  await page.getByRole('combobox').fill('lee.gu@');
  await page.getByRole('option').first().click();
  await expect(tile.getByRole('button', { name: station.enrol })).toBeEnabled();
  await look(page, 'station');

  await tile.getByRole('button', { name: station.enrol }).click();
  await expect(tile).toContainText(station.states.touch);
  await look(page, 'station-touch');
  await languageMenu(page).click();
  await expect(page.getByRole('button', { name: 'English' })).toBeDisabled();
  await expect(page.getByText(app.languageLocked)).toBeVisible();
  await page.keyboard.press('Escape');
  rack.touch(id);
  await expect(tile).toContainText(station.states.done);
  await look(page, 'station-done');

  const holder = await (await browser.newContext()).newPage();
  await signIn(holder, stack.pageOrigin, PEOPLE.holder);
  await expect(holder.getByText(germanWords.selfMessages.waitingTitle)).toBeVisible();
  await look(holder, 'my-keys');
});

test('the language is switched by keyboard, remembered, and switched back', async ({
  page,
  stack,
}) => {
  await page.goto(stack.pageOrigin);
  const english = page.getByRole('button', { name: 'English' });
  const deutsch = page.getByRole('button', { name: 'Deutsch' });
  await expect(deutsch).toHaveAttribute('aria-pressed', 'true');
  await english.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ 'keywright.language': 'en' });

  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Security keys' })).toBeVisible();
  await languageMenu(page).focus();
  await page.keyboard.press('Enter');
  await expect(english).toHaveAttribute('lang', 'en');
  await expect(deutsch).toHaveAttribute('lang', 'de');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(deutsch).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: station.keys })).toBeVisible();
  await expectGerman(page);
});

test('an English browser loads no German', async ({ browser, stack }) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(loaded.filter((url) => url.includes('german'))).toEqual([]);
});

test('somebody who was invited sets a key up in German', async ({ page, browser, stack, rack }) => {
  const operator = await (await browser.newContext({ locale: 'en-US' })).newPage();
  const pass = await invite(operator, stack, { profile: 'Holder at the station', serial: SERIAL });
  await operator.context().close();
  await page.goto(`${stack.pageOrigin}/enrol`);
  await expect(page.getByText(enrol.before.title)).toBeVisible();
  await look(page, 'enrol-welcome');
  await page.getByRole('button', { name: enrol.signIn }).click();
  await new EnrolPage(page).signInWithPass(MEGAN, pass);
  await expect(page.getByText(enrol.plug.title)).toBeVisible();
  await look(page, 'enrol-plug');

  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await page.getByRole('button', { name: enrol.plug.begin }).click();
  await expect(page.getByText(enrol.pin.newTitle)).toBeVisible();
  await look(page, 'enrol-pin');
  const { newLabel, repeatLabel, set } = germanWords.dialogMessages.pin;
  await page.getByLabel(newLabel).fill(PIN);
  await page.getByLabel(repeatLabel).fill(PIN);
  await page.getByRole('button', { name: set }).click();
  await expect(page.getByText(enrol.states.touch.word, { exact: true })).toBeVisible();
  await look(page, 'enrol-touch');
  rack.touch(id);
  await expect(page.getByText(enrol.done.title)).toBeVisible();
  await look(page, 'enrol-done');
});

test('every page fits its German words', async ({ page, stack }) => {
  await signIn(page, stack.pageOrigin, PEOPLE.admin, '/profiles');
  for (const [path, name] of [
    ['/profiles', 'profiles'],
    ['/profiles/new', 'profile-new'],
    ['/profiles/import', 'profile-import'],
    ['/people', 'people'],
    ['/batch', 'batch'],
    ['/batch/new', 'batch-new'],
    ['/unfinished', 'unfinished'],
    ['/invitations', 'invitations'],
    ['/invitations/new', 'invitations-new'],
    ['/readiness', 'readiness'],
    ['/audit', 'audit'],
    ['/operators', 'operators'],
    ['/station/check', 'station-check'],
    ['/station/kit', 'station-kit'],
    ['/enrol', 'enrol-none'],
    ['/enrol/guided', 'guided'],
    ['/nowhere', 'not-found'],
  ] as const) {
    await page.goto(`${stack.pageOrigin}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectGerman(page);
    await checkWidths(page, `german-${name}`);
  }
});
