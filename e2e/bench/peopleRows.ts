import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { BatchPeoplePage } from '#e2e/pages/batchPeoplePage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { checkMany } from './checkedPeople.ts';
import { type Row, row } from './row.ts';

const PEOPLE_COUNT = 100_000;
/** Each costs two reads, and a fifteenth. */
const CHECKED_COUNT = 48_500;
const PAGE = 999;
const SCROLL_MS = 4_000;
/** With each frame: 18,000 px a second, as fast as a wheel is turned. */
const STEP_PX = 300;
const GROUP = {
  id: '21111111-2222-4333-8444-555555555555',
  displayName: 'Everybody',
  description: null,
};

/** A list of a hundred thousand people on the screen, and the reads that fill it. */
export async function peopleRows(): Promise<Row[]> {
  const { reads, throttled, minutes, ready } = await checkMany(CHECKED_COUNT);
  const what = 'Check of people, 100,000 reads, published quota';
  return [
    row(`${what}: answered 429`, (100 * throttled) / reads, '%', 0.1),
    row(`${what}: not checked`, CHECKED_COUNT - ready, '', 0),
    row(`${what}`, minutes, 'min'),
    ...(await listRows()),
  ];
}

async function listRows(): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS],
  });
  const stack = await startStack({ rack: createKeyRack(), drawer: false });
  try {
    const page = await fullList(browser, stack.pageOrigin);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await metric(session, 'ThreadTime');
    const { framesPerSecond, worstMs, frames } = await scrollThrough(page);
    const workMs = (1_000 * ((await metric(session, 'ThreadTime')) - before)) / frames;
    const what = 'List of 100,000 checked people';
    return [
      row(`${what}: frames while scrolling`, framesPerSecond, 'a second', 58, 'higher'),
      row(`${what}: longest frame`, worstMs, 'ms'),
      // Says what a frame costs where other work on the machine hides how many there could be.
      row(`${what}: work of the page in a frame`, workMs, 'ms', 16.7),
      row(`${what}: memory of the page`, await memoryOf(session), 'MiB', 300),
    ];
  } finally {
    await browser.close();
    await stack.close();
  }
}

/** The page with everybody on its list and checked; what the backend would say is said by the bench. */
async function fullList(browser: Browser, origin: string): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  await page.route(/\/api\/(groups|people)/, async (route) => {
    const url = new URL(route.request().url());
    const headers = { 'access-control-allow-origin': origin };
    const json = (body: unknown) => route.fulfill({ json: body, headers });
    if (route.request().method() === 'OPTIONS') return route.fallback();
    if (url.pathname.endsWith('/groups')) return json({ groups: [GROUP], truncated: false });
    if (url.pathname.endsWith('/check')) {
      const { userIds } = route.request().postDataJSON() as { userIds: string[] };
      return json({ results: userIds.map(verdictOf), retryAfterSeconds: null });
    }
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const end = Math.min(start + PAGE, PEOPLE_COUNT);
    const people = Array.from({ length: end - start }, (_, index) => personOf(start + index));
    const cursor = end < PEOPLE_COUNT ? String(end) : null;
    return json({ people, cursor, total: PEOPLE_COUNT, hasOnlyOthers: false });
  });
  await new SignInPage(page).signInAs(origin, PEOPLE.operator, '/batch/new');
  const batch = new BatchPeoplePage(page);
  await batch.addGroup(GROUP.displayName);
  await page
    .getByText('100,000 people, all checked')
    .waitFor({ timeout: 600_000, state: 'attached' });
  return page;
}

function personOf(index: number) {
  const number = String(index).padStart(6, '0');
  return {
    id: `11111111-2222-4333-8444-${number.padStart(12, '0')}`,
    displayName: `Frontline Worker ${number}`,
    userPrincipalName: `frontline.worker.${number}@contoso.example`,
    mail: null,
    enabled: true,
    guest: false,
  };
}

function verdictOf(userId: string) {
  const number = Number(userId.slice(-6));
  return {
    userId,
    problems: number % 17 === 0 ? ['user_disabled'] : [],
    passkeys: number % 5 === 0 ? ['YubiKey 5 Series with NFC'] : [],
  };
}

/** Scrolls the list a step with each frame, and counts the frames. */
function scrollThrough(
  page: Page,
): Promise<{ framesPerSecond: number; worstMs: number; frames: number }> {
  return page.evaluate(
    // Nothing in here has a name: the build would call a helper for it that the page does not have.
    async ({ durationMs, step }) => {
      const scroller = document.querySelector('table[role=grid]')?.parentElement;
      const start = await new Promise<number>(requestAnimationFrame);
      let last = start;
      let frames = 0;
      let worstMs = 0;
      while (last - start < durationMs) {
        if (scroller) scroller.scrollTop += step;
        const now = await new Promise<number>(requestAnimationFrame);
        frames += 1;
        worstMs = Math.max(worstMs, now - last);
        last = now;
      }
      return { framesPerSecond: (1_000 * frames) / (last - start), worstMs, frames };
    },
    { durationMs: SCROLL_MS, step: STEP_PX },
  );
}

async function metric(session: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
}

async function memoryOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await metric(session, 'JSHeapTotalSize')) / 2 ** 20;
}
