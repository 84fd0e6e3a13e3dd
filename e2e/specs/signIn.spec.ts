import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { keptBy, recordPage } from './recordPage.ts';

const NAVIGATION = [
  [
    'admin',
    [
      'Station',
      'Batch',
      'People',
      'Unfinished',
      'Invitations',
      'Profiles',
      'Remove keys',
      'Readiness',
      'Audit',
      'Operators',
      'My keys',
    ],
  ],
  [
    'operator',
    [
      'Station',
      'Batch',
      'People',
      'Unfinished',
      'Invitations',
      'Profiles',
      'Remove keys',
      'My keys',
    ],
  ],
  [
    'auditor',
    [
      'People',
      'Unfinished',
      'Invitations',
      'Profiles',
      'Remove keys',
      'Readiness',
      'Audit',
      'My keys',
    ],
  ],
  ['holder', ['My keys']],
] as const;

test('the navigation shows each role what it may use', async ({ browser, stack }) => {
  for (const [role, pages] of NAVIGATION) {
    const context = await browser.newContext();
    const signIn = new SignInPage(await context.newPage());
    await signIn.signInAs(stack.pageOrigin, PEOPLE[role]);
    expect(await signIn.pages(), role).toEqual(pages);
    await context.close();
  }
});

test('an auditor cannot enrol, neither by the page nor past it', async ({ page, stack, rack }) => {
  const signIn = new SignInPage(page);
  const record = recordPage(page);
  await signIn.signInAs(stack.pageOrigin, PEOPLE.auditor, '/station');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  rack.plug(rack.add('yubikey5'));
  await signIn.open('People');
  await page.getByRole('combobox', { name: 'Person' }).fill('Lee Gu');
  await page.getByRole('option', { name: /Lee Gu/ }).click();
  await expect(page.getByRole('heading', { name: 'Lee Gu' })).toBeVisible();
  await expect(page.getByText('No passkeys yet')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Enrol a key for this person' })).toHaveCount(0);
  const token = /"authorization":"(Bearer [^"]+)"/.exec(await record.everything())?.[1];
  const answer = await fetch(`${stack.backendOrigin}/api/enrolments`, {
    method: 'POST',
    headers: { authorization: token ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ userId: new URL(page.url()).pathname.split('/').at(-1), key: null }),
  });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'session_forbidden' });
});

test('a member without a role sees nobody but themselves', async ({ page, stack }) => {
  const signIn = new SignInPage(page);
  await signIn.signInAs(stack.pageOrigin, PEOPLE.holder, '/people');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(page.getByRole('heading', { name: 'My keys', level: 1 })).toBeVisible();
  await expect(page.getByText('You have no security key yet')).toBeVisible();
});

test('signing out leaves nothing in the browser and nothing behind the back button', async ({
  page,
  context,
  stack,
}) => {
  const signIn = new SignInPage(page);
  const station = new StationPage(page);
  await signIn.signInAs(stack.pageOrigin, PEOPLE.operator);
  await station.choosePerson('Lee Gu');
  await signIn.signOut();
  await expect(signIn.signIn).toBeVisible();
  const kept = await keptBy(page, context);
  for (const trace of ['omar', 'Omar', 'Lee', 'accessToken', 'refreshtoken', 'idtoken']) {
    expect(kept.toLowerCase()).not.toContain(`"${trace.toLowerCase()}`);
    expect(kept.toLowerCase()).not.toContain(`-${trace.toLowerCase()}-`);
  }
  expect(kept).not.toMatch(/eyJ[\w-]+\./);
  await page.goBack();
  await expect(signIn.signIn.or(signIn.person('Cancel'))).toBeVisible();
  await expect(page.getByText('Lee Gu').and(page.locator('h1, bdi'))).toHaveCount(0);
});

test('a page that is left alone signs out, and nothing of it comes back', async ({
  page,
  context,
  stack,
}) => {
  const signIn = new SignInPage(page);
  await page.clock.install();
  await signIn.signInAs(stack.pageOrigin, PEOPLE.operator, '/station');
  const lee = page.getByText('Lee Gu').and(page.locator('h1, h2, bdi'));
  await new StationPage(page).choosePerson('Lee Gu');
  await expect(lee.first()).toBeVisible();
  await page.clock.fastForward('14:10');
  const ending = page.getByRole('alert').filter({ hasText: 'You are about to be signed out' });
  await expect(ending).toBeVisible();
  await checkScreen(page, 'signed-out-soon');
  await ending.getByRole('button', { name: 'I am still here' }).click();
  await expect(ending).toHaveCount(0);
  await page.clock.fastForward('15:00');
  await expect(page.getByText('nobody did anything here for 15 minutes')).toBeVisible();
  await checkScreen(page, 'signed-out-idle');
  await expect(lee).toHaveCount(0);
  const kept = await keptBy(page, context);
  expect(kept).not.toMatch(/eyJ[\w-]+\.|omar|accesstoken|refreshtoken/i);

  // Entra would let the same browser in without a word.
  await signIn.signIn.click();
  await signIn.pick(PEOPLE.operator);
  await expect(signIn.navigation).toBeVisible();

  // As another entry of the history signs out, and the browser brings this page back from its memory.
  await page.evaluate(() => {
    sessionStorage.clear();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  await expect(signIn.navigation).toBeHidden();
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  );
  await expect(signIn.signIn).toBeVisible();
  await expect(lee).toHaveCount(0);
});

test('who turns back at the sign-in page is told so and may try again', async ({ page, stack }) => {
  const signIn = new SignInPage(page);
  await page.goto(stack.pageOrigin);
  await signIn.signIn.click();
  await signIn.pick('Cancel');
  await expect(signIn.failure).toContainText('You are not signed in');
  await signIn.signIn.click();
  await signIn.pick(PEOPLE.operator);
  await expect(signIn.navigation).toBeVisible();
});

test('a session that ends in the middle asks to sign in again and goes on', async ({
  page,
  stack,
}) => {
  const signIn = new SignInPage(page);
  await signIn.signInAs(stack.pageOrigin, PEOPLE.operator, '/station');
  await page.route(`${stack.backendOrigin}/api/me`, (route) =>
    route.fulfill({
      status: 401,
      headers: {
        'access-control-allow-origin': stack.pageOrigin,
        'content-type': 'application/problem+json',
      },
      body: JSON.stringify({ code: 'session_expired', status: 401, title: 'expired' }),
    }),
  );
  await page.reload();
  await expect(signIn.failure).toBeVisible();
  await expect(signIn.signIn).toBeVisible();
  await page.unroute(`${stack.backendOrigin}/api/me`);
  await signIn.signIn.click();
  await expect(page.getByRole('heading', { name: 'Station', level: 1 })).toBeVisible();
});
