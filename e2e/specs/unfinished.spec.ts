import type { Browser } from '@playwright/test';
import { startStack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { UnfinishedPage } from '#e2e/pages/unfinishedPage.ts';
import { expect, test } from './fixtures.ts';

const SERIAL = 20_481_216;
const HOLDER = 'lee.gu@contoso.example';

/** A browser of somebody's own, signed in. */
async function signedIn(browser: Browser, origin: string, name: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await new SignInPage(page).signInAs(origin, name);
  return { context, station: new StationPage(page), unfinished: new UnfinishedPage(page) };
}

test('what one operator left after setting the PIN, a colleague carries on elsewhere', async ({
  browser,
  stack,
  rack,
}) => {
  const first = await signedIn(browser, stack.pageOrigin, PEOPLE.operator);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  const tile = first.station.tile(`Serial ${SERIAL}`);
  await expect(tile.state).toHaveText('Ready');
  await first.station.enrol(PEOPLE.holder, tile);
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  expect(rack.key(id).snapshot()).toMatchObject({ pinSet: true, credentials: [] });
  await first.context.close();
  rack.unplug(id);

  const auditor = await signedIn(browser, stack.pageOrigin, PEOPLE.auditor);
  await auditor.unfinished.open();
  const seen = auditor.unfinished.card(PEOPLE.holder);
  await expect(seen).toContainText(`YubiKey 5`);
  await expect(seen).toContainText(`serial ${SERIAL}`);
  await expect(seen).toContainText('The key has its PIN. Its passkey is still to be made.');
  await expect(seen).toContainText(`Plug key ${SERIAL} in; nothing will be erased.`);
  await expect(seen).toContainText(PEOPLE.operator);
  await expect(seen.getByRole('button')).toHaveCount(0);
  await auditor.context.close();

  const second = await signedIn(browser, stack.pageOrigin, PEOPLE.admin);
  await expect(second.unfinished.entry).toHaveAccessibleName('Unfinished 1 to carry on');
  await expect(second.station.unfinished).toHaveCount(0);
  rack.plug(id);
  const resumed = second.station.tile(`Serial ${SERIAL}`);
  await expect(resumed.state).toHaveText('Touch the key');
  await expect(resumed.root).toContainText(PEOPLE.holder);
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(resumed.state).toHaveText('Done, unplug');
  await expect(second.unfinished.entry).toHaveAccessibleName('Unfinished');
  await second.unfinished.open();
  await expect(second.unfinished.page.getByText('Everything is finished')).toBeVisible();

  expect(rack.key(id).snapshot()).toMatchObject({
    pinSet: true,
    forcePinChange: true,
    touches: 1,
    credentials: [{ rpId: 'login.microsoft.com' }],
  });
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
  await second.context.close();
});

test('a person can take an enrolment up by hand and give it up without its key', async ({
  browser,
  stack,
  rack,
}) => {
  const first = await signedIn(browser, stack.pageOrigin, PEOPLE.operator);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  const tile = first.station.tile(`Serial ${SERIAL}`);
  await expect(tile.state).toHaveText('Ready');
  await first.station.enrol(PEOPLE.holder, tile);
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  await first.context.close();
  rack.unplug(id);

  const second = await signedIn(browser, stack.pageOrigin, PEOPLE.admin);
  await second.unfinished.open();
  await second.unfinished.carryOn(PEOPLE.holder);
  const run = second.station.tile(PEOPLE.holder);
  await expect(run.state).toHaveText('Plug in');
  await run.cancel();
  // Whether the key was touched before it was pulled out only the key can tell.
  await expect(run.state).toHaveText('Plug in');
  await run.giveKeyUp();
  await expect(run.state).toHaveText('Cancelled');
  await expect(run.root).toContainText('A passkey may still be on the key; it opens nothing.');
  await expect(second.unfinished.entry).toHaveAccessibleName('Unfinished');
  expect(await stack.tenant.passkeysOf(HOLDER)).toEqual([]);
  await second.context.close();
});

test('a backend killed between its POST and the answer finds the passkey again, without any page', async ({
  browser,
  rack,
}) => {
  test.setTimeout(120_000);
  const stack = await startStack({
    rack,
    drawer: false,
    backend: { KEYWRIGHT_SWEEP_SECONDS: '1' },
  });
  try {
    const first = await signedIn(browser, stack.pageOrigin, PEOPLE.operator);
    const id = rack.add('yubikey5', { serial: SERIAL });
    rack.plug(id);
    const tile = first.station.tile(`Serial ${SERIAL}`);
    await expect(tile.state).toHaveText('Ready');
    await first.station.enrol(PEOPLE.holder, tile);
    await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
    await stack.tenant.fault({
      method: 'POST',
      path: 'fido2Methods$',
      effect: { kind: 'delay', ms: 1_500 },
    });
    rack.touch(id);
    await expect.poll(() => stack.backend.output()).toContain('"action":"postStarted"');
    await stack.backend.kill();
    await first.context.close();
    rack.unplug(id);
    await expect.poll(() => stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);

    await stack.restartBackend('kill');
    await expect
      .poll(() => stack.backend.output(), { timeout: 30_000 })
      .toContain('"action":"registered"');

    const second = await signedIn(browser, stack.pageOrigin, PEOPLE.admin);
    await second.unfinished.open();
    const card = second.unfinished.card(PEOPLE.holder);
    await expect(card).toContainText('The key is registered with Entra.');
    await expect(card).toContainText(`Plug key ${SERIAL} in; nothing will be erased.`);
    await second.station.open(stack.pageOrigin);
    rack.plug(id);
    await expect(second.station.tile(`Serial ${SERIAL}`).state).toHaveText('Done, unplug');
    expect(rack.key(id).snapshot()).toMatchObject({ touches: 1, forcePinChange: true });
    expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
    const posts = (await stack.tenant.requests()).filter(
      ({ method, path }) => method === 'POST' && /fido2Methods$/i.test(path),
    );
    expect(posts).toHaveLength(1);
    await second.context.close();
  } finally {
    await stack.close();
  }
});
