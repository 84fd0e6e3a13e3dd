import type { Browser, Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { DEMO_PEOPLE } from '#e2e/tenant/directory/demoPeople.ts';
import { stationMessages } from '#web/presentation/messages.station.en.ts';

/** What one enrolment cost. */
export interface EnrolmentSample {
  /** From pressing Enrol to the word Done; the key touches itself. */
  readonly ms: number;
  /** CTAPHID requests since the key was plugged in. */
  readonly keyRequests: number;
  /** Those of them in which the PIN takes part: it is set, or a token is had for it. */
  readonly pinOperations: number;
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

const PIN_OPERATION = /^clientPin\.(setPin|get\w*Token)/i;

/** Who works there is in, or owns, a group that directory roles may be given to. */
const GUARDED_OFFICES: readonly string[] = ['Chicago', 'Leeds'];

/** Demo people that no other figure hangs on, none of whom has a passkey yet. */
const HOLDERS = DEMO_PEOPLE.slice(14).filter(
  ({ office, passkeys }) => passkeys === undefined && !GUARDED_OFFICES.includes(office),
);

type Place = { readonly browser: Browser; readonly stack: Stack; readonly rack: KeyRack };
type Amount = { readonly warmUps: number; readonly count: number };

/** Enrols a new key for one person after the other. The rack's keys have to touch at once. */
export async function measureEnrolments(place: Place, amount: Amount): Promise<EnrolmentRun> {
  const { samples, scripts } = await measureInTurns(place, amount, [SEALED]);
  return { samples: samples[0] ?? [], scripts };
}

/** The same with a PIN that only the backend knows and one that is typed into the page, in turns. */
export async function measureSealing(
  place: Place,
  amount: Amount,
): Promise<{ sealed: readonly EnrolmentSample[]; typed: readonly EnrolmentSample[] }> {
  const { samples } = await measureInTurns(place, amount, [SEALED, TYPED]);
  return { sealed: samples[0] ?? [], typed: samples[1] ?? [] };
}

interface Way {
  /** The beginning of its profile's name. */
  readonly profile: string;
  /** What somebody types, where it is theirs to know. */
  readonly pin: string | null;
}

const SEALED: Way = { profile: 'New colleague', pin: null };
const TYPED: Way = { profile: 'Holder at the station', pin: 'krokus-27' };

async function measureInTurns(
  { browser, stack, rack }: Place,
  { warmUps, count }: Amount,
  ways: readonly Way[],
): Promise<{ samples: readonly EnrolmentSample[][]; scripts: readonly string[] }> {
  const holders = HOLDERS.slice(0, warmUps + count);
  if (holders.length < warmUps + count) throw new RangeError('not enough people');
  const page = await browser.newPage({ locale: 'en-US' });
  const samples: EnrolmentSample[][] = ways.map(() => []);
  const calls = countCalls(page, stack.backendOrigin);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const scripts = recordScripts(page, stack.pageOrigin);
  const station = new StationPage(page);
  await station.open(stack.pageOrigin);
  for (const [index, { alias, displayName }] of holders.entries()) {
    const turn = index % ways.length;
    const { profile, pin } = ways[turn] ?? SEALED;
    const serial = 30_000_000 + index;
    const id = rack.add('yubikey5', { serial });
    rack.plug(id);
    const tile = station.tile(`Serial ${serial}`);
    await tile.root.waitFor();
    if (index > 0) await station.chooseSomeoneElse();
    await station.choosePerson(displayName, `${alias}@`);
    await station.chooseProfile(profile);
    await page.waitForLoadState('networkidle');
    const graphBefore = await countGraphCalls(stack);
    const callsBefore = calls.count();
    const time = timeUntilDone(page);
    await tile.enrol.click();
    if (pin !== null) await tile.answerPin(pin, 'new');
    const ms = await time;
    await station
      .passkeys()
      .filter({ hasText: String(serial) })
      .first()
      .waitFor();
    const requests = rack.key(id).snapshot().requests;
    const sample = {
      ms,
      keyRequests: requests.length,
      pinOperations: requests.filter((name) => PIN_OPERATION.test(name)).length,
      apiRequests: calls.count() - callsBefore,
      graphRequests: (await countGraphCalls(stack)) - graphBefore,
    };
    if (index >= warmUps) samples[turn]?.push(sample);
    rack.unplug(id);
    await tile.root.waitFor({ state: 'detached' });
  }
  await page.close();
  return { samples, scripts: [...scripts] };
}

/**
 * Measured inside the page, so that no word to or from the browser's remote control is counted; the time in which the page
 * waits for somebody to type a PIN is not either. No function in there has a name: tsx would want to keep it.
 */
function timeUntilDone(page: Page): Promise<number> {
  const { done, pin } = stationMessages.states;
  return page.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        let worked = 0;
        let since = Number.NaN;
        const ended = new AbortController();
        addEventListener(
          'pointerup',
          () => {
            since = performance.now();
          },
          { capture: true, signal: ended.signal },
        );
        const observer = new MutationObserver(() => {
          const now = performance.now();
          const states = [...document.querySelectorAll('article .text-state')];
          const shown = states.map(({ textContent }) => textContent);
          if (shown.includes(words.pin) && worked === 0) worked = now - since;
          if (!shown.includes(words.done)) return;
          observer.disconnect();
          ended.abort();
          resolve(worked + now - since);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    { done, pin },
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
  return requests.filter(({ path, isBatchItem }) => !isBatchItem && /^\/(v1\.0|beta)\//.test(path))
    .length;
}
