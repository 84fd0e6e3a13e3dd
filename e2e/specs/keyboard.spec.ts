import type { Locator, Page } from '@playwright/test';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { expect, test } from './fixtures.ts';

/** More than there is to tab through on any screen. */
const MOST_TABS = 60;

test('a key is enrolled with the keyboard alone, from signing in to done', async ({
  page,
  stack,
  rack,
}) => {
  const signIn = new SignInPage(page);
  const station = new StationPage(page);
  const { keyboard } = page;
  await page.goto(stack.pageOrigin);
  await tabTo(page, signIn.signIn);
  await keyboard.press('Enter');
  await signIn.person(PEOPLE.operator).waitFor();
  await tabTo(page, signIn.person(PEOPLE.operator));
  await keyboard.press('Enter');
  await signIn.navigation.waitFor();

  await keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await keyboard.press('Tab');
  await expect(station.search).toBeFocused();
  await keyboard.type('bowen');
  await expect(station.results).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await expect(station.results.first()).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(station.holder).toContainText('Megan Bowen');
  await expect(station.holder).toBeFocused();
  await tabTo(page, station.holder.getByRole('button', { name: 'Choose someone else' }));
  await keyboard.press('Enter');
  await expect(station.search).toBeFocused();
  await keyboard.type('bowen');
  await expect(station.results).toHaveCount(1);
  await keyboard.press('Enter');
  await expect(station.holder).toBeFocused();

  const profile = station.profile('New colleague');
  await tabTo(page, profile);
  await keyboard.press('ArrowDown');
  await expect(station.profile('Holder at the station')).toBeChecked();

  const id = rack.add('yubikey5');
  rack.plug(id);
  const tile = station.tile();
  await expect(tile.enrol).toBeEnabled();
  await tabTo(page, tile.enrol);
  await expectVisibleFocus(tile.enrol);
  await keyboard.press('Enter');
  await expect(tile.state).toHaveText('Type the PIN');
  await expect(tile.root).toBeFocused();
  await tabTo(page, tile.typePin);
  await keyboard.press('Space');
  await expect(station.dialog.getByLabel('New PIN')).toBeFocused();
  await keyboard.press('Escape');
  await expect(station.dialog).toHaveCount(0);
  await expect(tile.typePin).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.type('krokus-27');
  await keyboard.press('Tab');
  await keyboard.type('krokus-27');
  await keyboard.press('Enter');
  await expect(tile.state).toHaveText('Touch the key');
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(tile.root).toBeFocused();
});

test('a screen reader hears each state once, and whose key it is', async ({
  page,
  stack,
  rack,
}) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const station = new StationPage(page);
  await station.choosePerson('Lee Gu');
  await expect(station.announcements).toHaveAttribute('aria-live', 'polite');
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const log = document.querySelector('[role=log]');
    if (log === null) throw new Error('nothing is announced');
    new MutationObserver(() => {
      const text = log.textContent ?? '';
      if (text !== '' && heard.at(-1) !== text) heard.push(text);
    }).observe(log, { childList: true, subtree: true, characterData: true });
  });
  const id = rack.add('yubikey5');
  rack.plug(id);
  const tile = station.tile();
  await tile.enrol.click();
  await expect(tile.state).toHaveText('Touch the key');
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
  expect(heard.every((line) => line.startsWith('Lee Gu: '))).toBe(true);
  const words = heard.map((line) => line.replace('Lee Gu: ', '').split('.')[0]);
  expect(words.filter((word) => word === 'Touch the key')).toHaveLength(1);
  expect(words.at(-1)).toBe('Done, unplug');
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} cannot be reached with the Tab key`);
}

async function expectVisibleFocus(target: Locator): Promise<void> {
  const outline = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return { outlineStyle, width: Number.parseFloat(outlineWidth) };
  });
  expect(outline.outlineStyle).not.toBe('none');
  expect(outline.width).toBeGreaterThanOrEqual(2);
}
