import { type Browser, chromium } from '@playwright/test';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import { type Stack, startStack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationCheckPage } from '#e2e/pages/stationCheckPage.ts';
import { passOffAsReal } from '#e2e/specs/browserStandIns.ts';
import { percentile, type Row, row } from './row.ts';

const SAMPLES = 7;
const MOST_MS = { withoutKey: 2_000, withKey: 3_000 } as const;

/** From the link at the Station to what the check says, in a page that is signed in and loaded. */
export async function stationCheckRows(): Promise<Row[]> {
  const rack = createKeyRack({ touch: 'immediate' });
  const stack = await startStack({ rack, drawer: false });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS],
  });
  try {
    const without = await timeToAnswer(browser, stack, 'Plug in a security key');
    rack.plug(rack.add('yubikey5'));
    const withOne = await timeToAnswer(browser, stack, 'One test is left');
    return [
      row('Station check without a key: median', without, 'ms', MOST_MS.withoutKey),
      row('Station check with a key: median', withOne, 'ms', MOST_MS.withKey),
    ];
  } finally {
    await browser.close();
    await stack.close();
  }
}

async function timeToAnswer(browser: Browser, stack: Stack, answer: string): Promise<number> {
  const page = await browser.newPage({ locale: 'en-US' });
  await passOffAsReal(page);
  const check = new StationCheckPage(page);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station/check');
  await check.verdict.filter({ hasText: answer }).waitFor();
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await page.getByRole('link', { name: 'Station', exact: true }).first().click();
    const link = page.getByRole('link', { name: 'Check this station' }).first();
    await link.waitFor();
    const startedAt = performance.now();
    await link.click();
    await check.verdict.filter({ hasText: answer }).waitFor();
    await check.probe('Clock of this computer').filter({ hasText: 'Right' }).waitFor();
    times.push(performance.now() - startedAt);
  }
  await page.close();
  return percentile(times, 0.5);
}
