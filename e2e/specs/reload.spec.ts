import type { Page, Route } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';

type Cut = 'before the backend hears of it' | 'after the backend has done it';

/** Far more calls than an enrolment makes; the loop ends at the first run that was not cut. */
const MOST_CALLS = 30;

for (const cut of [
  'before the backend hears of it',
  'after the backend has done it',
] as const satisfies readonly Cut[]) {
  test(`the page is loaded again at every call of an enrolment, ${cut}`, async ({
    page,
    stack,
    rack,
  }) => {
    // One enrolment for each call.
    test.slow();
    const station = await operatorAtStation(page, stack);
    await station.choosePerson('Lee Gu');
    const reached: string[] = [];
    for (let position = 0; position < MOST_CALLS; position += 1) {
      const holder = `lee.gu@contoso.example`;
      const id = rack.add('yubikey5', { touch: 'immediate' });
      const stop = await cutAt(page, stack, position, cut);
      rack.plug(id);
      const tile = station.tile();
      await tile.enrol.click();
      const call = await Promise.race([stop.reached, tile.state.getByText('Done').waitFor()]);
      if (typeof call !== 'string') break;
      reached.push(call);
      await page.reload();
      await stop.release();
      // Nothing was begun yet where the very first call was lost.
      await expect(tile.state.or(tile.enrol).first()).toBeVisible();
      if (position === 0 && cut.startsWith('before')) await tile.enrol.click();
      await expect
        .poll(() => rack.key(id).snapshot(), call)
        .toMatchObject({ pinSet: true, forcePinChange: true, credentials: [{}] });
      await expect(tile.state, call).toHaveText('Done, unplug');
      await expect(station.unfinished).toHaveCount(0);
      expect(await stack.tenant.passkeysOf(holder), call).toHaveLength(1);
      rack.unplug(id);
      await expect(station.tiles).toHaveCount(0);
      rack.remove(id);
      await stack.tenant.reset();
    }
    expect(reached.length).toBeGreaterThanOrEqual(7);
    expect(reached).toEqual(expect.arrayContaining(['events', 'pin-auth', 'enrolments']));
  });
}

test('another browser carries on where this one was closed, and the sealed PIN still fits', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  // Without a serial nobody can be sure that it is the same key, so a person says so.
  const id = rack.add('keyWithoutSerial');
  rack.plug(id);
  await station.enrol('Lee Gu');
  await expect(station.tile().state).toHaveText('Touch the key');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(false);

  const context = await browser.newContext();
  const other = await operatorAtStation(await context.newPage(), stack);
  await expect(other.openEnrolment('Lee Gu')).toBeVisible();
  rack.key(id).setTouchPolicy('immediate');
  await other.carryOn('Lee Gu');
  const tile = other.tile('Lee Gu');
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(other.unfinished).toHaveCount(0);
  expect(rack.key(id).snapshot()).toMatchObject({ pinSet: true, forcePinChange: true });
  expect(rack.key(id).snapshot().credentials).toHaveLength(1);
  await context.close();

  const holder = await browser.newContext();
  const holderPage = await holder.newPage();
  await new SignInPage(holderPage).signInAs(stack.pageOrigin, PEOPLE.holder);
  expect(await new MyKeysPage(holderPage).revealPin()).toMatch(/^\d{8}$/);
  await holder.close();
});

test('a page that is loaded again while the key blinks calls the touch off and asks for it anew', async ({
  page,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  const id = rack.add('yubikey5');
  rack.plug(id);
  await station.enrol('Lee Gu');
  const tile = station.tile();
  await expect(tile.state).toHaveText('Touch the key');
  await page.reload();
  await expect(tile.state).toHaveText('Touch the key');
  expect(
    rack
      .key(id)
      .snapshot()
      .requests.filter((name) => name === 'makeCredential'),
  ).toHaveLength(2);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  expect(rack.key(id).snapshot()).toMatchObject({ touches: 1, credentials: [{}] });
});

test('a key that was pulled out halfway carries on by itself when it is back', async ({
  page,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  const id = rack.add('yubikey5');
  rack.plug(id);
  await station.enrol('Lee Gu');
  const tile = station.tile();
  await expect(tile.state).toHaveText('Touch the key');
  rack.unplug(id);
  await expect(tile.state).toHaveText('Plug in');
  rack.key(id).setTouchPolicy('immediate');
  rack.plug(id);
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(station.tiles).toHaveCount(1);
});

/** Stops the nth POST of an enrolment (from 0): its request, or its answer, gets lost. */
async function cutAt(page: Page, stack: Stack, position: number, cut: Cut) {
  const pattern = new RegExp(`^${stack.backendOrigin}/api/enrolments`);
  let seen = 0;
  let tell: (call: string) => void = () => {};
  const reached = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const handler = async (route: Route) => {
    if (route.request().method() !== 'POST' || seen++ !== position) return route.fallback();
    if (cut.startsWith('after')) await route.fetch();
    tell(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    // The page is on its way out: there is nobody to answer.
    return undefined;
  };
  await page.route(pattern, handler);
  return { reached, release: () => page.unroute(pattern, handler) };
}
