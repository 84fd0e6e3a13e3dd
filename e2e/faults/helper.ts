import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { Station } from '#web/usecases/stationState.ts';
import { askPage, begin, load, PAUSE_MS } from './begin.ts';
import type { HistoryEvent } from './history/historyEvent.ts';
import { openNow } from './openNow.ts';
import type { Play } from './play.ts';
import { askForPin } from './readPin.ts';
import { pinHashOf } from './world/pinHash.ts';
import type { StationPage } from './world/stationPage.ts';
import type { WatchedKey } from './world/watchedKey.ts';

const TEN_MINUTES = 600_000;
const MOST_STEPS = 120;
/** A journal this long goes round in circles. */
const MOST_LINES = 90;
/** After that many useless tries a person does something else. */
const PATIENCE = { replug: 2, reload: 5, cancel: 8 } as const;
const IMPATIENCE = 0.1;

/** What a person remembers of their tries. */
export interface Memory {
  triesInVain: number;
  otherKeys: number;
  standstills: number;
  sawJournal: number;
}

/**
 * The people of a play: they do what the page asks of them, load it anew when it is gone and press the button again
 * when it did nothing, until every enrolment has ended or ten minutes have passed since the last fault.
 */
export async function helpToRest(play: Play): Promise<void> {
  return help(play, () => false);
}

/** The same, but nobody comes back to a page that is gone. */
export async function helpUntilGone(play: Play): Promise<void> {
  let hadPage = false;
  await help(play, () => {
    const isThere = play.desk.page !== null && !play.desk.page.isDead;
    if (hadPage && !isThere) return true;
    hadPage ||= isThere;
    return false;
  });
  play.begins = false;
  play.answersForAll = true;
}

async function help(play: Play, hasEnough: () => boolean): Promise<void> {
  const { world } = play;
  const memory = newMemory();
  const begunAt = play.world.history.length;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await world.idle();
    if (isOver(play, begunAt) || hasEnough()) return;
    if (linesSince(play, begunAt) > MOST_LINES) break;
    if (world.clock.now() > play.faultedAt + TEN_MINUTES) {
      world.saw({ kind: 'note', text: 'ten minutes have passed' });
      return;
    }
    await helpOnce(play, memory);
    if (world.draws.chance(IMPATIENCE)) await revealTooSoon(play);
  }
  world.saw({ kind: 'note', text: 'people gave up' });
}

/** A person who has not tried anything yet. */
export function newMemory(): Memory {
  return { triesInVain: 0, otherKeys: 0, standstills: 0, sawJournal: 0 };
}

function linesSince({ world }: Play, begunAt: number): number {
  return world.history.slice(begunAt).filter(({ kind }) => kind === 'journal').length;
}

/** Everything this operator began or took up has ended, and what was wanted was begun. */
function isOver(play: Play, begunAt: number): boolean {
  const { history } = play.world;
  const isTheirStart = (event: HistoryEvent) =>
    event.kind === 'journal' &&
    event.event.type === 'started' &&
    event.event.operatorId === play.desk.operatorId &&
    event.event.holder.id === play.holderId;
  if (play.begins && !history.slice(begunAt).some(isTheirStart)) return false;
  const inCharge = [...openNow(history).values()];
  return play.answersForAll ? inCharge.length === 0 : !inCharge.includes(play.desk.operatorId);
}

/** One thing that a person does about what the page shows. */
export async function helpOnce(play: Play, memory: Memory): Promise<void> {
  const { world, desk } = play;
  if (desk.page === null || desk.page.isDead) {
    const page = world.openPage(desk);
    await world.idle();
    askPage(page, (opened) => load(play, opened));
    return;
  }
  const { page } = desk;
  const { station } = page;
  const { runs, open } = station.getState();
  for (const run of runs) if (isEnded(run)) station.leave(run.enrolment.id);
  const active = runs.find((run) => !isEnded(run));
  if (active !== undefined) return answer(play, memory, station, active);
  const [first] = open;
  if (first !== undefined) return station.resume(first.id);
  if (play.begins) return begin(play, page);
  if (play.answersForAll) return takeUp(play, page);
  // An open enrolment that the page has not heard of: load it again.
  await world.pass(PAUSE_MS);
  // Not waited for: the page may die over it, and then it never answers.
  askPage(page, (loaded) => load(play, loaded));
  await world.idle();
}

/** What somebody else began goes on by its key, which the list names; without one it is taken up by hand. */
async function takeUp(play: Play, page: StationPage): Promise<void> {
  const { world, desk } = play;
  await world.pass(PAUSE_MS);
  const [id] = openNow(world.history).keys();
  if (id === undefined) return;
  const bound = world.history.findLast(
    (event) =>
      event.kind === 'journal' && event.enrolmentId === id && event.event.type === 'keyBound',
  );
  const line = bound?.kind === 'journal' && bound.event.type === 'keyBound' ? bound.event : null;
  const key = world.keys.find(({ serial }) => serial === line?.key.identity.serial);
  if (key !== undefined && !desk.ports.has(key)) return present(play, key);
  askPage(page, (asked) =>
    play.scenario.isInvited ? load(play, asked) : asked.station.takeUp(id),
  );
  await world.idle();
}

function isEnded({ phase }: EnrolmentRun): boolean {
  return phase === 'done' || phase === 'rolledBack' || phase === 'left';
}

async function answer(
  play: Play,
  memory: Memory,
  station: Station,
  run: EnrolmentRun,
): Promise<void> {
  const { world } = play;
  const { id } = run.enrolment;
  await world.probe.reach('person', run.need ?? 'nothing', 'before');
  const lines = world.history.filter(({ kind }) => kind === 'journal').length;
  if (lines > memory.sawJournal) Object.assign(memory, { triesInVain: 0, standstills: 0 });
  memory.sawJournal = lines;
  switch (run.need) {
    case null:
    case 'touch':
    case 'browser':
    case 'wait':
      return goOn(play, memory);
    case 'plug':
    case 'replug':
      return present(play, wantedKey(play, run));
    case 'otherKey':
      // Each key that is refused makes a line in the journal, so this is no trying in vain; but keys run out.
      memory.otherKeys += 1;
      if (memory.otherKeys > 2 * world.keys.length) return station.cancel(id);
      return present(play, wantedKey(play, run));
    case 'pin':
      return typePin(play, station, run);
    case 'confirmReset':
      return station.confirmReset(id);
    case 'signIn':
      if (play.desk.page !== null) play.desk.page.isSignedOut = false;
      return station.tryAgain(id);
    case 'tryAgain':
      return tryAgain(play, memory, station, run);
  }
}

/** Nothing to do but wait; where not even a timer runs, the page stands still and is loaded again. */
function goOn({ world, desk }: Play, memory: Memory): void {
  if (world.clock.runNext(TEN_MINUTES)) return;
  memory.standstills += 1;
  world.saw({ kind: 'note', text: 'the page stands still' });
  if (memory.standstills > 1) desk.page?.die();
  world.clock.jump(PAUSE_MS);
}

function wantedKey(play: Play, run: EnrolmentRun): WatchedKey {
  const { enrolment } = run;
  const serial = enrolment.key?.identity.serial;
  const bound = play.world.keys.find((key) => key.serial === serial);
  if (bound !== undefined) return bound;
  if (!play.desk.ports.has(play.key) && run.need !== 'otherKey') return play.key;
  const { keys } = play.world;
  const at = keys.findIndex((key) => play.desk.ports.has(key));
  return keys[(at + 1) % keys.length] ?? play.key;
}

/** Everything out, the wanted key in. */
async function present({ world, desk }: Play, key: WatchedKey): Promise<void> {
  for (const other of [...desk.ports]) world.unplug(other);
  await world.idle();
  world.plug(desk, key);
}

function typePin(play: Play, station: Station, { enrolment }: EnrolmentRun): void {
  const pins = play.scenario.pins ?? ['73914682'];
  const pin = pins[Math.min(play.pinsTyped, pins.length - 1)] ?? '';
  play.pinsTyped += 1;
  play.world.saw({ kind: 'pinKnown', pinHash: pinHashOf(pin) });
  station.answerPin(enrolment.id, pin);
}

async function tryAgain(
  play: Play,
  memory: Memory,
  station: Station,
  run: EnrolmentRun,
): Promise<void> {
  const { world } = play;
  const { id } = run.enrolment;
  memory.triesInVain += 1;
  // Nobody presses the same button a hundred times in the same second.
  if (memory.triesInVain > PATIENCE.cancel) await world.pass(PAUSE_MS);
  if (memory.triesInVain === PATIENCE.reload) return play.desk.page?.die();
  if (memory.triesInVain >= PATIENCE.cancel) return station.cancel(id);
  if (memory.triesInVain >= PATIENCE.replug) return present(play, wantedKey(play, run));
  station.tryAgain(id);
}

/** The holder has heard of the key and cannot wait. */
async function revealTooSoon({ world }: Play): Promise<void> {
  const started = world.history.findLast(
    (event) => event.kind === 'journal' && event.event.type === 'started',
  );
  if (started?.kind !== 'journal' || started.event.type !== 'started') return;
  const { enrolmentId } = started;
  await askForPin(world, { personId: started.event.holder.id, way: 'holder', enrolmentId });
}
