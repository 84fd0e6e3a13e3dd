import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/**
 * Has the browser show its own list of keys, and closes it without a choice. No test can see into the list or click in it;
 * it closes by itself when its window is hidden.
 * @param open presses the button. @param after is on the page once the list is closed
 */
export async function openListAndClose(
  page: Page,
  open: () => Promise<void>,
  after: Locator,
): Promise<void> {
  await open();
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  const show = (windowState: 'minimized' | 'normal') =>
    session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  await expect(async () => {
    await show('minimized');
    await show('normal');
    await expect(after).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await session.detach();
}

/** What a station check's line gives to type. */
export async function linesOfFix(probe: Locator): Promise<string[]> {
  return (await probe.getByRole('figure').locator('code').innerText()).split('\n');
}
