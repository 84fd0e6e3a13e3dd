import type { Browser, Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { DEMO_PEOPLE } from '#e2e/tenant/directory/demoPeople.ts';
import { stationMessages } from '#web/presentation/messages.station.en.ts';

/** What one enrolment cost. */
interface EnrolmentSample {
  /** From pressing Enrol to the word Done; the key touches itself. */
  readonly ms: number;
  /** CTAPHID requests since the key was plugged in. */
  readonly keyRequests: number;
  /** Calls of the page to the backend, without preflights, until the person's list shows the new passkey. */
  readonly apiRequests: number;
  /** Calls of the backend to Graph in the same time. */
  readonly graphRequests: number;
}

/** Enrolments in one browser and what the Station loaded for them. */
export interface EnrolmentRun {
  readonly samples: readonly EnrolmentSample[];
  /** Paths of the scripts the browser asked the page's host for, the demo's own left out. */
  readonly scripts: readonly string[];
}

/** Demo people that no other figure hangs on, none of whom has a passkey yet. */
const HOLDERS = DEMO_PEOPLE.slice(14).filter(({ passkeys }) => passkeys === undefined);

/** Enrols a new key for one person after the other. The rack's keys have to touch at once. */
export async function measureEnrolments(
  { browser, stack, rack }: { browser: Browser; stack: Stack; rack: KeyRack },
  { warmUps, count }: { readonly warmUps: number; readonly count: number },
): Promise<EnrolmentRun> {
  const page = await browser.newPage();
  const samples: EnrolmentSample[] = [];
  const calls = countCalls(page, stack.backendOrigin);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const scripts = recordScripts(page, stack.pageOrigin);
  const station = new StationPage(page);
  await station.open(stack.pageOrigin);
  for (const [index, { alias, displayName }] of HOLDERS.slice(0, warmUps + count).entries()) {
    const serial = 30_000_000 + index;
    const id = rack.add('yubikey5', { serial });
    rack.plug(id);
    const tile = station.tile(`Serial ${serial}`);
    await tile.root.waitFor();
    if (index > 0) await station.chooseSomeoneElse();
    await station.choosePerson(displayName, `${alias}@`);
    await page.waitForLoadState('networkidle');
    const graphBefore = await countGraphCalls(stack);
    const callsBefore = calls.count();
    const [ms] = await Promise.all([timeUntilDone(page), tile.enrol.click()]);
    await station
      .passkeys()
      .filter({ hasText: String(serial) })
      .first()
      .waitFor();
    const sample = {
      ms,
      keyRequests: rack.key(id).snapshot().requests.length,
      apiRequests: calls.count() - callsBefore,
      graphRequests: (await countGraphCalls(stack)) - graphBefore,
    };
    if (index >= warmUps) samples.push(sample);
    rack.unplug(id);
    await tile.root.waitFor({ state: 'detached' });
  }
  await page.close();
  return { samples, scripts: [...scripts] };
}

/** Measured inside the page, so that no word to or from the browser's remote control is counted. */
function timeUntilDone(page: Page): Promise<number> {
  return page.evaluate(
    (done) =>
      new Promise<number>((resolve) => {
        let start = Number.NaN;
        addEventListener(
          'pointerup',
          () => {
            start = performance.now();
          },
          { capture: true, once: true },
        );
        const observer = new MutationObserver(() => {
          const states = [...document.querySelectorAll('article .text-state')];
          if (!states.some(({ textContent }) => textContent === done)) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    stationMessages.states.done,
  );
}

function countCalls(page: Page, origin: string): { count(): number } {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() !== 'OPTIONS' && request.url().startsWith(`${origin}/api/`)) count += 1;
  });
  return { count: () => count };
}

function recordScripts(page: Page, origin: string): Set<string> {
  const paths = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === origin && !url.pathname.startsWith('/demo/');
    if (isOurs && url.pathname.endsWith('.js')) paths.add(url.pathname);
  });
  return paths;
}

async function countGraphCalls(stack: Stack): Promise<number> {
  const requests = await stack.tenant.requests();
  return requests.filter(({ path }) => /^\/(v1\.0|beta)\//.test(path)).length;
}
