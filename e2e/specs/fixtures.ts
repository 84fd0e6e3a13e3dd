import { type Browser, test as base, expect } from '@playwright/test';
import { createKeyRack, type KeyRack } from '#e2e/authenticator/keyRack.ts';
import { pagesOf, startRelyingPartySite } from '#e2e/harness/relyingPartySite.ts';
import { type Stack, startStack } from '#e2e/harness/stack.ts';

interface WorkerFixtures {
  readonly sharedRack: KeyRack;
  readonly sharedStack: Stack;
}

interface TestFixtures {
  /** Everything behind the page, as new for this test. */
  readonly stack: Stack;
  /** The desk with software keys; empty at the start of each test. */
  readonly rack: KeyRack;
  /** Another Chromium, for which login.microsoft.com is the emulated tenant: its page for passkeys is there. */
  readonly tenantBrowser: Browser;
  /** Closes what a test opened beside its page: it would go on talking to the keys of the tests to come. */
  readonly noOtherPages: undefined;
  /** Fails the test when the page broke its own content security policy or threw. */
  readonly cleanPage: undefined;
}

/** Playwright's test with a whole Keywright of its own in each worker, renewed for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  sharedRack: [
    async ({}, use) => {
      await use(createKeyRack());
    },
    { scope: 'worker' },
  ],
  sharedStack: [
    async ({ sharedRack }, use) => {
      const stack = await startStack({
        rack: sharedRack,
        drawer: false,
        tenant: { passkeySignIn: true },
      });
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  rack: async ({ sharedRack }, use) => {
    for (const { id } of sharedRack.list()) sharedRack.remove(id);
    await use(sharedRack);
  },
  stack: async ({ sharedStack, rack: _ }, use) => {
    await sharedStack.renew();
    await use(sharedStack);
  },
  tenantBrowser: async ({ playwright, launchOptions, sharedStack }, use) => {
    const site = await startRelyingPartySite(
      'login.microsoft.com',
      pagesOf(sharedStack.tenantOrigin),
    );
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), ...site.chromiumArgs],
    });
    await use(browser);
    await browser.close();
    await site.close();
  },
  noOtherPages: [
    async ({ browser, context }, use) => {
      await use(undefined);
      const others = browser.contexts().filter((other) => other !== context);
      await Promise.all(others.map((other) => other.close()));
    },
    { auto: true },
  ],
  cleanPage: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted ?Type/i.test(message.text()))
          faults.push(message.text());
      });
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
