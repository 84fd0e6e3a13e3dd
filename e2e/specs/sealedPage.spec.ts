import type { Page } from '@playwright/test';
import { createDeskKey, hashOfPin } from '#e2e/badInput/deskKey.ts';
import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { findInTraces, type TracePlace, traceReader } from '#e2e/secrets/pageTraces.ts';
import { findInMemory } from '#e2e/secrets/processMemory.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';

// All of a browser's memory is read.
test.describe.configure({ timeout: 240_000 });

/** By the PIN protocol that they make the backend speak. */
const MODELS = { one: 'ctap20', two: 'yubikey5' } as const;

for (const [protocol, model] of Object.entries(MODELS)) {
  test(`with PIN protocol ${protocol} nothing of a sealed PIN is ever in the operator’s page, and the same search finds it in the holder’s`, async ({
    page,
    browser,
    playwright,
    launchOptions,
    stack,
    rack,
  }) => {
    const operator = traceReader(page);
    const station = await operatorAtStation(page, stack);
    const key = createDeskKey(rack, model, { touch: 'manual' });
    key.plug();
    const tile = station.tile();
    await station.enrol('Lee Gu', tile);
    await expect.poll(() => rack.key(key.id).isWaitingForTouch()).toBe(true);
    const withPinSet = await operator.read();
    key.touch();
    await expect(tile.state).toHaveText('Done, unplug');
    const whenDone = await operator.read();

    // A browser of the holder's own: the operator's processes must never have had to do with it.
    const elsewhere = await playwright.chromium.launch(launchOptions);
    const holder = await elsewhere.newPage();
    const mine = traceReader(holder);
    const myKeys = new MyKeysPage(holder);
    await new SignInPage(holder).signInAs(stack.pageOrigin, PEOPLE.holder);
    await holder.clock.install();
    const pin = await myKeys.revealPin();
    // Reading memory takes longer than a PIN is shown.
    await holder.clock.pauseAt(Date.now() + 1_000);
    // What we look for is what the key really has: its own half hash says so.
    expect(key.pinHash()).toBe(hashOfPin(pin));

    const shown = findInTraces(await mine.read(), pin);
    for (const found of ['heap: plain', 'document: plain', 'traffic and console: plain']) {
      expect(shown).toContain(found);
    }
    expect(await findInMemory(elsewhere, pin)).toContain('plain');
    expect(findInTraces(withPinSet, pin), 'while the key waits for its touch').toEqual([]);
    expect(findInTraces(whenDone, pin), 'when the enrolment is done').toEqual([]);
    expect(await findInMemory(browser, pin), 'in memory that was never wiped').toEqual([]);

    await myKeys.hideNow();
    await expect(myKeys.dialog).toContainText('The PIN is hidden again');
    const { document, storage, databases, caches, cookies } = await mine.read();
    expect(findInTraces({ document, storage, databases, caches, cookies }, pin)).toEqual([]);
    await elsewhere.close();
  });
}

test('the search finds a PIN wherever a page could leave it', async ({ page, browser, stack }) => {
  const reader = traceReader(page);
  const pin = '59037148';
  await page.goto(stack.pageOrigin);
  await expect(new SignInPage(page).signIn).toBeVisible();
  expect(findInTraces(await reader.read(), pin)).toEqual([]);
  await plant(page, pin);
  const found = findInTraces(await reader.read(), pin);
  const expected: Readonly<Record<TracePlace, string>> = {
    heap: 'base64',
    numbers: 'numbers of the codes',
    document: 'hex',
    storage: 'reversed',
    databases: 'escaped for an address',
    caches: 'one character after the other',
    cookies: 'hex of UTF-16',
    'traffic and console': 'plain',
  };
  for (const [place, form] of Object.entries(expected)) {
    expect(found).toContain(`${place}: ${form}`);
  }
  expect(await findInMemory(browser, pin)).toContain('big-endian UTF-16');
});

/** Leaves one spelling in each place. The PIN goes in as other numbers, or it would be in the page's memory anyhow. */
async function plant(page: Page, pin: string): Promise<void> {
  const MASK = 0x5a;
  const masked = [...pin].map((character) => character.charCodeAt(0) ^ MASK);
  await page.evaluate(
    async ({ masked: given, mask }) => {
      const numbers = given.map((code) => code ^ mask);
      const text = String.fromCharCode(...numbers);
      const asHex = (all: readonly number[]) =>
        all.map((code) => code.toString(16).padStart(2, '0')).join('');
      const bytes = Uint8Array.from(numbers.flatMap((code) => [0, code]));
      const kept = { numbers, bytes, base64: btoa(`pin=${text};`) };
      Object.assign(window, { kept });
      document.body.dataset['kept'] = asHex(numbers);
      sessionStorage.setItem('kept', [...text].reverse().join(''));
      await cookieStore.set('kept', asHex(numbers.flatMap((code) => [code, 0])));
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('kept');
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => {
          const escaped = numbers.map((code) => `%${code.toString(16)}`).join('');
          opening.result.createObjectStore('kept', { autoIncrement: true }).add({ escaped });
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      });
      const cache = await caches.open('kept');
      await cache.put('/kept', new Response([...text].join(' ')));
      console.debug(text);
    },
    { masked, mask: MASK },
  );
}
