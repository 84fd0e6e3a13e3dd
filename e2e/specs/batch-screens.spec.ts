import { join } from 'node:path';
import { ROOT } from '#e2e/harness/dist.ts';
import { BatchPage } from '#e2e/pages/batchPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';

test.describe.configure({ timeout: 240_000 });

const TEN = [
  'aiko.tanaka',
  'wei.zhang',
  'olena.shevchenko',
  'giorgos.pappas',
  'zeynep.yilmaz',
  'sofia.rossi',
  'jean.dupont',
  'chidi.okafor',
  'amara.diallo',
  'thabo.nkosi',
].map((alias) => `${alias}@contoso.example`);
const FIRST_SERIAL = 24_100_001;

/** Nothing has to be scrolled to read every tile, and no word is cut off. */
async function expectAllInSight({ page, tiles }: BatchPage): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  for (const tile of await tiles.all()) {
    await expect(tile).toBeInViewport({ ratio: 1 });
    const word = tile.locator('.text-state');
    expect(await word.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(
      0,
    );
  }
}

test('a batch is fit for everyone from its making to ten keys at work', async ({
  page,
  stack,
  rack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin, '/batch');
  const batch = new BatchPage(page);
  await expect(page.getByText('No batch yet')).toBeVisible();
  await checkScreen(page, 'batch-list-empty');
  await batch.make(stack.pageOrigin, TEN);
  await checkScreen(page, 'batch-not-started');
  const held = rack.add('yubikey5', { serial: FIRST_SERIAL - 1 });
  rack.plug(held);
  await expect(batch.tile('Serial').state).toHaveText('Ready');
  await batch.start();
  await expect(batch.tile('Serial').state).toHaveText('Not touched');
  await checkScreen(page, 'batch-held');
  rack.unplug(held);
  const keys = TEN.map((_, index) =>
    rack.add('yubikey5', { serial: FIRST_SERIAL + index, touch: 'manual' }),
  );
  for (const id of keys) rack.plug(id);
  await expect(batch.tiles.getByText('Touch the key')).toHaveCount(10, { timeout: 120_000 });
  await checkScreen(page, 'batch-ten');
  await expectAllInSight(batch);
  await batch.button('Large').click();
  await checkScreen(page, 'batch-ten-large');
  await expectAllInSight(batch);
});

test('a batch is fit for everyone when a key is refused, done and at its end', async ({
  page,
  stack,
  rack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/batch');
  const batch = new BatchPage(page);
  const [first = '', second = '', third = ''] = TEN;
  await batch.make(
    stack.pageOrigin,
    [
      'upn;serial',
      `${first};${FIRST_SERIAL}`,
      `${second};${FIRST_SERIAL + 1}`,
      `${third};${FIRST_SERIAL + 2}`,
    ],
    { profile: 'PIN by letter' },
  );
  await batch.start();
  const stranger = rack.add('yubikey5', { serial: 29_999_999 });
  rack.plug(stranger);
  await expect(batch.tile('29999999').root).toContainText('This key is not on the list');
  const used = rack.add('yubikey5', { serial: FIRST_SERIAL + 1 });
  rack.plug(used);
  expect(await (await openKey(rack.key(used))).setPin('50381746')).toBe(0);
  await checkScreen(page, 'batch-refused');
  rack.unplug(stranger);
  rack.unplug(used);
  const key = rack.add('yubikey5', { serial: FIRST_SERIAL, touch: 'immediate' });
  rack.plug(key);
  await expect(batch.tile(String(FIRST_SERIAL)).state).toHaveText('Done, unplug');
  await checkScreen(page, 'batch-done');
  rack.unplug(key);
  await batch.skip('Олена Шевченко', 'On leave until May');

  const download = page.waitForEvent('download');
  await batch.button('Results').click();
  await page.getByRole('button', { name: 'Letters with PINs' }).click();
  await checkScreen(page, 'batch-letters');
  await batch.dialog.getByRole('button', { name: 'Make the letters' }).click();
  expect((await download).suggestedFilename()).toMatch(/^pin-letters-[0-9a-f]{8}\.pdf$/);
  await expect(batch.dialog).toContainText('1 letter is saved');
  await checkScreen(page, 'batch-letters-saved');
  const confirmed = page.waitForResponse((response) => response.url().endsWith('/letters/confirm'));
  await batch.dialog.getByRole('button', { name: 'Printed and deleted' }).click();
  expect((await confirmed).status()).toBe(200);
  await batch.button('Results').click();
  await page.getByRole('button', { name: 'Letters with PINs' }).click();
  await batch.dialog.getByRole('button', { name: 'Make the letters' }).click();
  await expect(batch.dialog).toContainText('Every letter of who is done was printed already');
  await batch.dialog.getByRole('button', { name: 'Close' }).last().click();

  await batch.button('Stop after this').click();
  await batch.dialog.getByRole('button', { name: 'End the batch' }).click();
  await page.goto(`${stack.pageOrigin}/batch`);
  await expect(page.getByRole('link', { name: /Keys of/ })).toBeVisible();
  await checkScreen(page, 'batch-list');
  await page.getByRole('link', { name: /Keys of/ }).click();
  await expect(batch.progress).toContainText('1 of 3 done');
  await checkScreen(page, 'batch-ended');
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect(batch.row('Олена Шевченко')).toContainText('On leave until May');
  await page.screenshot({
    path: join(ROOT, 'e2e', 'results', 'screens', 'batch-print.png'),
    fullPage: true,
  });
});
