import type { Browser } from '@playwright/test';
import { furnishKey } from '#e2e/authenticator/testing/furnishKey.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { EnrolPage } from '#e2e/pages/enrolPage.ts';
import { GuidedPage } from '#e2e/pages/guidedPage.ts';
import { InvitationsPage } from '#e2e/pages/invitationsPage.ts';
import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { holdKey } from './heldKey.ts';
import { invite, MEGAN } from './invited.ts';

const SERIAL = 20_481_216;
const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const PIN = 'krokus-27';
const RP = 'login.microsoft.com';
/** From signed in to enrolled, with one touch and the PIN beside them. */
const MOST_CLICKS = 4;

test.describe.configure({ timeout: 180_000 });

async function newcomerOf(browser: Browser, stack: Stack): Promise<EnrolPage> {
  const context = await browser.newContext();
  const enrol = new EnrolPage(await context.newPage());
  await enrol.open(stack.pageOrigin);
  return enrol;
}

const passInEntra = (stack: Stack) => stack.tenant.get(`/people/${MEGAN}/temporaryAccessPass`);

test('somebody far away goes from the invitation to a key of their own that signs them in', async ({
  page,
  tenantBrowser,
  stack,
  rack,
}) => {
  const pass = await invite(page, stack, { profile: 'Holder at the station', serial: SERIAL });
  const enrol = await newcomerOf(tenantBrowser, stack);
  const theirs = enrol.page;
  await expect(enrol.heading('What you need')).toBeVisible();
  await checkScreen(theirs, 'enrol-welcome');
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);

  await expect(enrol.heading('Plug in your key')).toBeVisible();
  await expect(theirs.getByText('Welcome to the team!')).toBeVisible();
  await expect(theirs.getByText(`the one with the number ${SERIAL} on it`)).toBeVisible();
  const guide = theirs.getByText('How it goes, with pictures');
  await guide.click();
  const pictures = theirs.locator('details img');
  await expect(pictures).toHaveCount(4);
  await pictures.first().scrollIntoViewIfNeeded();
  const width = () =>
    pictures.first().evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0));
  await expect.poll(width).toBeGreaterThan(0);
  await checkScreen(theirs, 'enrol-plug');
  await guide.click();

  // The guide is there for who wants it.
  const clicks = await enrol.countClicks();
  const stranger = rack.add('yubikey5', { serial: SERIAL + 1 });
  rack.plug(stranger);
  await expect(theirs.getByText('This is not the key of your invitation')).toBeVisible();
  await expect(enrol.begin).toHaveCount(0);
  await checkScreen(theirs, 'enrol-wrong-key');
  rack.unplug(stranger);
  expect(rack.key(stranger).snapshot()).toMatchObject({ pinSet: false, credentials: [] });

  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await expect(theirs.getByText('Nothing has been changed on it yet.')).toBeVisible();
  await checkScreen(theirs, 'enrol-found');
  await enrol.begin.click();

  await expect(enrol.heading('Choose a PIN for your key')).toBeVisible();
  await enrol.newPin.fill('123456');
  await expect(enrol.setPin).toBeDisabled();
  await expect(enrol.rules).toHaveText([/: met$/, /: not yet$/, /: not yet$/]);
  await checkScreen(theirs, 'enrol-pin');
  await enrol.newPin.click();
  await enrol.newPin.fill(PIN);
  await enrol.samePin.click();
  await enrol.samePin.fill(PIN);
  await expect(enrol.rules).toHaveText([/: met$/, /: met$/, /: met$/]);
  await enrol.setPin.click();

  await expect(enrol.progress.getByText('Touch your key')).toBeVisible();
  await checkScreen(theirs, 'enrol-touch');
  rack.touch(id);
  await expect(enrol.heading('Your key is ready')).toBeVisible();
  const keys = theirs.getByRole('region', { name: 'Your keys' });
  await expect(keys.getByRole('listitem').filter({ hasText: `${SERIAL}` })).toHaveCount(1);
  await checkScreen(theirs, 'enrol-done');
  expect(await clicks()).toBeLessThanOrEqual(MOST_CLICKS);

  expect(await passInEntra(stack)).toBeNull();
  expect(rack.key(id).snapshot()).toMatchObject({
    ...{ pinSet: true, credentials: [{ rpId: RP }] },
    touches: 1,
  });
  const text = `${await theirs.content()}${stack.backend.output()}`;
  expect(text.includes(PIN) || text.includes(pass)).toBe(false);

  // Loaded again, it is done all the same.
  await theirs.reload();
  await expect(enrol.heading('Your key is ready')).toBeVisible();

  // What counts is that Entra lets them in with it, and with no other: the first one was never registered.
  const held = { key: rack.key(stranger), pin: PIN };
  await holdKey(theirs, RP, held);
  const tenant = new SignInPage(theirs);
  await enrol.tryIt.click();
  await tenant.withPasskey.waitFor();
  for (const each of [stranger, id]) rack.key(each).setTouchPolicy('immediate');
  rack.plug(stranger);
  await furnishKey(held.key, { pin: PIN, passkeys: [{ rpId: RP, user: 'Megan' }] });
  await tenant.withPasskey.click();
  await expect(tenant.failure).toContainText('This passkey is not registered here');
  held.key = rack.key(id);
  await tenant.withPasskey.click();
  await theirs.getByRole('link', { name: 'All about my keys' }).click();
  await expect(new MyKeysPage(theirs).passkeys.filter({ hasText: `${SERIAL}` })).toHaveCount(1);
  await theirs.context().close();

  await new InvitationsPage(page).open();
  await page.reload();
  await expect(new InvitationsPage(page).card('Megan Bowen')).toContainText('Enrolled');
  await page.close();
});

test('somebody registers their key in their own name, once Entra lets them', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  await stack.restartBackend('stop', stack.delegated);
  // The exchange wants more than the first token has, which the page fetches by itself.
  await stack.tenant.patch('/settings', { ownRegistrations: false, exchangeContext: 'c7' });
  const pass = await invite(page, stack, { profile: 'New colleague' });
  await page.close();
  const enrol = await newcomerOf(browser, stack);
  const theirs = enrol.page;
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await enrol.begin.click();
  await expect(theirs.getByText('Entra does not let you register the key')).toBeVisible();
  await checkScreen(theirs, 'enrol-unsupported');
  // Loaded again it says so, too, and can be taken back.
  await theirs.reload();
  await expect(theirs.getByText('Entra does not let you register the key')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Stop' })).toBeVisible();
  await stack.tenant.patch('/settings', { ownRegistrations: true });
  await theirs.reload();
  await expect(enrol.progress.getByText('Touch your key')).toBeVisible();
  rack.touch(id);
  await expect(enrol.heading('Your key is ready')).toBeVisible();
  const posts = (await stack.tenant.requests()).filter(
    ({ method, path, status }) =>
      method === 'POST' && path.endsWith('/fido2Methods') && status === 201,
  );
  expect(posts.map(({ path }) => path)).toEqual(['/v1.0/me/authentication/fido2Methods']);
  await theirs.context().close();
});

test('a tab that was closed half-way goes on where it was, and a made-up PIN is accepted', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  // The tenant is asked for more than the sign-in brought: with a pass that takes no step of the person.
  await stack.restartBackend('stop', { KEYWRIGHT_OWN_SIGN_IN_CONTEXT: 'c1' });
  const pass = await invite(page, stack, { profile: 'New colleague' });
  await page.close();
  const enrol = await newcomerOf(browser, stack);
  const theirs = enrol.page;
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await enrol.begin.click();
  await expect(enrol.progress.getByText('Touch your key')).toBeVisible();
  await theirs.reload();
  await expect(enrol.progress.getByText('Touch your key')).toBeVisible();
  rack.touch(id);
  await expect(enrol.heading('Your key is ready')).toBeVisible();
  expect(await passInEntra(stack)).toBeNull();
  await theirs.getByRole('link', { name: 'See the PIN' }).click();
  await expect(enrol.heading('My keys')).toBeVisible();
  await theirs.context().close();
});

test('somebody whom nobody invited is told so, and a browser without WebHID what the key needs', async ({
  page,
  browser,
  stack,
}) => {
  const pass = await invite(page, stack, { profile: 'New colleague' });
  await page.close();
  const lee = await newcomerOf(browser, stack);
  await lee.signIn.click();
  await new SignInPage(lee.page).pick(PEOPLE.holder);
  await expect(lee.page.getByText('No invitation waits for you')).toBeVisible();
  await checkScreen(lee.page, 'enrol-nobody');
  await lee.page.context().close();

  const context = await browser.newContext();
  const megan = new EnrolPage(await context.newPage());
  // For good: not even the bridge to the software keys can put anything in its place.
  await megan.page.addInitScript(() =>
    Object.defineProperty(navigator, 'hid', { value: undefined, writable: false }),
  );
  await megan.open(stack.pageOrigin);
  await megan.signIn.click();
  await megan.signInWithPass(MEGAN, pass);
  await expect(megan.heading('This browser does not let a page reach security keys')).toBeVisible();
  // Its PIN is to be drawn and changed: Microsoft's page does neither.
  await expect(megan.page.getByText('in Chrome or Edge on a computer')).toBeVisible();
  await checkScreen(megan.page, 'enrol-no-webhid');
  await context.close();
});

test('somebody with a phone registers the key on Microsoft’s page, and that ends the invitation', async ({
  page,
  browser,
  stack,
}) => {
  const pass = await invite(page, stack, { profile: 'Key that is already in use', serial: SERIAL });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const enrol = new EnrolPage(await context.newPage());
  const theirs = enrol.page;
  await theirs.addInitScript(() =>
    Object.defineProperty(navigator, 'hid', { value: undefined, writable: false }),
  );
  await enrol.open(stack.pageOrigin);
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);
  await theirs.getByRole('link', { name: 'Register it on Microsoft’s page' }).click();
  await expect(theirs.getByText('Nobody can check that number')).toBeVisible();
  await checkScreen(theirs, 'enrol-guided-begin');
  const guide = new GuidedPage(theirs);
  await guide.start();
  await enrol.open(stack.pageOrigin);
  await theirs.getByRole('link', { name: 'Go on there' }).click();
  await expect(guide.steps).toHaveCount(5);
  await stack.tenant.post(`/people/${MEGAN}/ownPasskeys`, { aaGuid: MODEL });
  await expect(guide.state).toContainText('Found: YubiKey 5 NFC', { timeout: 20_000 });
  await theirs.getByRole('link', { name: 'How to sign in from now on' }).click();

  await expect(enrol.heading('Your key is ready')).toBeVisible();
  await expect(theirs.getByText(`Your invitation was for number ${SERIAL}`)).toBeVisible();
  const keys = theirs.getByRole('region', { name: 'Your keys' }).getByRole('listitem');
  // She had one before.
  await expect(keys).toHaveCount(2);
  await checkScreen(theirs, 'enrol-guided-done');
  expect(await passInEntra(stack)).toBeNull();
  await context.close();

  await new InvitationsPage(page).open();
  await page.reload();
  const card = new InvitationsPage(page).card('Megan Bowen');
  await expect(card).toContainText('Enrolled');
  await expect(card).toContainText('The serial number of the key could not be checked');
});

test('somebody whose sign-in leads nowhere is told what to say to IT', async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext();
  const enrol = new EnrolPage(await context.newPage());
  const theirs = enrol.page;
  await theirs.route('**/api/me/invitation', (route) =>
    route.fulfill({
      status: 401,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'session_not_fresh' }),
    }),
  );
  await enrol.open(stack.pageOrigin);
  await enrol.signIn.click();
  await new SignInPage(theirs).pick('Megan Bowen');
  await expect(theirs.getByText('You have to sign in again')).toBeVisible();
  await theirs.getByRole('button', { name: 'Sign in again' }).click();
  await new SignInPage(theirs).pick('Megan Bowen');
  await expect(theirs.getByText('Signing in does not get you any further')).toBeVisible();
  await expect(theirs.getByText(/session_not_fresh.*Conditional Access/s)).toBeVisible();
  await checkScreen(theirs, 'enrol-loop');
  // Where it is mended after all, nothing is held against them.
  await theirs.unroute('**/api/me/invitation');
  await theirs.reload();
  await expect(theirs.getByText('No invitation waits for you')).toBeVisible();
  await context.close();
});
