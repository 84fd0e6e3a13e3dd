import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { ROOT } from '#e2e/harness/dist.ts';

const SCREENS = join(ROOT, 'e2e', 'results', 'screens');
const THEMES = ['light', 'dark'] as const;
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** Eight looks stay far below the half minute that a PIN is shown. */
const TICK_MS = 5;
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const;

/**
 * Holds a screen against axe's rules in both themes, at desk and phone width, and leaves its pictures in
 * e2e/results/screens. Nothing may be wider than the window.
 * @param wait runs axe to its end on a page whose clock stands still, see `onPausedClock`
 */
export async function checkScreen(page: Page, name: string, wait: Wait = noWait): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // Only colours can tell the themes apart.
      if (colorScheme === 'dark') axe.withRules(COLOUR_RULES);
      const { violations } = await wait(axe.analyze());
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      const where = `${name}, ${size.width} px, ${colorScheme}`;
      expect(found, where).toEqual([]);
      await page.screenshot({
        // A PIN belongs into no report, not even one of a key that is software.
        mask: [page.locator('[data-shows-pin]')],
        maskColor: '#888888',
        path: join(SCREENS, `${name}-${size.width}-${colorScheme}.png`),
      });
    }
    await expectWithinWindow(page, `${name}, ${size.width} px`);
  }
  await page.setViewportSize(SIZES[0]);
}

/** As `checkScreen`, of the widths alone: for a look at pages whose every rule is held elsewhere. */
export async function checkWidths(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(SCREENS, `${name}-${size.width}-light.png`) });
    await expectWithinWindow(page, `${name}, ${size.width} px`);
  }
  await page.setViewportSize(SIZES[0]);
}

async function expectWithinWindow(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${where}: wider than the window`).toBeLessThanOrEqual(0);
}

type Wait = <T>(work: Promise<T>) => Promise<T>;
const noWait: Wait = (work) => work;

/** axe needs the page's timers: where its clock is paused, it is let go on by milliseconds until axe has ended. */
export function onPausedClock(page: Page): Wait {
  return async (work) => {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    work.then(end, end);
    while (!isOver) await page.clock.runFor(TICK_MS);
    return work;
  };
}
