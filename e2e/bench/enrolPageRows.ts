import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import { DIST } from '#e2e/harness/dist.ts';
import { type Stack, startStack } from '#e2e/harness/stack.ts';
import { EnrolPage } from '#e2e/pages/enrolPage.ts';
import { invite, MEGAN } from '#e2e/specs/invited.ts';
import { type Row, row } from './row.ts';

const MOST_KB = 230;

/** What somebody who follows an invitation has to load. */
export async function enrolPageRows(): Promise<Row[]> {
  const stack = await startStack({ rack: createKeyRack(), drawer: false });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS],
  });
  try {
    const operator = await browser.newPage({ locale: 'en-US' });
    const pass = await invite(operator, stack, { profile: 'Holder at the station' });
    await operator.close();
    const page = await browser.newPage({ locale: 'en-US' });
    return await weigh(page, stack, pass);
  } finally {
    await browser.close();
    await stack.close();
  }
}

/**
 * The sign-in is over when the page has its token; of all that is loaded by then nothing is left out, on this page or on the one that the
 * sign-in comes back to.
 */
async function weigh(page: Page, stack: Stack, pass: string): Promise<Row[]> {
  const all = new Set<string>();
  const untilSignedIn = new Set<string>();
  let isSignedIn = false;
  page.on('response', (response) => {
    if (
      response.request().method() === 'POST' &&
      new URL(response.url()).pathname.endsWith('/token')
    ) {
      isSignedIn = true;
    }
  });
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    const isOurs = origin === stack.pageOrigin && !pathname.startsWith('/demo/');
    if (!isOurs || !pathname.endsWith('.js')) return;
    all.add(pathname);
    if (!isSignedIn) untilSignedIn.add(pathname);
  });
  const enrol = new EnrolPage(page);
  await enrol.open(stack.pageOrigin);
  await enrol.signIn.click();
  await enrol.signInWithPass(MEGAN, pass);
  await enrol.heading('Plug in your key').waitFor();
  await page.waitForLoadState('networkidle');
  if (!isSignedIn) throw new Error('nobody saw the sign-in');
  return [
    row('JavaScript of /enrol with sign-in, gzip', await gzipKb(untilSignedIn), 'kB', MOST_KB),
    row('JavaScript of /enrol until the key is wanted, gzip', await gzipKb(all), 'kB'),
  ];
}

async function gzipKb(scripts: ReadonlySet<string>): Promise<number> {
  const files = await Promise.all([...scripts].map((path) => readFile(join(DIST.web, path))));
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1_000;
}
