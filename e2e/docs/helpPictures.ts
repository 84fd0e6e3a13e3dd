import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { EnrolPage } from '#e2e/pages/enrolPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { invite, MEGAN } from '#e2e/specs/invited.ts';
import { enrolMessages as german } from '#web/presentation/messages.enrol.de.ts';
import { enrolMessages as english } from '#web/presentation/messages.enrol.en.ts';
import { stationMessages as germanStation } from '#web/presentation/messages.station.de.ts';
import { stationMessages as englishStation } from '#web/presentation/messages.station.en.ts';

const PICTURES = join(ROOT, 'web', 'src', 'app', 'help', 'pictures');
const DESK = { width: 1280, height: 800 };
/** Narrow, to be legible where they are shown; high, so that what sticks to the bottom is over nothing. */
const NARROW = { width: 720, height: 1600 };
const SERIAL = 20_481_217;
const PIN = 'krokus-27';

async function newPage(browser: Browser, viewport: typeof DESK): Promise<Page> {
  const settings = { colorScheme: 'light', locale: 'en-US', reducedMotion: 'reduce' } as const;
  return (await browser.newContext({ viewport, ...settings })).newPage();
}

/** The same place in both languages: the page is loaded again for German and then for English, and is where it was. */
async function takeBoth(
  page: Page,
  name: string,
  shown: { readonly en: string; readonly de: string },
  place: () => Locator,
  afterLoading: () => Promise<void> = async () => {},
): Promise<void> {
  for (const language of ['de', 'en'] as const) {
    await page.evaluate((code) => localStorage.setItem('keywright.language', code), language);
    await page.reload();
    await afterLoading();
    await page.getByText(shown[language]).first().waitFor();
    await page.mouse.move(0, 0);
    const path = join(PICTURES, `${name}.${language}.png`);
    await place().screenshot({ path, animations: 'disabled' });
  }
}

/** Takes the pictures of the guide to `/enrol`, from the key in its port to the proof. */
export async function takeEnrolHelp(browser: Browser, stack: Stack, rack: KeyRack): Promise<void> {
  const operator = await newPage(browser, DESK);
  const pass = await invite(operator, stack, { profile: 'Holder at the station' });
  await operator.context().close();
  const page = await newPage(browser, NARROW);
  const enrol = new EnrolPage(page);
  await enrol.open(stack.pageOrigin);
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);
  await enrol.heading(english.plug.title).waitFor();
  const card = () => page.locator('main section').first();
  const take = (name: string, en: string, de: string, afterLoading?: () => Promise<void>) =>
    takeBoth(page, `enrol-${name}`, { en, de }, card, afterLoading);
  await take('plug', english.plug.title, german.plug.title);
  const id = rack.add('yubikey5', { serial: SERIAL });
  rack.plug(id);
  await enrol.begin.click();
  await enrol.heading(english.pin.newTitle).waitFor();
  await take('pin', english.pin.newTitle, german.pin.newTitle);
  await enrol.newPin.fill(PIN);
  await enrol.samePin.fill(PIN);
  await enrol.setPin.click();
  await enrol.progress.getByText(english.states.touch.word).waitFor();
  // A page that was loaded again does not know the PIN any more.
  const typePinAgain = async () => {
    await page.locator('main form input').first().fill(PIN);
    await page.locator('main form [type=submit]').click();
  };
  await take('touch', english.states.touch.word, german.states.touch.word, typePinAgain);
  rack.touch(id);
  await enrol.heading(english.done.title).waitFor();
  await take('done', english.done.title, german.done.title);
  rack.unplug(id);
  await page.context().close();
}

/** Takes those of the guide to the Station: one tile, from ready to done. */
export async function takeStationHelp(
  browser: Browser,
  stack: Stack,
  rack: KeyRack,
): Promise<void> {
  const page = await newPage(browser, NARROW);
  const station = new StationPage(page);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station');
  await station.choosePerson(PEOPLE.holder);
  const id = rack.add('yubikey5', { serial: SERIAL + 1 });
  rack.plug(id);
  const tile = station.tile(`${SERIAL + 1}`);
  await tile.enrol.and(page.locator(':enabled')).waitFor();
  const states = { en: englishStation.states, de: germanStation.states };
  const take = (name: string, state: 'ready' | 'touch' | 'done') =>
    takeBoth(page, `station-${name}`, { en: states.en[state], de: states.de[state] }, () =>
      page.getByRole('article').filter({ hasText: `${SERIAL + 1}` }),
    );
  await take('ready', 'ready');
  await tile.enrol.and(page.locator(':enabled')).click();
  await tile.state.getByText(englishStation.states.touch).waitFor();
  await take('touch', 'touch');
  rack.touch(id);
  await tile.state.getByText(englishStation.states.done).waitFor();
  await take('done', 'done');
  rack.unplug(id);
  await page.context().close();
}
