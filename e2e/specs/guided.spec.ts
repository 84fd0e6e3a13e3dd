import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type Stack, startStack } from '#e2e/harness/stack.ts';
import { GuidedPage } from '#e2e/pages/guidedPage.ts';
import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { UnfinishedPage } from '#e2e/pages/unfinishedPage.ts';
import { checkScreen } from './checkScreen.ts';
import { test as base, expect } from './fixtures.ts';

const HOLDER = 'lee.gu@contoso.example';
const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const OTHER_MODEL = '42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3';
const MINUTE_MS = 60_000;
const TURNED_CLOCK = new URL('../badInput/turnedClock.mjs', import.meta.url);
const MICROSOFT = 'https://mysignins.microsoft.com/security-info';
/** The backend looks every five seconds, the page asks every three. */
const SEEN_WITHIN = { timeout: 20_000 };

interface Place {
  readonly stack: Stack;
  readonly clockFile: string;
}

/** A stack whose backend has a clock that can be turned, and a browser that reaches no key. */
const test = base.extend<{ turnClock: (ms: number) => Promise<void> }, { place: Place }>({
  place: [
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'keywright-guided-'));
      const clockFile = join(dataDir, 'clock');
      await writeFile(clockFile, '0');
      const stack = await startStack({
        ...{ rack: null, drawer: false, dataDir },
        backend: {
          NODE_OPTIONS: `--import ${fileURLToPath(TURNED_CLOCK)}`,
          TURNED_CLOCK_FILE: clockFile,
        },
      });
      await use({ stack, clockFile });
      await stack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  sharedStack: [async ({ place }, use) => use(place.stack), { scope: 'worker' }],
  turnClock: async ({ place }, use) => {
    await use(async (ms) => {
      await writeFile(place.clockFile, String(ms));
      await place.stack.tenant.post('/advanceClock', { ms });
    });
    await writeFile(place.clockFile, '0');
  },
  page: async ({ page }, use) => {
    // As in Firefox and Safari.
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'hid');
    });
    await use(page);
  },
});

test.describe.configure({ timeout: 120_000 });

async function holderAtGuide(page: Page, stack: Stack): Promise<GuidedPage> {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.holder, '/enrol/guided');
  const guide = new GuidedPage(page);
  await expect(guide.begin).toBeVisible();
  return guide;
}

/** What the person does on Microsoft's page. */
async function register(stack: Stack, key: Readonly<Record<string, string>>): Promise<void> {
  await stack.tenant.post(`/people/${HOLDER}/ownPasskeys`, key);
}

/** Only keys of one model from now on, by the profile that accepts Microsoft's page. */
async function allowOneModel(stack: Stack, onForbidden: 'flag' | 'remove'): Promise<void> {
  const { token } = await stack.tenant.post<{ token: string }>('/tokens');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const path = `${stack.backendOrigin}/api/profiles/keep-pin`;
  const { versions } = await (await fetch(path, { headers })).json();
  const { id: _id, version: basedOn, ...content } = versions[0].profile;
  const profile = { ...content, allowedAaguids: [MODEL], onForbidden };
  const answer = await fetch(`${path}/versions`, {
    ...{ method: 'POST', body: JSON.stringify({ basedOn, profile }) },
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
  });
  expect(answer.status).toBe(201);
}

test('a holder registers their own key on Microsoft’s page, and it is found by itself', async ({
  page,
  stack,
}) => {
  const guide = await holderAtGuide(page, stack);
  await checkScreen(page, 'guided-begin');
  await guide.start();
  await expect(guide.steps).toHaveCount(5);
  await expect(guide.steps.nth(1)).toContainText(`sign in as ${HOLDER}`);
  await checkScreen(page, 'guided-watching');

  await page
    .context()
    .route(`${MICROSOFT}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Security info</title>' }),
    );
  const opened = page.context().waitForEvent('page');
  await guide.microsoft.click();
  const tab = await opened;
  await expect(tab).toHaveURL(MICROSOFT);
  expect(await tab.evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
  await register(stack, { aaGuid: MODEL, displayName: 'Blue key' });
  await tab.close();

  await expect(guide.state).toContainText('Found: YubiKey 5 NFC', SEEN_WITHIN);
  await expect(guide.state).toContainText('In Entra it is called “Blue key”.');
  await expect(guide.steps).toHaveCount(0);
  await checkScreen(page, 'guided-done');
  const myKeys = new MyKeysPage(page);
  await page.getByRole('link', { name: 'To My keys' }).click();
  await expect(myKeys.passkeys).toHaveText(['Blue key']);
  await page.getByRole('link', { name: 'Register a security key yourself' }).click();
  await expect(guide.again).toBeVisible();
});

test('a key that is not allowed is removed again where the profile says so', async ({
  page,
  stack,
}) => {
  await allowOneModel(stack, 'remove');
  // Without another one that works it would stay.
  await register(stack, { aaGuid: MODEL });
  const guide = await holderAtGuide(page, stack);
  await expect(page.getByText('Only these models are taken: YubiKey 5 NFC')).toBeVisible();
  await guide.start();
  await register(stack, { aaGuid: OTHER_MODEL });
  await expect(guide.state).toContainText('was removed again', SEEN_WITHIN);
  await expect(guide.state).toContainText('Keys of this model are not taken here');
  await expect(guide.state).toContainText('Only these models are taken: YubiKey 5 NFC');
  await checkScreen(page, 'guided-removed');
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);

  await guide.start();
  await register(stack, { aaGuid: MODEL });
  await expect(guide.state).toContainText('Found: YubiKey 5 NFC', SEEN_WITHIN);
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(2);
});

test('a key that is not allowed stays and is flagged where the profile does not say so', async ({
  page,
  stack,
}) => {
  await allowOneModel(stack, 'flag');
  const guide = await holderAtGuide(page, stack);
  await guide.start();
  await register(stack, { aaGuid: OTHER_MODEL });
  await expect(guide.state).toContainText('is registered, but it is not allowed', SEEN_WITHIN);
  await expect(guide.state).toContainText('It stays in Entra');
  await checkScreen(page, 'guided-flagged');
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
});

test('of two keys that appear at once the holder says which is theirs', async ({ page, stack }) => {
  const guide = await holderAtGuide(page, stack);
  await guide.start();
  // While the backend stands still both are registered: its next look has them at once.
  process.kill(stack.backend.pid, 'SIGSTOP');
  await register(stack, { aaGuid: MODEL, displayName: 'Blue key' });
  await register(stack, { aaGuid: OTHER_MODEL, displayName: 'Spare key' });
  process.kill(stack.backend.pid, 'SIGCONT');
  await expect(page.getByText('Two new keys appeared: which one is it?')).toBeVisible(SEEN_WITHIN);
  await expect(guide.thisOne).toBeDisabled();
  await checkScreen(page, 'guided-choose');
  await expect(guide.keys).toHaveCount(2);
  await page.getByRole('radio', { name: 'Blue key' }).check();
  await guide.thisOne.click();
  await expect(guide.state).toContainText('Found: YubiKey 5 NFC');
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(2);
});

test('after ten minutes nobody looks any more, until somebody asks for it', async ({
  page,
  stack,
  turnClock,
}) => {
  const guide = await holderAtGuide(page, stack);
  await guide.start();
  await turnClock(11 * MINUTE_MS);
  await expect(guide.state).toContainText('Ten minutes are over', SEEN_WITHIN);
  await checkScreen(page, 'guided-over');
  await register(stack, { aaGuid: MODEL });
  await guide.lookAgain.click();
  await expect(guide.state).toContainText('Found: YubiKey 5 NFC', SEEN_WITHIN);
});

test('a backend that is killed in the middle finds the key when it is back', async ({
  page,
  stack,
}) => {
  const guide = await holderAtGuide(page, stack);
  await guide.start();
  await stack.backend.kill();
  await register(stack, { aaGuid: MODEL });
  await stack.restartBackend('kill');
  await expect(guide.state).toContainText('Found: YubiKey 5 NFC', SEEN_WITHIN);
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
});

test('an operator in a browser that reaches no key guides somebody beside them', async ({
  page,
  stack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station');
  const station = new StationPage(page);
  await station.choosePerson(PEOPLE.holder);
  await expect(page.getByText('This browser cannot reach security keys')).toBeVisible();
  await checkScreen(page, 'station-without-webhid');
  await page.getByRole('link', { name: 'Let them register the key on Microsoft’s page' }).click();
  const guide = new GuidedPage(page);
  await guide.start();
  await expect(page.getByRole('region', { name: 'For whom' })).toContainText(HOLDER);
  // In the operator's own window it would be the operator's own account.
  await expect(guide.microsoft).toHaveCount(0);
  await expect(guide.steps.nth(1)).toContainText('you are signed in here as yourself');
  await expect(guide.steps.nth(1)).toContainText(MICROSOFT);
  await checkScreen(page, 'guided-station');

  const unfinished = new UnfinishedPage(page);
  await unfinished.open();
  await expect(unfinished.card(PEOPLE.holder)).toContainText(
    'Lee Gu registers the key on Microsoft’s page.',
  );
  await unfinished.card(PEOPLE.holder).getByRole('link', { name: 'Show the guide' }).click();
  await expect(guide.steps).toHaveCount(5);
  await page.reload();
  await expect(guide.steps).toHaveCount(5);
  await register(stack, { aaGuid: MODEL });
  await expect(guide.state).toContainText('Found: YubiKey 5 NFC', SEEN_WITHIN);
  await page.goto(`${stack.pageOrigin}/station`);
  await expect(station.unfinished).toHaveCount(0);
});
