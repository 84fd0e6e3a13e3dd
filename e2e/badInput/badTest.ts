import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { startStack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { test as base, expect } from '#e2e/specs/fixtures.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { Desk, type DeskParts, type Holder } from './desk.ts';
import { openDeskDatabase } from './deskDatabase.ts';

type Policy = Readonly<Record<string, unknown>>;

interface WorkerFixtures {
  /** A stack whose clock and database can be got at. */
  readonly place: Pick<DeskParts, 'stack' | 'clockFile' | 'database'>;
  /** Signed in once for all tests of a worker. */
  readonly stationPage: Page;
  /** Hands out a person nobody works on. */
  readonly nextHolder: () => Holder;
  readonly policy: Policy;
}

/** The staff list's first fourteen have roles or troubles of their own. */
const CAST = 14;
const CLOCK = new URL('./turnedClock.mjs', import.meta.url);

/**
 * Tests of what goes wrong. They share one stack and one signed-in page a worker: each has a person and keys of its own
 * and leaves nothing open behind it.
 */
export const test = base.extend<{ desk: Desk }, WorkerFixtures>({
  place: [
    async ({ sharedRack }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'keywright-desk-'));
      const clockFile = join(dataDir, 'clock');
      await writeFile(clockFile, '0');
      const stack = await startStack({
        rack: sharedRack,
        drawer: false,
        dataDir,
        backend: {
          // A policy that a test changes counts at once.
          KEYWRIGHT_DIRECTORY_CACHE_SECONDS: '0',
          NODE_OPTIONS: `--import ${fileURLToPath(CLOCK)}`,
          TURNED_CLOCK_FILE: clockFile,
        },
      });
      const database = openDeskDatabase(
        join(dataDir, 'database-1'),
        join(dataDir, 'secrets', 'escrow.key'),
        DEMO_IDS.tenant,
      );
      await use({ stack, clockFile, database });
      await stack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  sharedStack: [async ({ place }, use) => use(place.stack), { scope: 'worker' }],
  stack: async ({ sharedStack }, use) => use(sharedStack),
  stationPage: [
    async ({ browser, sharedStack }, use) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await new SignInPage(page).signInAs(sharedStack.pageOrigin, PEOPLE.admin);
      await use(page);
      await context.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  page: async ({ stationPage }, use) => use(stationPage),
  nextHolder: [
    async ({ sharedStack }, use) => {
      const all = await sharedStack.tenant.get<(Holder & { officeLocation: string })[]>('/people');
      // Who works there is in, or owns, a group that directory roles may be given to.
      const people = all
        .slice(CAST)
        .filter(({ officeLocation }) => !['Chicago', 'Leeds'].includes(officeLocation));
      let next = 0;
      await use(() => {
        const holder = people[next % people.length];
        next += 1;
        if (holder === undefined) throw new Error('there is nobody in the tenant');
        return holder;
      });
    },
    { scope: 'worker' },
  ],
  policy: [
    async ({ sharedStack }, use) => {
      const { fido2 } = await sharedStack.tenant.get<{ fido2: Policy }>('/policies');
      await use(fido2);
    },
    { scope: 'worker' },
  ],
  desk: async ({ page, rack, place, nextHolder, policy }, use) => {
    const desk = new Desk({ ...place, page, rack, holder: nextHolder() });
    await use(desk);
    await desk.leave(policy);
    desk.expectNoSecretTold();
  },
});

export { expect };
