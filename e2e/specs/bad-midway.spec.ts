import { expect, test } from '#e2e/badInput/badTest.ts';
import { BatchPage } from '#e2e/pages/batchPage.ts';
import { BatchPeoplePage } from '#e2e/pages/batchPeoplePage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import type { ProfileVersion } from '#shared/api/index.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';

const ADMIN = 'adele.vance@contoso.example';
const MINUTE_MS = 60_000;

test('a challenge that ran out while nobody touched the key is asked for anew', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Touch the key');
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await desk.turnClock(6 * MINUTE_MS);
  key.touch();
  await expect.poll(() => key.snapshot().touches).toBe(1);
  await desk.expectWords('challenge_expired');
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  key.touch();
  const { journal, failures } = await desk.expectDone(key);
  expect(failures).toEqual(['challenge_expired']);
  expect(journal).toContain('credentialVoided');
  expect(key.snapshot().credentials).toHaveLength(1);
});

test('a batch goes on with a fresh challenge by itself, however slow its people are', async ({
  desk,
}) => {
  const batch = new BatchPage(desk.page);
  await batch.make(desk.stack.pageOrigin, [desk.holder.userPrincipalName]);
  await batch.start();
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  // Away with the key: nobody is asked to touch it for a challenge that is over.
  key.unplug();
  await expect(desk.tile.state).toHaveText('Plug in');
  await desk.turnClock(6 * MINUTE_MS);
  key.plug();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await expect(desk.tile.failure).toHaveCount(0);
  // At the desk, and too late.
  await desk.turnClock(6 * MINUTE_MS);
  key.touch();
  await desk.expectWords('challenge_expired');
  await expect(desk.tile.root).toContainText('asked anew by itself');
  await expect(desk.tile.state).toHaveText('Touch the key');
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  key.touch();
  const { failures } = await desk.expectDone(key);
  expect(failures).toEqual(['challenge_expired']);
  await expect(batch.progress).toContainText('1 of 1 done');
  expect(key.snapshot().credentials).toHaveLength(1);
});

test('a profile that was changed after the page was opened is shown anew before anything begins', async ({
  desk,
}) => {
  const [builtIn] = BUILT_IN_PROFILES;
  if (builtIn === undefined) throw new Error('there is no built-in profile');
  const { id: _, version: __, ...content } = { ...builtIn, name: `Changed ${desk.holder.id}` };
  const made = await desk.call<ProfileVersion>(ADMIN, 'POST', '/profiles', { profile: content });
  const { id } = made.profile;
  const change = (basedOn: number, version: string) =>
    desk.call(ADMIN, 'POST', `/profiles/${id}/versions`, {
      basedOn,
      profile: { ...content, name: `${content.name} ${version}` },
    });
  const key = desk.plug();
  await desk.page.reload();
  await desk.open(id);
  await expect(desk.tile.enrol).toBeEnabled();
  await change(1, 'II');
  await desk.tile.enrol.click();
  await desk.expectWords('profile_changed');
  await expect(desk.station.profile(`${content.name} II`)).toBeChecked();
  expect(key.snapshot()).toMatchObject({ pinSet: false, credentials: [] });
  await desk.tile.enrol.click();
  await desk.expectDone(key);

  await desk.page.goto(`${desk.stack.pageOrigin}/batch/new`);
  await new BatchPeoplePage(desk.page).paste(desk.holder.userPrincipalName);
  await desk.page.getByLabel('Profile').selectOption({ label: `${content.name} II` });
  await change(2, 'III');
  const make = desk.page.getByRole('button', { name: /^Make a batch/ });
  await make.click();
  await desk.expectWords('profile_changed', desk.page.getByRole('main'));
  const chosen = desk.page.getByLabel('Profile').locator('option:checked');
  await expect(chosen).toHaveText(`${content.name} III`);
  await make.click();
  await expect(new BatchPage(desk.page).button('Start here')).toBeVisible();
  await desk.call(ADMIN, 'POST', `/profiles/${id}/retire`, { basedOn: 3 });
});

test('a challenge that Entra no longer takes is a refusal: everything is taken back', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await desk.stack.tenant.post('/expire', { what: 'challenges' });
  key.touch();
  await desk.expectTakenBack(key, 'graph_bad_request');
  expect(key.snapshot().credentials).toEqual([]);
});

test('an operator’s token that runs out midway is renewed and nobody notices', async ({ desk }) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await desk.turnClock(80 * MINUTE_MS);
  key.key.setTouchPolicy('immediate');
  key.touch();
  // The challenge ran out with it, which alone is told.
  const { failures } = await desk.expectDone(key);
  expect(failures).toEqual(['challenge_expired']);
  expect(desk.log()).toContain('session_expired');
});

test('an operator whose sign-in ended midway signs in again and carries on', async ({
  desk,
  browser,
}) => {
  // A browser of its own: the other tests go on being signed in.
  const context = await browser.newContext();
  const page = await context.newPage();
  const signIn = new SignInPage(page);
  await signIn.signInAs(desk.stack.pageOrigin, PEOPLE.admin);
  const own = desk.at(page);
  const key = own.plug('yubikey5', { touch: 'manual' });
  await own.enrol();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await desk.stack.tenant.post('/expire', { what: 'sessions' });
  await desk.turnClock(80 * MINUTE_MS);
  key.key.setTouchPolicy('immediate');
  key.touch();
  await expect(own.tile.state).toHaveText('Sign in again');
  await own.expectWords('session_expired');
  await own.truth(key);
  await own.tile.signIn.click();
  const again = signIn.person(PEOPLE.admin);
  await expect(again.or(own.tile.root).first()).toBeVisible();
  if (await again.isVisible()) await again.click();
  await own.expectDone(key);
  own.expectNoSecretTold();
  await context.close();
  // Everybody's sign-in has ended with it.
  await desk.page.evaluate(() => sessionStorage.clear());
  await new SignInPage(desk.page).signInAs(desk.stack.pageOrigin, PEOPLE.admin);
});

test('the service’s token that runs out midway is renewed and nobody notices', async ({ desk }) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await desk.stack.tenant.post('/expire', { what: 'appTokens' });
  key.touch();
  const { failures } = await desk.expectDone(key);
  expect(failures).toEqual([]);
});

for (const how of ['kill', 'stop'] as const) {
  test(`a backend that is restarted midway (${how}) goes on where it was`, async ({ desk }) => {
    const key = desk.plug('yubikey5', { touch: 'manual' });
    await desk.enrol();
    await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
    await desk.stack.backend[how]();
    key.touch();
    await desk.expectWords('backend_unreachable');
    await expect(desk.station.offline).toBeVisible();
    await desk.restartBackend(how);
    const { journal, failures } = await desk.expectDone(key);
    expect(failures).toEqual([]);
    expect(journal.filter((type) => type === 'credentialMade')).toHaveLength(1);
    await expect(desk.station.offline).toBeHidden();
  });
}

test('a backend that dies while Entra registers finds the registration and does not repeat it', async ({
  desk,
}) => {
  await desk.stack.tenant.fault({
    method: 'POST',
    path: 'fido2Methods$',
    effect: { kind: 'delay', ms: 1_500 },
  });
  const key = desk.plug();
  await desk.enrol();
  await expect
    .poll(async () => (await desk.stack.tenant.requests()).at(-1)?.method, { intervals: [50] })
    .toBe('POST');
  await desk.restartBackend('kill');
  const { journal } = await desk.expectDone(key);
  expect(journal.filter((type) => type === 'postStarted')).toHaveLength(1);
});

test('without its database the backend does nothing; with it again everything goes on', async ({
  desk,
}) => {
  const passkeys = () => desk.stack.tenant.passkeysOf(desk.holder.userPrincipalName);
  const before = await passkeys();
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  await desk.database.stop();
  key.touch();
  await desk.expectWords('database_unavailable');
  expect(await passkeys()).toEqual(before);
  await desk.database.start();
  try {
    const { failures } = await desk.expectDone(key);
    expect(failures).toEqual([]);
  } finally {
    // The server is ours now: back to one that the backend started and will stop.
    await desk.database.stop();
    await desk.restartBackend('stop');
  }
});

test('an enrolment that cannot be written down is not begun', async ({ desk }) => {
  const key = desk.plug();
  await desk.open();
  await expect(desk.tile.state).toHaveText('Ready');
  await desk.database.stop();
  await desk.tile.enrol.click();
  await desk.expectWords('database_unavailable');
  expect(key.snapshot().pinSet).toBe(false);
  await desk.restartBackend('stop');
  await desk.tile.enrol.click();
  await desk.expectDone(key);
});
