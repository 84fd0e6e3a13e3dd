import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { BatchPage } from '#e2e/pages/batchPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';

const TEN = [
  ['aiko.tanaka', '田中 愛子'],
  ['wei.zhang', '张伟'],
  ['olena.shevchenko', 'Олена Шевченко'],
  ['giorgos.pappas', 'Γιώργος Παππάς'],
  ['zeynep.yilmaz', 'Zeynep Yılmaz'],
  ['sofia.rossi', 'Sofia Rossi'],
  ['jean.dupont', 'Jean-Luc Dupont'],
  ['chidi.okafor', 'Chidi Okafor'],
  ['amara.diallo', 'Amara Diallo'],
  ['thabo.nkosi', 'Thabo Nkosi'],
] as const;
const FIRST_SERIAL = 24_000_001;
const upnOf = (alias: string) => `${alias}@contoso.example`;
const upns = (count: number) => TEN.slice(0, count).map(([alias]) => upnOf(alias));

async function signedIn(page: Page, stack: Stack, who: string = PEOPLE.operator) {
  await new SignInPage(page).signInAs(stack.pageOrigin, who, '/batch');
  return new BatchPage(page);
}

function addKeys(rack: KeyRack, count: number, touch: 'manual' | 'immediate' = 'immediate') {
  return Array.from({ length: count }, (_, index) =>
    rack.add('yubikey5', { serial: FIRST_SERIAL + index, touch }),
  );
}

/** Presses and keys since now, as the page hears them. */
async function countHands(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let count = 0;
    for (const type of ['pointerdown', 'keydown'] as const) {
      addEventListener(type, () => {
        count += 1;
      });
    }
    Object.assign(globalThis, { handsSoFar: () => count });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'handsSoFar')());
}

test('a hub of ten keys enrols ten people: plug, touch, unplug, no click and nothing typed', async ({
  page,
  stack,
  rack,
}) => {
  test.slow();
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(10));
  await batch.start();
  const hands = await countHands(page);
  const keys = addKeys(rack, 10, 'manual');
  for (const id of keys) rack.plug(id);
  for (const id of keys) {
    await expect.poll(() => rack.key(id).isWaitingForTouch(), { timeout: 60_000 }).toBe(true);
  }
  await expect(batch.tiles.getByText('Touch the key')).toHaveCount(10);
  for (const id of keys) rack.touch(id);
  await expect(batch.tiles.getByText('Done, unplug')).toHaveCount(10, { timeout: 60_000 });
  for (const id of keys) rack.unplug(id);
  await expect(batch.tiles).toHaveCount(0);
  await expect(batch.progress).toContainText('10 of 10 done');
  await expect(batch.progress).toContainText('3 actions of yours for each key');
  expect(await hands()).toBe(0);
  for (const id of keys) {
    expect(rack.key(id).snapshot()).toMatchObject({ touches: 1, forcePinChange: true });
    expect(rack.key(id).snapshot().credentials).toHaveLength(1);
  }
  for (const upn of upns(10)) expect(await stack.tenant.passkeysOf(upn)).toHaveLength(1);
});

test('a used key is erased with one touch more where that was said at Start', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(1), { erases: true });
  const [id = ''] = addKeys(rack, 1);
  rack.plug(id);
  expect(await (await openKey(rack.key(id))).setPin('50381746')).toBe(0);
  rack.unplug(id);
  await expect(batch.tiles).toHaveCount(0);
  await batch.start();
  const hands = await countHands(page);
  rack.plug(id);
  await expect(batch.tile('Serial').state).toHaveText('Done, unplug', { timeout: 30_000 });
  expect(rack.key(id).snapshot()).toMatchObject({ resets: 1, touches: 2 });
  expect(await hands()).toBe(0);
});

test('keys that were there before Start are left alone until somebody says so', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(1));
  const [id = ''] = addKeys(rack, 1);
  rack.plug(id);
  await expect(batch.tile('Serial').state).toHaveText('Ready');
  await batch.start();
  const tile = batch.tile('Serial');
  await expect(tile.state).toHaveText('Not touched');
  expect(rack.key(id).snapshot()).toMatchObject({ pinSet: false, credentials: [] });
  await tile.root.getByRole('button', { name: 'Use this key' }).click();
  await expect(tile.state).toHaveText('Done, unplug');
});

test('a key that is not on the list of serials is refused before anything changes', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  const [first = '', second = ''] = upns(2);
  await batch.make(stack.pageOrigin, [
    'upn;serial',
    `${first};${FIRST_SERIAL + 1}`,
    `${second};${FIRST_SERIAL}`,
  ]);
  await batch.start();
  const stranger = rack.add('yubikey5', { serial: 29_999_999, touch: 'immediate' });
  rack.plug(stranger);
  await expect(batch.tile('29999999').root).toContainText('This key is not on the list');
  expect(rack.key(stranger).snapshot()).toMatchObject({ pinSet: false, credentials: [] });
  for (const id of addKeys(rack, 2)) rack.plug(id);
  await expect(batch.tiles.getByText('Done, unplug')).toHaveCount(2);
  await expect(batch.tile(String(FIRST_SERIAL)).root).toContainText('张伟');
  await expect(batch.tile(String(FIRST_SERIAL + 1)).root).toContainText('田中 愛子');
});

test('a key is used once in a batch', async ({ page, stack, rack }) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(2));
  await batch.start();
  const [id = ''] = addKeys(rack, 1);
  rack.plug(id);
  await expect(batch.tile('Serial').state).toHaveText('Done, unplug');
  rack.unplug(id);
  await expect(batch.tiles).toHaveCount(0);
  rack.plug(id);
  await expect(batch.tile('Serial').root).toContainText('This key is somebody’s already');
  expect(rack.key(id).snapshot().credentials).toHaveLength(1);
});

test('a used key without a serial is not taken for a fresh one of its model', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(3), { erases: true });
  const [used, fresh, stranger] = [1, 2, 3].map(() =>
    rack.add('keyWithoutSerial', { touch: 'immediate' }),
  ) as [string, string, string];
  const tile = batch.tile('');
  rack.plug(stranger);
  expect(await (await openKey(rack.key(stranger))).setPin('50381746')).toBe(0);
  rack.unplug(stranger);
  await expect(batch.tiles).toHaveCount(0);
  await batch.start();
  rack.plug(used);
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(tile.root).toContainText('田中 愛子');
  rack.unplug(used);
  await expect(batch.tiles).toHaveCount(0);
  rack.plug(used);
  await expect(tile.root).toContainText('This may be a key that was used here');
  expect(rack.key(used).snapshot()).toMatchObject({ resets: 0, pinSet: true });
  rack.unplug(used);
  await expect(batch.tiles).toHaveCount(0);
  rack.plug(fresh);
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(tile.root).toContainText('张伟');
  rack.unplug(fresh);
  await expect(batch.tiles).toHaveCount(0);

  // Not refused without a way out, and not erased by the yes at Start either.
  rack.plug(stranger);
  await expect(tile.root).toContainText('This may be a key that was used here');
  await tile.root.getByRole('button', { name: 'It is another key' }).click();
  await expect(tile.erase).toBeVisible();
  await expect(tile.root).toContainText('Олена Шевченко');
  expect(rack.key(stranger).snapshot()).toMatchObject({ resets: 0 });
  for (const upn of upns(2)) expect(await stack.tenant.passkeysOf(upn)).toHaveLength(1);
});

test('a hub that is pulled out midway carries on with each key for its own person', async ({
  page,
  stack,
  rack,
}) => {
  test.slow();
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(10));
  await batch.start();
  const keys = addKeys(rack, 10, 'manual');
  for (const id of keys) rack.plug(id);
  for (const id of keys) {
    await expect.poll(() => rack.key(id).isWaitingForTouch(), { timeout: 60_000 }).toBe(true);
  }
  const holderOf = async (index: number) => {
    const tile = batch.tile(String(FIRST_SERIAL + index)).root;
    const text = await tile.innerText();
    return upns(10).filter((upn) => text.includes(upn));
  };
  const before = await Promise.all(keys.map((_, index) => holderOf(index)));
  expect(before.flat().toSorted()).toEqual(upns(10).toSorted());
  for (const id of keys) rack.unplug(id);
  await expect(batch.tiles.getByText('Plug in', { exact: true })).toHaveCount(10);
  for (const id of [...keys].reverse()) rack.plug(id);
  for (const id of keys) {
    await expect.poll(() => rack.key(id).isWaitingForTouch(), { timeout: 60_000 }).toBe(true);
    rack.touch(id);
  }
  await expect(batch.tiles.getByText('Done, unplug')).toHaveCount(10, { timeout: 60_000 });
  expect(await Promise.all(keys.map((_, index) => holderOf(index)))).toEqual(before);
  for (const upn of upns(10)) expect(await stack.tenant.passkeysOf(upn)).toHaveLength(1);
});

test('another key in the place of one that was pulled out goes to the next person', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(2), { mayWait: '30 days' });
  await expect(page.getByText('a key may wait 30 days for its touch')).toBeVisible();
  await batch.start();
  const [first = ''] = addKeys(rack, 1, 'manual');
  rack.plug(first);
  await expect.poll(() => rack.key(first).isWaitingForTouch()).toBe(true);
  await expect(batch.tile('Serial').root).toContainText(/Touch it until \w{3},? \d/);
  rack.unplug(first);
  const second = rack.add('yubikey5', { serial: 25_000_000, touch: 'immediate' });
  rack.plug(second);
  await expect(batch.tile('25000000').state).toHaveText('Done, unplug');
  await expect(batch.tile('25000000').root).toContainText('张伟');
  rack.plug(first);
  await expect.poll(() => rack.key(first).isWaitingForTouch()).toBe(true);
  rack.touch(first);
  await expect(batch.tile(String(FIRST_SERIAL)).state).toHaveText('Done, unplug');
  await expect(batch.tile(String(FIRST_SERIAL)).root).toContainText('田中 愛子');
});

test('a person who was disabled a moment ago fails, and the key goes to the next one', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(2));
  await stack.tenant.patch(`/people/${encodeURIComponent(upnOf('aiko.tanaka'))}`, {
    accountEnabled: false,
  });
  await batch.start();
  const [id = ''] = addKeys(rack, 1);
  rack.plug(id);
  await expect(batch.tile('Serial').state).toHaveText('Done, unplug');
  await expect(batch.tile('Serial').root).toContainText('张伟');
  await expect(batch.row('田中 愛子')).toContainText('Failed');
  await stack.tenant.patch(`/people/${encodeURIComponent(upnOf('aiko.tanaka'))}`, {
    accountEnabled: true,
  });
  await batch.button('Try 1 again').click();
  await expect(batch.row('田中 愛子')).toContainText('Waiting');
});

test('pause, skip with a reason, resume, stop after this, and the results as a file', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(3));
  await batch.start();
  await batch.skip('田中 愛子', 'On leave until May');
  await expect(batch.row('田中 愛子')).toContainText('On leave until May');
  await batch.button('Pause').click();
  await batch.button('Resume').waitFor();
  const [first = '', second = ''] = addKeys(rack, 2);
  rack.plug(first);
  await expect(batch.tile('Serial').root).toContainText('The batch is not running');
  expect(rack.key(first).snapshot().pinSet).toBe(false);
  await batch.button('Resume').click();
  await expect(batch.tile('Serial').state).toHaveText('Done, unplug');
  await batch.button('Stop after this').click();
  await batch.dialog.getByRole('button', { name: 'End the batch' }).click();
  rack.plug(second);
  await expect(batch.tile(String(FIRST_SERIAL + 1)).root).toContainText('The batch is not running');
  const download = page.waitForEvent('download');
  await batch.button('Results').click();
  await page.getByRole('button', { name: 'In the columns of the Yubico scripts, as CSV' }).click();
  const path = await (await download).path();
  const lines = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  expect(lines[0]).toBe('#upn, entraIDAuthMethodObjectId, serialNumber');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`${upnOf('wei.zhang')},`);
  expect(lines[1]).toContain(String(FIRST_SERIAL));
});

test('two stations share a batch, and a closed one is carried on by the other', async ({
  browser,
  page,
  stack,
  rack,
}) => {
  const here = await signedIn(page, stack);
  await here.make(stack.pageOrigin, upns(2));
  await here.start();
  const [first = '', second = ''] = addKeys(rack, 2, 'manual');
  rack.plug(first);
  await expect.poll(() => rack.key(first).isWaitingForTouch()).toBe(true);
  const url = page.url();
  await page.close();
  rack.unplug(first);
  const context = await browser.newContext();
  const there = new BatchPage(await context.newPage());
  await new SignInPage(there.page).signInAs(
    stack.pageOrigin,
    'Ingrid Solberg',
    new URL(url).pathname,
  );
  await expect(there.progress).toContainText('0 of 2 done');
  await there.start();
  for (const id of [first, second]) {
    rack.plug(id);
    await expect.poll(() => rack.key(id).isWaitingForTouch(), { timeout: 30_000 }).toBe(true);
    rack.touch(id);
  }
  await expect(there.progress).toContainText('2 of 2 done');
  for (const upn of upns(2)) expect(await stack.tenant.passkeysOf(upn)).toHaveLength(1);
  await context.close();
});

test('the operator says for whom a key is where the batch wants that', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(3), { assignment: 'You say for whom each key is' });
  await batch.start();
  const [id = ''] = addKeys(rack, 1);
  rack.plug(id);
  const tile = batch.tile('Serial');
  await expect(tile.state).toHaveText('For whom?');
  await tile.root.getByRole('combobox', { name: 'Person' }).fill('olena');
  await tile.root.getByRole('option').filter({ hasText: 'Олена' }).click();
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(tile.root).toContainText('Олена Шевченко');
});

test('an operator whose role is taken away meanwhile gets no further key', async ({
  page,
  stack,
  rack,
}) => {
  const batch = await signedIn(page, stack);
  await batch.make(stack.pageOrigin, upns(2));
  await stack.restartBackend('stop', { KEYWRIGHT_BATCH_TOKEN_SECONDS: '1' });
  await batch.start();
  const [first = '', second = ''] = addKeys(rack, 2);
  rack.plug(first);
  await expect(batch.tile('Serial').state).toHaveText('Done, unplug');
  const done = Date.now();
  await stack.tenant.patch(`/people/${encodeURIComponent(upnOf('omar.haddad'))}`, { appRoles: [] });
  // The token of the first key counts until a second after it was seen.
  await expect.poll(() => Date.now() - done).toBeGreaterThan(1_000);
  rack.plug(second);
  const tile = batch.tile(String(FIRST_SERIAL + 1));
  await expect(tile.failure).toHaveText('Code session_forbidden');
  expect(rack.key(second).snapshot()).toMatchObject({ pinSet: false, credentials: [] });
});
