import { join } from 'node:path';
import { eq, inArray } from 'drizzle-orm';
import { createPinEscrow } from '#bff/escrow/pinEscrow.ts';
import { escrow, outbox } from '#bff/store/schema.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { AuditPlace, SinkFault } from './auditPlace.ts';
import { type Backends, createBackends } from './backends.ts';
import { createBooksAtHand } from './booksAtHand.ts';
import type { CallerRole } from './callers.ts';
import { createFilePlace } from './filePlace.ts';
import { passkeysOf } from './graphWire.ts';
import { createHttpsPlace } from './httpsPlace.ts';
import type { Lane } from './lane.ts';
import { createMailServer, type MailServer } from './mailServer.ts';
import { createPageBackend, createPageOwn } from './pageWire.ts';
import { pinHashOf } from './pinHash.ts';
import { createProbe, type Probe } from './probe.ts';
import { openReaderPage, type ReaderPage } from './readerPage.ts';
import { createDraws, type Draws } from './seededRandom.ts';
import { openPage, type StationPage } from './stationPage.ts';
import { TENANT_ID } from './tenantId.ts';
import { createVirtualClock, type VirtualClock } from './virtualClock.ts';
import { createWatchedKey, type WatchedKey } from './watchedKey.ts';
import { readPlace } from './worldAuditing.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
/** More than a page has to ask between two things that a person does. */
const MOST_ANSWERS = 100;
const OPERATORS = ['omar.haddad', 'ingrid.solberg'] as const;
const HOLDERS = ['lee.gu', 'megan.bowen', 'priya.raman'] as const;

/** A computer in front of somebody: a page, or a closed browser, and USB ports. */
export interface Desk {
  readonly operatorId: string;
  readonly role: CallerRole;
  page: StationPage | null;
  readonly ports: Set<WatchedKey>;
}

/** Everything of one run: keys, desks, backends, tenant, mail, database, one clock, one history. */
export interface World extends Pick<Backends, 'ask' | 'setSkew' | 'sweepBeside' | 'wakeAll'> {
  readonly lane: Lane;
  readonly clock: VirtualClock;
  readonly draws: Draws;
  readonly probe: Probe;
  readonly history: HistoryEvent[];
  readonly desks: readonly Desk[];
  readonly holders: readonly string[];
  readonly keys: readonly WatchedKey[];
  readonly mail: MailServer;
  /** Second places of the audit log. */
  readonly places: readonly AuditPlace[];
  saw(event: HistoryEvent): void;
  newKey(profile?: Profile): WatchedKey;
  /** A computer of somebody who enrols their own key. */
  addHome(personId: string): Desk;
  /** Puts a key into a port, and nowhere else. */
  plug(desk: Desk, key: WatchedKey): void;
  unplug(key: WatchedKey): void;
  openPage(desk: Desk): StationPage;
  openReader(personId: string, role: CallerRole): ReaderPage;
  /** Every backend process ends; each is started again. */
  killBackends(): void;
  /** For so long the disk of the database takes nothing. */
  fillDisk(ms: number): void;
  /** For so long something is the matter with one of the second places. */
  breakPlace(fault: SinkFault, ms: number): void;
  mendPlaces(): Promise<void>;
  /** Copies the database as it is at this moment. */
  copyAside(): Promise<void>;
  /** The same, when nobody works. */
  backUp(): Promise<void>;
  /** Puts the last backup in the place of the database. */
  restore(): Promise<void>;
  /** Backends that do not start are told that what they miss is known to be lost. */
  acceptRestore(): void;
  /** The same until they start; each second place may miss something else. */
  acceptLosses(): Promise<void>;
  /** Lets everything happen that needs neither time nor a person. */
  idle(): Promise<void>;
  /** Lets time pass, with what falls due in it. */
  pass(ms: number): Promise<void>;
  /** Looks what the escrow and the second places really hold. */
  readBooks(): Promise<void>;
}

/** How a world is begun. */
export interface WorldOptions {
  readonly seed: number;
  /** With second places of the audit log, without which backends begin nothing new. */
  readonly hasPlaces?: boolean;
}

/** Begins a world in a lane. The lane's last one must have come to its end. */
export async function beginWorld(lane: Lane, { seed, hasPlaces }: WorldOptions): Promise<World> {
  await lane.clear();
  const clock = createVirtualClock(START);
  lane.time = clock;
  lane.tenant.reset();
  const draws = createDraws(seed);
  const probe = createProbe();
  const history: HistoryEvent[] = [];
  const books = createBooksAtHand();
  const secrets = new Set<string>();
  const saw = (event: HistoryEvent) => {
    history.push(event);
    books.take(event);
  };
  const { state } = lane.tenant;
  const personId = (alias: string) => state.person(`${alias}@contoso.example`).id;
  const desks: Desk[] = OPERATORS.map((alias) => ({
    operatorId: personId(alias),
    role: 'operator',
    page: null,
    ports: new Set(),
  }));
  const keys: WatchedKey[] = [];
  const places =
    hasPlaces === true
      ? [
          createFilePlace(join(lane.folder, `${lane.newSerial()}.jsonl`), clock),
          createHttpsPlace(clock),
        ]
      : [];
  const mail = createMailServer({
    clock,
    saw,
    personOf: (address) => state.people.find((person) => person.mail === address)?.id ?? address,
    holdsPin: (text) => [...secrets].some((pin) => text.includes(pin)),
  });
  let fullUntil = 0;
  let brokenUntil = Infinity;
  let breaking: Promise<void> = Promise.resolve();
  const backends = createBackends({
    ...{ lane, clock, draws, probe, mail, places, books, secrets, history, saw },
    isSecret: (pin) => void secrets.add(pin),
    writes() {
      if (clock.now() < fullUntil) throw diskFull();
    },
    async beforeCarrying() {
      await breaking;
      for (const place of places) await place.settled();
      if (clock.now() >= brokenUntil) await world.mendPlaces();
    },
    async mailJobEnded() {
      books.waitingNotices = await lane.store.read((queries) =>
        queries.$count(outbox, eq(outbox.state, 'waiting')),
      );
    },
  });

  for (const [methodId, method] of passkeysOf(lane.tenant)) {
    saw({ kind: 'methodCreated', methodId, ...method, byUs: false });
  }
  if (places.length > 0) saw({ kind: 'auditRequired' });

  const world: World = {
    ...{ lane, clock, draws, probe, history, desks, keys, mail, places, saw },
    ask: backends.ask,
    setSkew: backends.setSkew,
    sweepBeside: backends.sweepBeside,
    wakeAll: backends.wakeAll,
    holders: HOLDERS.map(personId),
    newKey(profile = yubikey5) {
      const key = createWatchedKey(profile, lane.newSerial(), clock, {
        saw,
        command: (_, name, point) => void probe.reach('key', name, point),
      });
      keys.push(key);
      return key;
    },
    addHome(id) {
      const home: Desk = { operatorId: id, role: 'member', page: null, ports: new Set() };
      desks.push(home);
      return home;
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
      const { operatorId, role, ports } = desk;
      const page = openPage({
        ...{ operatorId, role, clock, plugged: [...ports] },
        connect(self, timers, session) {
          const line = { link: backends.link, timers, page: self, session };
          return { backend: createPageBackend(line), own: createPageOwn(line) };
        },
      });
      desk.page = page;
      return page;
    },
    openReader: (id, role) => openReaderPage({ personId: id, role, clock, link: backends.link }),
    killBackends: () => backends.kill(),
    fillDisk(ms) {
      fullUntil = clock.now() + ms;
    },
    breakPlace(fault, ms) {
      if (places.length === 0) return;
      brokenUntil = clock.now() + ms;
      breaking = draws.pick(places).break(fault);
    },
    async mendPlaces() {
      brokenUntil = Infinity;
      for (const place of places) await place.mend();
    },
    async copyAside() {
      await lane.backUp();
      saw({ kind: 'backedUp' });
    },
    async backUp() {
      await world.idle();
      await world.copyAside();
    },
    async restore() {
      await world.idle();
      await world.wakeAll();
      backends.kill();
      await lane.restore();
      saw({ kind: 'restored' });
    },
    acceptRestore() {
      const refused = history.findLast((event) => event.kind === 'startRefused');
      if (refused?.kind === 'startRefused' && refused.lost !== null) backends.accept(refused.lost);
    },
    async acceptLosses() {
      for (let tries = 0; tries <= places.length; tries += 1) {
        await world.idle();
        world.acceptRestore();
      }
      await world.idle();
    },
    async idle() {
      const before = backends.answered;
      while (await backends.settle()) {
        if (backends.answered - before <= MOST_ANSWERS) continue;
        saw({ kind: 'runaway' });
        for (const { page } of desks) page?.die();
        return;
      }
    },
    async pass(ms) {
      const until = clock.now() + ms;
      while (clock.runNext(until - clock.now())) await world.idle();
      clock.jump(Math.max(0, until - clock.now()));
      await world.idle();
    },
    async readBooks() {
      await readEscrow(world);
      for (const place of places) saw(await readPlace(place, lane.store));
    },
  };
  return world;
}

/** As PostgreSQL says it when there is no room to extend a file. */
function diskFull(): Error {
  return Object.assign(new Error('could not extend file'), { code: '53100' });
}

async function readEscrow({ history, lane, saw }: World): Promise<void> {
  const ids = history.flatMap((event) =>
    event.kind === 'escrowSealed' ? [event.enrolmentId] : [],
  );
  if (ids.length === 0) return;
  const reader = createPinEscrow({ masterKey: lane.masterKey, tenantId: TENANT_ID });
  await lane.store.read(async (queries) => {
    const rows = await queries.select().from(escrow).where(inArray(escrow.enrolmentId, ids));
    for (const { enrolmentId, holderId, keyName } of rows) {
      const owner = { enrolmentId, holderId, keyName };
      const pin = await reader.open(queries, owner).catch(() => null);
      saw({ kind: 'escrowRead', enrolmentId, pinHash: pin && pinHashOf(pin.reveal()) });
    }
  });
}
