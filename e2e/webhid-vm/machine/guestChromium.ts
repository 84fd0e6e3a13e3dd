import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { WebSocket } from 'ws';
import type { LinuxStation } from '../linuxStation.ts';
import type { GuestAgent } from './guestAgent.ts';
import { startLoopbackRelay } from './loopbackRelay.ts';

/** A Chromium of the guest with its first page open. */
export interface GuestChromium {
  readonly page: Page;
  close(): Promise<void>;
}

/** How the browser is started; each part of a station can be left out. */
export interface ChromiumStart {
  /** The person who set it up put the policy where the browser reads it. */
  readonly policy: boolean;
  /** Through the station's start file, not as any browser. */
  readonly startFile: boolean;
}

const DEVTOOLS_PORT = 9222;
const START_MS = 180_000;
const ANSWER_MS = 60_000;
const POLL_MS = 250;
const USER = 'station';
const HOME = `/home/${USER}`;

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

/** Starts a Chromium with a profile of its own, as an account without special rights. */
export async function startGuestChromium(
  agent: GuestAgent,
  station: LinuxStation,
  start: ChromiumStart,
): Promise<GuestChromium> {
  await agent.remove(station.policy.path);
  await agent.remove(`${HOME}/keywright-station`);
  await agent.write(FLAGS_FILE, `CHROMIUM_FLAGS="$CHROMIUM_FLAGS ${TEST_FLAGS}"\n`);
  for (const file of [station.start, ...(start.policy ? [station.policy] : [])]) {
    await agent.write(file.path, file.text, file.mode);
  }
  const argv = start.startFile
    ? [station.start.path]
    : ['chromium', `--user-data-dir=${HOME}/keywright-station`, '--app=about:blank'];
  const program = await agent.start(argv, {
    user: USER,
    env: { HOME, DBUS_SESSION_BUS_ADDRESS: '/dev/null' },
  });
  const relay = await startLoopbackRelay(() => agent.tunnel(DEVTOOLS_PORT));
  const close = async () => {
    await program.stop();
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
