import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '#e2e/harness/dist.ts';
import { BatchPage } from '#e2e/pages/batchPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import type { BatchPeople } from '#shared/api/index.ts';
import { expect, test } from './fixtures.ts';

const UPNS = ['aiko.tanaka', 'wei.zhang', 'olena.shevchenko'].map(
  (alias) => `${alias}@contoso.example`,
);
const SERIAL = 24_300_001;
/** At 96 pixels an inch. */
const A4 = { width: 794, height: 1123 };

test('a batch prints on A4 with everybody in list order and without a PIN', async ({
  page,
  stack,
  rack,
}) => {
  test.slow();
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/batch');
  const batch = new BatchPage(page);
  await givePeopleOneByOne(page);
  await batch.make(stack.pageOrigin, UPNS, { profile: 'PIN told by the operator' });
  await batch.start();
  const key = rack.add('yubikey5', { serial: SERIAL, touch: 'immediate' });
  rack.plug(key);
  const tile = batch.tile(String(SERIAL));
  await expect(tile.state).toHaveText('Done, unplug');
  await tile.root.getByRole('button', { name: 'Show the PIN…' }).click();
  await batch.dialog.getByRole('button', { name: /^Show/ }).click();
  const pin = await batch.dialog.locator('.text-glance [aria-hidden]').innerText();
  expect(pin.length).toBeGreaterThanOrEqual(6);

  await expect(batch.people.getByRole('row')).toHaveCount(1 + 1);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const shown = await page.locator('body').innerText();
  expect(shown.replaceAll(/\s/g, '').includes(pin), 'the PIN would be on paper').toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = document.querySelector('table')?.innerText ?? '';
    };
  });
  await batch.button('Results').click();
  await page.getByRole('button', { name: 'Print a summary' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', /olena/);
  const printed = await page.evaluate(() => document.body.dataset['printed'] ?? '');
  expect(UPNS.map((upn) => printed.indexOf(upn))).toEqual(
    UPNS.map((upn) => printed.indexOf(upn)).toSorted((a, b) => a - b),
  );
  for (const upn of UPNS) expect(printed).toContain(upn);

  await page.setViewportSize(A4);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const paper = page.getByRole('main');
  await expect(paper).toContainText(`Made by ${PEOPLE.operator}`);
  await expect(paper.getByRole('row')).toHaveCount(1 + UPNS.length);
  await expect(paper.getByRole('button')).toHaveCount(0);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'wider than the paper').toBeLessThanOrEqual(0);
  await page.screenshot({ path: join(ROOT, 'e2e', 'results', 'screens', 'batch-print-a4.png') });
});

/** The backend gives two hundred at once; here one, so that a short list has many parts. */
async function givePeopleOneByOne(page: Page): Promise<void> {
  await page.route(/\/api\/batches\/[^/]+\/people\?/, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    const { people } = (await response.json()) as BatchPeople;
    const [first] = people;
    const next = people.length > 1 ? (first?.position ?? null) : null;
    return route.fulfill({ response, json: { people: people.slice(0, 1), next } });
  });
}
