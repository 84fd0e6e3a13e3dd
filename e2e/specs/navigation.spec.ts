import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { ROOT } from '#e2e/harness/dist.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { expect, test } from './fixtures.ts';

test('on a phone the pages without room are behind More, by keyboard as well', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin, '/people');
  const more = page.getByRole('button', { name: 'More pages' });
  const inMenu = page.locator('nav [popover]').getByRole('link');
  await expect(inMenu.first()).toBeHidden();
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(inMenu).toHaveText([
    ...['Invitations', 'Profiles', 'Remove keys', 'Readiness', 'Audit', 'Operators', 'My keys'],
  ]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const name = `more-open-390-${colorScheme}.png`;
    await page.screenshot({ path: join(ROOT, 'e2e', 'results', 'screens', name) });
  }
  for (const link of await inMenu.all()) await expect(link).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(inMenu.first()).toBeHidden();
  await expect(more).toBeFocused();

  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(inMenu.first()).toBeFocused();
  for (let next = 0; next < 4; next += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
  await expect(inMenu.first()).toBeHidden();
  await more.click();
  // The page is longer than the window, which is where the panel has to be.
  for (const link of await inMenu.all()) await expect(link).toBeInViewport({ ratio: 1 });
  await expect(inMenu.filter({ hasText: 'Audit' })).toHaveAttribute('aria-current', 'page');
  await page.screenshot({
    path: join(ROOT, 'e2e', 'results', 'screens', 'more-current-390-dark.png'),
  });
});
