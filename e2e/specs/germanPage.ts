import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { ROOT } from '#e2e/harness/dist.ts';
import { germanWords } from '#web/presentation/germanWords.ts';
import { allText } from '#web/presentation/testing/allText.ts';

const CATALOGUES = join(ROOT, 'web', 'src', 'presentation');

/** What only an English page says. */
async function englishOnly(): Promise<ReadonlySet<string>> {
  const german = new Set(allText(germanWords));
  const english = await Promise.all(
    readdirSync(CATALOGUES)
      .filter((name) => /^messages\..*\.en\.ts$/.test(name))
      .map((name): Promise<object> => import(pathToFileURL(join(CATALOGUES, name)).href)),
  );
  return new Set(english.flatMap((one) => allText({ ...one })).filter((text) => !german.has(text)));
}

/** Fails where the page, or what it tells a screen reader, says a word of an English catalogue. */
export async function expectGerman(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  const said = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [document.title.split(' · ')[0] ?? ''];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const isCode = node.parentElement?.closest('code, pre') !== null;
      if (!isCode) texts.push(node.textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts.filter((text) => text !== '');
  });
  const english = await englishOnly();
  expect(said.length).toBeGreaterThan(5);
  expect(said.filter((text) => english.has(text))).toEqual([]);
}
