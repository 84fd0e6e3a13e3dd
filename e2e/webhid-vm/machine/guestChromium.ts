import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { WebSocket } from 'ws';
import type { GuestAgent } from './guestAgent.ts';
import { type GuestStation, STATION_USER } from './guestStation.ts';
import { startLoopbackRelay } from './loopbackRelay.ts';

/** A Chromium of the guest with its first page open. */
export interface GuestChromium {
  readonly page: Page;
  close(): Promise<void>;
}

/** How the browser is started; each part of a station can be left out. */
export interface ChromiumStart {
  /** The person who set it up put the kit's policies where the browser reads them. */
  readonly policy: boolean;
  /** By the kit's start file, not as any browser, or by a line that somebody types. */
  readonly startFile: boolean | string;
}

const DEVTOOLS_PORT = 9222;
const START_MS = 180_000;
const ANSWER_MS = 60_000;
const POLL_MS = 250;
/** Of a browser that is started like any other. */
const OTHER_PROFILE = `${STATION_USER.home}/other-profile`;

/** Its processes end one by one, and what still runs writes into the profile. */
const UNTIL_GONE = "while grep -qs 'chromiu[m]' /proc/[0-9]*/cmdline; do sleep 0.1; done";

/** Debian's start of Chromium reads flags from the files in this folder, so the station's own start file stays as it is. */
const FLAGS_FILE = '/etc/chromium.d/tests';
/** DevTools for Playwright, no screen, nothing that phones home. */
const TEST_FLAGS = [
  `--remote-debugging-port=${DEVTOOLS_PORT}`,
  '--headless=new',
  '--window-size=1280,900',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
].join(' ');

/** Starts a Chromium with a profile of its own, as an account without special rights. What was set up before is undone by then. */
export async function startGuestChromium(
  agent: GuestAgent,
  station: GuestStation,
  { policy, startFile }: ChromiumStart,
): Promise<GuestChromium> {
  await agent.remove(OTHER_PROFILE);
  await agent.write(FLAGS_FILE, `CHROMIUM_FLAGS="$CHROMIUM_FLAGS ${TEST_FLAGS}"\n`);
  if (policy) await station.setPolicies();
  const program = await agent.start(['sh', '-c', lineOf(station, startFile)], {
    user: STATION_USER.name,
    env: { HOME: STATION_USER.home, DBUS_SESSION_BUS_ADDRESS: '/dev/null' },
  });
  const relay = await startLoopbackRelay(() => agent.tunnel(DEVTOOLS_PORT));
  const close = async () => {
    await program.stop();
    await agent.run(['sh', '-c', UNTIL_GONE]);
    relay.close();
  };
  try {
    const address = `http://127.0.0.1:${relay.port}`;
    await untilItAnswers(address);
    await emptyPage(address);
    const browser = await chromium.connectOverCDP(address, { timeout: START_MS });
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('Chromium has no page');
    // Drawn in software on an emulated processor, a turning wheel alone leaves no time for the next report.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    return {
      page,
      async close() {
        await browser.close();
        await close();
      },
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

function lineOf({ start }: GuestStation, startFile: ChromiumStart['startFile']): string {
  if (typeof startFile === 'string') return startFile;
  return startFile ? start : `chromium --user-data-dir=${OTHER_PROFILE} --app=about:blank`;
}

/**
 * Takes the first page to an empty document. What the start file opens may stay without an address for good when the
 * browser's network process starts late, and Playwright would wait for it.
 */
async function emptyPage(address: string): Promise<void> {
  const targets = await ask<{ type: string; webSocketDebuggerUrl: string }[]>(
    `${address}/json/list`,
  );
  const page = targets.find(({ type }) => type === 'page');
  if (page === undefined) throw new Error('Chromium has no page');
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'Page.navigate', params: { url: 'about:blank' } }));
  await once(socket, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
  socket.close();
}

async function ask<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
  return response.json();
}

async function untilItAnswers(address: string): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    try {
      await ask(`${address}/json/version`);
      return;
    } catch (cause) {
      if (Date.now() > end) throw new Error('Chromium did not start in the guest', { cause });
      await delay(POLL_MS);
    }
  }
}
