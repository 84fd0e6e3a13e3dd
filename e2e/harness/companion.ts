import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';
import { DIST } from './dist.ts';
import { startRelyingPartySite } from './relyingPartySite.ts';
import { type KeptPasskey, plugInto, type WindowKey } from './windowKey.ts';

const RELYING_PARTY = 'login.microsoft.com';

/** A Chromium of its own with the companion extension, in which the relying party's site is ours. */
export interface CompanionBrowser {
  readonly context: BrowserContext;
  /** What is in the port while a window is opened. */
  readonly key: WindowKey;
  /** The windows that the extension opened, first to last. */
  readonly windows: readonly Page[];
  /** The next window of the extension, with the key in it. */
  nextWindow(): Promise<Page>;
  /** As an update does, in the middle of whatever is under way. */
  reloadExtension(): Promise<void>;
  /** A tab for somebody to work in. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts it with the extension as the build made it, set up by hand for these origins. */
export async function startCompanionBrowser(origins: readonly string[]): Promise<CompanionBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'keywright-extension-'));
  const extension = join(folder, 'extension');
  await cp(DIST.extension, extension, { recursive: true });
  await writeFile(join(extension, 'origins.json'), JSON.stringify(origins));
  const windows: Page[] = [];
  const kept: KeptPasskey[] = [];
  const key: WindowKey = { isPlugged: true, isTouched: true, isVerified: true };
  const ready = createCounter();
  const site = await startRelyingPartySite(RELYING_PARTY, ready.take);
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findChromium(),
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    args: [
      ...CHROMIUM_ARGS,
      ...site.chromiumArgs,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
    ],
  });
  let ownTabs = 0;
  const waiting: ((page: Page) => void)[] = [];
  context.on('page', async (page) => {
    if (ownTabs > 0) {
      ownTabs -= 1;
      return;
    }
    await plugInto(await context.newCDPSession(page), key, kept);
    windows.push(page);
    waiting.shift()?.(page);
    ready.give();
  });
  return {
    context,
    key,
    windows,
    nextWindow: () => new Promise((resolve) => waiting.push(resolve)),
    async reloadExtension() {
      const [worker] = context.serviceWorkers();
      // It ends with what it was told, so nothing comes back.
      await worker?.evaluate('chrome.runtime.reload()').catch(() => {});
    },
    newPage() {
      ownTabs += 1;
      return context.newPage();
    },
    async close() {
      await context.close();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What was given is taken once, in whichever order the two come. */
function createCounter() {
  let given = 0;
  const takers: (() => void)[] = [];
  return {
    give() {
      const taker = takers.shift();
      if (taker === undefined) given += 1;
      else taker();
    },
    take: () =>
      new Promise<void>((resolve) => {
        if (given === 0) takers.push(resolve);
        else {
          given -= 1;
          resolve();
        }
      }),
  };
}
