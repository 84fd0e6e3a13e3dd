import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { createKeyRack, type KeyRack } from '#e2e/authenticator/keyRack.ts';
import { Desk, type Holder } from '#e2e/badInput/desk.ts';
import { type DeskDatabase, openDeskDatabase } from '#e2e/badInput/deskDatabase.ts';
import type { DeskKey } from '#e2e/badInput/deskKey.ts';
import { type Stack, startStack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { makeStationKit } from '#web/usecases/stationKit/makeStationKit.ts';
import { AGENT_PORT_VARIABLE } from './machine/agentPort.ts';
import { createGuestAgent, type GuestAgent } from './machine/guestAgent.ts';
import {
  type ChromiumStart,
  type GuestChromium,
  startGuestChromium,
} from './machine/guestChromium.ts';
import { type GuestStation, saveKit } from './machine/guestStation.ts';
import { connectRack, type KernelKeys } from './machine/kernelKeys.ts';
import { startLoopbackRelay, toLocalhost } from './machine/loopbackRelay.ts';

/** A whole Keywright on the host that the guest reaches at the same addresses. */
interface Place {
  readonly stack: Stack;
  readonly database: DeskDatabase;
}

interface WorkerFixtures {
  readonly agent: GuestAgent;
  readonly place: Place;
  /** All software keys of the worker; what is plugged in here is a kernel device there. */
  readonly deskRack: KeyRack;
  readonly kernelKeys: KernelKeys;
  readonly nextHolder: () => Holder;
  /** The station kit for the page's address, saved in the guest. */
  readonly guestStation: GuestStation;
  readonly browsers: Browsers;
}

/** The one browser that there is at a time; to start it takes half a minute, so a test that can goes on with the last one. */
interface Browsers {
  /** The one before it is ended, unless it was started the same way. */
  start(start: ChromiumStart): Promise<GuestChromium>;
  /** Ends it and takes its set-up back. */
  end(): Promise<void>;
}

interface TestFixtures {
  /** The desk with software keys; empty at the start of each test. */
  readonly rack: KeyRack;
  /** Chromium as a station and an administrator signed in. */
  readonly station: GuestChromium;
  readonly desk: Desk;
}

/** The staff list's first fourteen have roles or troubles of their own. */
const CAST = 14;
const SETUP_MS = 400_000;

/** Playwright's test with kernel keys, a real Chromium in the machine and everything behind the page. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  agent: [
    async ({ playwright: _ }, use) =>
      use(createGuestAgent(Number(process.env[AGENT_PORT_VARIABLE]))),
    { scope: 'worker' },
  ],
  place: [
    async ({ agent }, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'keywright-machine-'));
      const stack = await startStack({ rack: null, drawer: false, dataDir });
      const relays = await Promise.all(
        [stack.pageOrigin, stack.backendOrigin, stack.tenantOrigin].map(async (origin) => {
          const port = Number(new URL(origin).port);
          const relay = await startLoopbackRelay(() => toLocalhost(port));
          await agent.listen(port, relay.port);
          return relay;
        }),
      );
      const database = openDeskDatabase(
        join(dataDir, 'database-1'),
        join(dataDir, 'secrets', 'escrow.key'),
        DEMO_IDS.tenant,
      );
      await use({ stack, database });
      for (const relay of relays) relay.close();
      await stack.close();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: SETUP_MS },
  ],
  deskRack: [async ({ playwright: _ }, use) => use(createKeyRack()), { scope: 'worker' }],
  kernelKeys: [
    async ({ deskRack, agent }, use) => {
      const keys = connectRack(deskRack, agent);
      await use(keys);
      await keys.close();
    },
    { scope: 'worker' },
  ],
  nextHolder: [
    async ({ place }, use) => {
      const people = (await place.stack.tenant.get<Holder[]>('/people')).slice(CAST);
      await use(() => {
        const holder = people.shift();
        if (holder === undefined) throw new Error('nobody is left in the tenant');
        return holder;
      });
    },
    { scope: 'worker' },
  ],
  guestStation: [
    async ({ agent, place }, use) => {
      const { pageOrigin, backendOrigin, tenantOrigin } = place.stack;
      const alsoOpens = [backendOrigin, tenantOrigin];
      const request = { origin: pageOrigin, os: 'linux', browser: 'chromium', alsoOpens } as const;
      await use(await saveKit(agent, makeStationKit(request)));
    },
    { scope: 'worker' },
  ],
  browsers: [
    async ({ agent, place, guestStation }, use) => {
      let last: { readonly how: string; readonly chromium: GuestChromium } | undefined;
      const end = async () => {
        await last?.chromium.close();
        last = undefined;
        await guestStation.undo();
      };
      await use({
        async start(start) {
          const how = JSON.stringify(start);
          if (last?.how === how) return last.chromium;
          await end();
          const chromium = await startGuestChromium(agent, guestStation, start);
          last = { how, chromium };
          await new SignInPage(chromium.page).signInAs(place.stack.pageOrigin, PEOPLE.admin);
          return chromium;
        },
        end,
      });
      await end();
    },
    { scope: 'worker', timeout: SETUP_MS },
  ],
  rack: async ({ deskRack, kernelKeys }, use) => {
    for (const { id } of deskRack.list()) deskRack.remove(id);
    await kernelKeys.settled();
    await use(deskRack);
    await kernelKeys.settled();
  },
  station: [
    async ({ browsers }, use) => use(await browsers.start({ policy: true, startFile: true })),
    { timeout: SETUP_MS },
  ],
  desk: async ({ station, rack, place, nextHolder }, use, info) => {
    const desk = new Desk({
      ...place,
      page: station.page,
      rack,
      holder: nextHolder(),
      clockFile: '',
    });
    const { fido2 } = await place.stack.tenant.get<{ fido2: unknown }>('/policies');
    await use(desk);
    if (info.status !== info.expectedStatus) {
      const tray = await station.page.getByRole('region', { name: 'Security keys' }).innerText();
      console.log(`What the page said:\n${tray}`);
      for (const { id } of rack.list())
        console.log(`What ${id} was asked: ${rack.key(id).snapshot().requests.join(' ')}`);
    }
    await desk.leave(fido2);
    desk.expectNoSecretTold();
  },
});

export { expect };

/** Waits as long as the machine needs, then sees that what the screen says is true behind it. */
export async function expectDone(desk: Desk, key: DeskKey): Promise<void> {
  await expect(desk.tile.state).toHaveText('Done, unplug');
  await desk.expectDone(key);
}
