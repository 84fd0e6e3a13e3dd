import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PeoplePage } from '#e2e/pages/peoplePage.ts';
import { PersonPage } from '#e2e/pages/personPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { UnfinishedPage } from '#e2e/pages/unfinishedPage.ts';
import { checkScreen, onPausedClock } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';
import { operatorAtStation } from './signedIn.ts';

test.describe.configure({ timeout: 120_000 });

test('signing in, the way in and what stops it are fit for everyone', async ({ page, stack }) => {
  const signIn = new SignInPage(page);
  await page.goto(stack.pageOrigin);
  await expect(signIn.signIn).toBeVisible();
  await checkScreen(page, 'signed-out');
  await signIn.signIn.click();
  await signIn.pick('Cancel');
  await expect(signIn.failure).toContainText('You are not signed in');
  await checkScreen(page, 'sign-in-failed');
  await page.route('**/config.json', (route) => route.fulfill({ status: 404 }));
  await page.goto(stack.pageOrigin);
  await expect(page.getByText('This page is not set up yet')).toBeVisible();
  await checkScreen(page, 'not-set-up');
  await page.unroute('**/config.json');
  await signIn.signInAs(stack.pageOrigin, PEOPLE.auditor, '/nowhere');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.getByRole('button', { name: 'Account' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await checkScreen(page, 'not-found-with-account');
});

test('people and a person are fit for everyone', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.auditor, '/people');
  const people = new PeoplePage(page);
  await expect(people.search).toBeVisible();
  await people.search.fill('ma');
  await expect(people.results.nth(1)).toBeVisible();
  await checkScreen(page, 'people-found');
  await people.search.fill('nobody of this name');
  await expect(people.status).toContainText('Nobody is called');
  await checkScreen(page, 'people-nobody');
  await people.pick('Megan Bowen');
  const person = new PersonPage(page);
  await expect(person.passkeys).toHaveCount(1);
  await checkScreen(page, 'person-with-passkey');
  await people.open(stack.pageOrigin);
  await people.pick('Grady Archie');
  await expect(person.problems).not.toHaveCount(0);
  await checkScreen(page, 'person-refused');
});

test('the Station is fit for everyone from empty to done', async ({ page, stack, rack }) => {
  const station = await operatorAtStation(page, stack);
  await expect(page.getByText('Plug in a security key')).toBeVisible();
  await expect(station.profile('New colleague')).toBeVisible();
  await checkScreen(page, 'station-empty');
  const id = rack.add('yubikey5', { serial: 20_481_216 });
  rack.plug(id);
  const tile = station.tile();
  await station.choosePerson('Lee Gu');
  await expect(tile.enrol).toBeEnabled();
  await tile.disclose('What it supports');
  await checkScreen(page, 'station-ready');
  await tile.enrol.click();
  await expect(tile.state).toHaveText('Touch the key');
  await checkScreen(page, 'station-touch');
  await tile.root.getByRole('button', { name: 'Cancel' }).click();
  await expect(station.dialog).toBeVisible();
  await checkScreen(page, 'station-cancel-dialog');
  await page.keyboard.press('Escape');
  rack.unplug(id);
  await expect(tile.state).toHaveText('Plug in');
  await checkScreen(page, 'station-plug');
  rack.plug(id);
  await expect(tile.state).toHaveText('Touch the key');
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  await checkScreen(page, 'station-done');
});

test('the Station is fit for everyone when something is in the way', async ({
  page,
  stack,
  rack,
}) => {
  const used = rack.add('yubikey5', { serial: 20_481_217 });
  rack.plug(used);
  await (await openKey(rack.key(used))).setPin('584930');
  rack.unplug(used);
  const station = await operatorAtStation(page, stack);
  await station.choosePerson('Grady Archie');
  rack.plug(rack.add('u2fOnly'));
  await expect(station.tile().failure).toBeVisible();
  await checkScreen(page, 'station-unusable-and-refused');
  for (const { id } of rack.list()) rack.unplug(id);
  await station.chooseSomeoneElse();
  await station.choosePerson('Lee Gu');
  rack.plug(used);
  const tile = station.tile();
  await tile.enrol.click();
  await expect(tile.state).toHaveText('Erase this key?');
  await tile.erase.click();
  await expect(station.dialog).toBeVisible();
  await checkScreen(page, 'station-erase-dialog');
  await station.dialogButton('Keep it').click();
  await tile.cancel();
  await expect(tile.state).toHaveText('Cancelled');
  await checkScreen(page, 'station-cancelled');
  await tile.clear();
  rack.unplug(used);

  const refused = rack.add('yubikey5', { touch: 'immediate' });
  rack.key(refused).faults.add({ kind: 'badAssertionSignature' });
  rack.plug(refused);
  await tile.enrol.click();
  await expect(tile.failure).toHaveText('Code proof_failed');
  await checkScreen(page, 'station-stopped');
  rack.unplug(refused);
  await tile.clear();

  await station.chooseProfile('Holder at the station');
  for (let number = 0; number < 4; number += 1) rack.plug(rack.add('yubikey5'));
  await expect(station.tiles).toHaveCount(4);
  await tile.enrol.click();
  await tile.typePin.click();
  await station.dialog.getByLabel('New PIN').fill('12345');
  await checkScreen(page, 'station-pin-dialog');
  await page.keyboard.press('Escape');
  await checkScreen(page, 'station-four-keys');
  for (const { id } of rack.list()) if (rack.key(id).isPowered()) rack.unplug(id);
  await page.reload();
  await expect(station.unfinished).toBeVisible();
  await stack.backend.stop();
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('combobox', { name: 'Person' }).fill('bowen');
  await expect(station.offline).toBeVisible();
  await page.getByRole('link', { name: 'Station' }).click();
  await checkScreen(page, 'station-offline-unfinished');
  await stack.restartBackend('stop');
});

test('My keys are fit for everyone', async ({ page, browser, stack, rack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder);
  await expect(page.getByText('You have no security key yet')).toBeVisible();
  await checkScreen(page, 'my-keys-empty');
  const operator = await browser.newContext();
  const station = await operatorAtStation(await operator.newPage(), stack);
  rack.plug(rack.add('yubikey5', { serial: 20_481_216, touch: 'immediate' }));
  await station.enrol('Lee Gu');
  await expect(station.tile().state).toHaveText('Done, unplug');
  await operator.close();
  const myKeys = new MyKeysPage(page);
  await page.reload();
  await expect(myKeys.showPin).toBeVisible();
  await checkScreen(page, 'my-keys-waiting');
  await page.clock.install();
  await myKeys.revealPin();
  // Eight looks may take longer than a PIN is shown.
  await page.clock.pauseAt(Date.now() + 1_000);
  await checkScreen(page, 'my-keys-pin', onPausedClock(page));
  await myKeys.hideNow();
  await expect(myKeys.dialog).toContainText('The PIN is hidden again');
  await checkScreen(page, 'my-keys-hidden', onPausedClock(page));
});

test('what is unfinished is fit for everyone', async ({ page, browser, stack, rack }) => {
  const operator = await browser.newContext();
  const station = await operatorAtStation(await operator.newPage(), stack);
  const left = rack.add('yubikey5', { serial: 20_481_217 });
  rack.plug(left);
  await station.enrol('Megan Bowen');
  await expect.poll(() => rack.key(left).isWaitingForTouch()).toBe(true);
  await operator.close();
  rack.unplug(left);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin);
  const unfinished = new UnfinishedPage(page);
  await unfinished.open();
  await expect(unfinished.card('Megan Bowen')).toContainText('nothing will be erased');
  await checkScreen(page, 'unfinished');
});

test('a letter and the audit are fit for everyone', async ({ page, stack, rack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin, '/station');
  const station = new StationPage(page);
  rack.plug(rack.add('yubikey5', { serial: 20_481_216, touch: 'immediate' }));
  await station.chooseProfile('PIN by letter');
  await station.enrol('Lee Gu');
  await expect(station.tile().state).toHaveText('Done, unplug');
  await station.tile().root.getByRole('button', { name: 'Print the letter…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await checkScreen(page, 'letter-dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Audit' }).click();
  const details = page.getByRole('button', { name: /^Details of record/ });
  await expect(details.first()).toBeVisible();
  await details.first().click();
  await checkScreen(page, 'audit');
});

test('a screen that loads says so and keeps its place', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/my-keys');
  const held: (() => void)[] = [];
  await page.route(
    `${stack.backendOrigin}/api/{profiles,enrolments,self/keys,me/keys}**`,
    (route) => {
      held.push(() => void route.continue());
    },
  );
  const station = new StationPage(page);
  await page.getByRole('link', { name: 'Station' }).click();
  await expect(page.getByText('Reading the profiles…')).toBeAttached();
  await checkScreen(page, 'station-loading');
  for (const go of held) go();
  await expect(station.profile('New colleague')).toBeVisible();
});
