import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { PINNED_EXTENSION_ID } from '#web/usecases/ways/companionExtension.ts';
import { CHROMIUM_ARGS, findChromium } from './chromium.ts';
import { DIST } from './dist.ts';
import { heldPages, startRelyingPartySite } from './relyingPartySite.ts';
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
  /** What a person does under “Site access” on the extension's page. */
  setSiteAccess(access: 'onAllSites' | 'onClick'): Promise<void>;
  /** As an update does, in the middle of whatever is under way. */
  reloadExtension(): Promise<void>;
  /** A tab for somebody to work in. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts it with the extension as the build made it, set up by hand for these origins.
 * @param version what the extension says that it is, in place of its own
 */
export async function startCompanionBrowser(
  origins: readonly string[],
  version?: string,
): Promise<CompanionBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'keywright-extension-'));
  const extension = join(folder, 'extension');
  await cp(DIST.extension, extension, { recursive: true });
  await writeFile(join(extension, 'origins.json'), JSON.stringify(origins));
  if (version !== undefined) await setVersion(join(extension, 'manifest.json'), version);
  const windows: Page[] = [];
  const kept: KeptPasskey[] = [];
  const key: WindowKey = { isPlugged: true, isTouched: true, isVerified: true };
  const ready = createCounter();
  const site = await startRelyingPartySite(RELYING_PARTY, heldPages(ready.take));
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: findChromium(),
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    locale: 'en-US',
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
    async setSiteAccess(access) {
      ownTabs += 1;
      const page = await context.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(setHostAccess, [
        PINNED_EXTENSION_ID,
        access === 'onClick' ? 'ON_CLICK' : 'ON_ALL_SITES',
      ] as const);
      await page.close();
    },
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

async function setVersion(manifestFile: string, version: string): Promise<void> {
  const manifest: object = JSON.parse(await readFile(manifestFile, 'utf8'));
  await writeFile(manifestFile, JSON.stringify({ ...manifest, version }));
}

/** Runs in the browser's own page of extensions, and does what the choice there does. */
async function setHostAccess([extensionId, hostAccess]: readonly [string, string]): Promise<void> {
  const { chrome } = globalThis as unknown as {
    readonly chrome: {
      readonly developerPrivate: {
        updateExtensionConfiguration(update: object): Promise<void>;
      };
    };
  };
  await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess });
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
