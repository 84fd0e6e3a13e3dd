import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ROOT } from '#e2e/harness/dist.ts';

const SCREENS = join(ROOT, 'e2e', 'results', 'screens');
const THEMES = ['light', 'dark'] as const;
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

/**
 * Holds a screen against axe's rules in both themes, at desk and phone width, and leaves its pictures in
 * e2e/results/screens. Nothing may be wider than the window.
 */
export async function checkScreen(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // Only colours can tell the themes apart.
      if (colorScheme === 'dark') axe.withRules(COLOUR_RULES);
      const { violations } = await axe.analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      const where = `${name}, ${size.width} px, ${colorScheme}`;
      expect(found, where).toEqual([]);
      await page.screenshot({ path: join(SCREENS, `${name}-${size.width}-${colorScheme}.png`) });
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} is wider than ${size.width} px`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(SIZES[0]);
}
