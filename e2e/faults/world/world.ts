import { inArray } from 'drizzle-orm';
import { createPinEscrow } from '#bff/escrow/pinEscrow.ts';
import { escrow } from '#bff/store/schema.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { type Backend, createBackend } from './backend.ts';
import { passkeysOf } from './graphWire.ts';
import { type Lane, TENANT_ID } from './lane.ts';
import { createPageBackend } from './pageBackend.ts';
import { pinHashOf } from './pinHash.ts';
import { createProbe, type Probe } from './probe.ts';
import { createDraws, type Draws } from './seededRandom.ts';
import { openPage, type StationPage } from './stationPage.ts';
import { createVirtualClock, type VirtualClock } from './virtualClock.ts';
import { createWatchedKey, type WatchedKey } from './watchedKey.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const BACKENDS = 2;
const OPERATORS = ['omar.haddad', 'ingrid.solberg'] as const;
const HOLDERS = ['lee.gu', 'megan.bowen', 'adele.vance'] as const;

/** A computer in front of an operator: a page, or a closed browser, and USB ports. */
export interface Desk {
  readonly operatorId: string;
  page: StationPage | null;
  readonly ports: Set<WatchedKey>;
}

/** Everything of one run: keys, desks, backends, tenant and database, one clock, one history. */
export interface World {
  readonly lane: Lane;
  readonly clock: VirtualClock;
  readonly draws: Draws;
  readonly probe: Probe;
  readonly history: HistoryEvent[];
  readonly desks: readonly Desk[];
  readonly holders: readonly string[];
  readonly keys: readonly WatchedKey[];
  saw(event: HistoryEvent): void;
  newKey(profile?: Profile): WatchedKey;
  /** Puts a key into a port, and nowhere else. */
  plug(desk: Desk, key: WatchedKey): void;
  unplug(key: WatchedKey): void;
  openPage(desk: Desk): StationPage;
  /** Has a backend do something; one at a time, so that a run is the same every time. */
  ask<T>(work: (backend: Backend) => Promise<T>): Promise<T>;
  /** Every backend process ends; the next request starts new ones. */
  killBackends(): void;
  /** The backend that works at this moment. */
  readonly working: Backend | null;
  /** Where a fault wants somebody else to get a turn at once. */
  setSkew(backend: number, ms: number): void;
  /** Lets everything happen that needs neither time nor a person. */
  idle(): Promise<void>;
  /** Looks what the escrow really holds. */
  readEscrow(): Promise<void>;
}

/** Begins a world in a lane. The lane's last one must have come to its end. */
export function createWorld(lane: Lane, seed: number): World {
  const clock = createVirtualClock(START);
  lane.time = clock;
  lane.tenant.reset();
  const draws = createDraws(seed);
  const probe = createProbe();
  const history: HistoryEvent[] = [];
  const saw = (event: HistoryEvent) => {
    history.push(event);
  };
  const personId = (alias: string) => lane.tenant.state.person(`${alias}@contoso.example`).id;
  const desks: Desk[] = OPERATORS.map((alias) => ({
    operatorId: personId(alias),
    page: null,
    ports: new Set(),
  }));
  const keys: WatchedKey[] = [];
  const skews = Array.from({ length: BACKENDS }, () => 0);
  const backends: (Backend | null)[] = skews.map(() => null);
  let working: Backend | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  for (const [methodId, method] of passkeysOf(lane.tenant)) {
    saw({ kind: 'methodCreated', methodId, ...method, byUs: false });
  }

  function backendAt(index: number): Backend {
    const running = backends[index];
    if (running && !running.isDead) return running;
    const started = createBackend({
      lane,
      clock,
      skewMs: skews[index] ?? 0,
      saw,
      reach: (_, side, name, point) => probe.reach(side, name, point),
    });
    backends[index] = started;
    return started;
  }

  function ask<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
    const backend = backendAt(draws.integer(BACKENDS));
    waiting += 1;
    const turn = queue.then(async () => {
      working = backend;
      try {
        return await work(backend);
      } finally {
        working = null;
        waiting -= 1;
      }
    });
    queue = turn.catch(() => undefined);
    return turn;
  }

  const link = {
    ask,
    reach: (_page: StationPage, name: string, point: 'before' | 'after') =>
      probe.reach('call', name, point),
  };

  const world: World = {
    lane,
    clock,
    draws,
    probe,
    history,
    desks,
    keys,
    saw,
    ask,
    holders: HOLDERS.map(personId),
    get working() {
      return working;
    },
    newKey(profile = yubikey5) {
      const key = createWatchedKey(profile, lane.newSerial(), clock, {
        saw,
        command: (_, name, point) => probe.reach('key', name, point),
      });
      keys.push(key);
      return key;
    },
    plug(desk, key) {
      world.unplug(key);
      desk.ports.add(key);
      if (desk.page === null || desk.page.isDead) key.software.powerUp();
      else desk.page.plug(key);
    },
    unplug(key) {
      for (const { ports } of desks) ports.delete(key);
      key.software.powerDown();
    },
    openPage(desk) {
      desk.page?.die();
      const page = openPage({
        operatorId: desk.operatorId,
        clock,
        backend: (self) => createPageBackend(link, self),
        plugged: [...desk.ports],
      });
      desk.page = page;
      return page;
    },
    killBackends() {
      for (const backend of backends) backend?.die();
    },
    setSkew(index, ms) {
      skews[index] = ms;
      backends[index]?.die();
    },
    async idle() {
      do {
        await queue;
        await turn();
      } while (waiting > 0);
    },
    async readEscrow() {
      const ids = history.flatMap((event) =>
        event.kind === 'escrowSealed' ? [event.enrolmentId] : [],
      );
      if (ids.length === 0) return;
      const reader = createPinEscrow({ masterKey: lane.masterKey, tenantId: TENANT_ID });
      await lane.store.read(async (queries) => {
        const rows = await queries.select().from(escrow).where(inArray(escrow.enrolmentId, ids));
        for (const { enrolmentId, holderId, keyName } of rows) {
          const pin = await reader
            .open(queries, { enrolmentId, holderId, keyName })
            .catch(() => null);
          const pinHash = pin === null ? null : pinHashOf(pin.reveal());
          saw({ kind: 'escrowRead', enrolmentId, pinHash });
        }
      });
    },
  };
  return world;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
