import type { Page } from '@playwright/test';
import { type CompanionBrowser, startCompanionBrowser } from '#e2e/harness/companion.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationCheckPage } from '#e2e/pages/stationCheckPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';

test.describe.configure({ timeout: 120_000 });

/** Nothing in it needs more than a browser can do. */
const KEEPS_PIN = 'Key that is already in use';

let browser: CompanionBrowser;

test.afterEach(() => browser.close());

const waysAt = (page: Page) => page.getByRole('region', { name: 'How the key is reached' });

const enrolAt = ({ page }: StationPage) => waysAt(page).getByRole('button', { name: 'Enrol' });

/** An operator in a tab of the browser who has chosen a person and a profile that keeps the key's PIN. */
async function atStation(stack: Stack, person: string): Promise<StationPage> {
  const station = await operatorAtStation(await browser.newPage(), stack);
  await choose(station, person);
  return station;
}

/** The same in a further tab, where the tenant knows already who it is. */
async function inAnotherTab(stack: Stack, person: string): Promise<StationPage> {
  const page = await browser.newPage();
  await page.goto(`${stack.pageOrigin}/station`);
  const { signIn, navigation } = new SignInPage(page);
  await signIn.click();
  await navigation.waitFor();
  const station = new StationPage(page);
  await choose(station, person);
  return station;
}

async function choose(station: StationPage, person: string): Promise<void> {
  await station.choosePerson(person);
  await station.chooseProfile(KEEPS_PIN);
}

/** The line of the station check about the extension. */
async function probeIn(page: Page, stack: Stack) {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station/check');
  return new StationCheckPage(page).probe('Companion extension');
}

test('an extension that is asked twice at once serves the first and tells the second that it is busy', async ({
  stack,
}) => {
  browser = await startCompanionBrowser([stack.pageOrigin]);
  browser.key.isTouched = false;
  const first = await atStation(stack, 'Lee Gu');
  // A tab that is hidden while it looks which ways work does not come to an end.
  await expect(enrolAt(first)).toBeEnabled();
  const second = await inAnotherTab(stack, 'Megan Bowen');
  await expect(enrolAt(second)).toBeEnabled();
  await first.page.bringToFront();
  const opened = browser.nextWindow();
  await enrolAt(first).click();
  const window = await opened;
  await expect(window.getByRole('heading')).toHaveText('Use the new security key now');

  await second.page.bringToFront();
  await enrolAt(second).click();
  await expect(second.tile().root).toContainText('The companion extension is busy');
  expect(browser.windows).toHaveLength(1);
  await expect(first.tile().state).toHaveText('See its window');

  browser.key.isTouched = true;
  await window.close();
  await expect(first.tile().root).toContainText('The window was closed');
  await second.tile().root.getByRole('button', { name: 'Try again' }).click();
  await expect(second.tile().state).toHaveText('Done');
  await first.tile().root.getByRole('button', { name: 'Try again' }).click();
  await expect(first.tile().state).toHaveText('Done');
  expect(await stack.tenant.passkeysOf('lee.gu@contoso.example')).toHaveLength(1);
  // One of hers is from before.
  expect(await stack.tenant.passkeysOf('megan.bowen@contoso.example')).toHaveLength(2);
});

test('an extension whose access is withdrawn before the ceremony opens no window, and goes on once it has it again', async ({
  stack,
}) => {
  browser = await startCompanionBrowser([stack.pageOrigin]);
  const station = await atStation(stack, 'Lee Gu');
  const ways = waysAt(station.page);
  await expect(ways.getByRole('radio', { name: 'Companion extension' })).toBeChecked();
  await browser.setSiteAccess('onClick');
  await ways.getByRole('button', { name: 'Enrol' }).click();
  await expect(station.tile().root).toContainText(
    'The companion extension may not use login.microsoft.com',
  );
  expect(browser.windows).toEqual([]);
  await browser.setSiteAccess('onAllSites');
  await station.tile().root.getByRole('button', { name: 'Try again' }).click();
  await expect(station.tile().state).toHaveText('Done');
});

test('the station check tells an extension that works from one whose access is withdrawn', async ({
  stack,
}) => {
  browser = await startCompanionBrowser([stack.pageOrigin]);
  const page = await browser.newPage();
  const probe = await probeIn(page, stack);
  await expect(probe).toContainText('Installed, and serves this page');
  await expect(probe).toContainText('1.0.0');
  await checkScreen(page, 'station-check-extension');
  await browser.setSiteAccess('onClick');
  await new StationCheckPage(page).again.click();
  await expect(probe).toContainText('It may not use login.microsoft.com');
  await expect(probe.getByRole('figure')).toContainText(
    'chrome://extensions/?id=ofkapkiapionccfofjhnpdejpaincgnb',
  );
  await checkScreen(page, 'station-check-extension-withdrawn');
});

test('the station check tells an extension that is too old, and the Station does not take it', async ({
  stack,
}) => {
  browser = await startCompanionBrowser([stack.pageOrigin], '0.9.0');
  const page = await browser.newPage();
  const probe = await probeIn(page, stack);
  await expect(probe).toContainText('Too old for this page');
  await expect(probe).toContainText('0.9.0');
  const station = new StationPage(page);
  await station.open(stack.pageOrigin);
  await choose(station, 'Lee Gu');
  await expect(waysAt(page)).toContainText('Not here: The companion extension is too old');
});

test('the station check names the page to an extension that serves others', async ({ stack }) => {
  browser = await startCompanionBrowser(['https://keywright.example']);
  const probe = await probeIn(await browser.newPage(), stack);
  await expect(probe).toContainText('Installed, but not for this page');
  await expect(probe.getByRole('figure')).toContainText(`{"origins":["${stack.pageOrigin}"]}`);
});
