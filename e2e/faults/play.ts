import { letPinsGrowOld, readPins } from './afterwards.ts';
import { type PlannedFault, strike } from './faults.ts';
import { helpToRest } from './helper.ts';
import { judgeHistory, type Verdict } from './history/judge.ts';
import type { Scenario } from './scenario.ts';
import { passkeysOf } from './world/graphWire.ts';
import type { Lane } from './world/lane.ts';
import type { Reached } from './world/probe.ts';
import type { WatchedKey } from './world/watchedKey.ts';
import { beginWorld, type Desk, type World, type WorldOptions } from './world/world.ts';

/** One enrolment as it is played: who, which key, and where people stand with it. */
export interface Play {
  readonly world: World;
  readonly scenario: Scenario;
  desk: Desk;
  /** The key that is meant. */
  readonly key: WatchedKey;
  /** Another one, which lies about. */
  readonly stranger: WatchedKey;
  holderId: string;
  /** How often a PIN was asked for. */
  pinsTyped: number;
  /** When the last fault struck; ten minutes later everything has to be at rest. */
  faultedAt: number;
  /** Whether the people want an enrolment of `holderId` to begin, or only to see the open ones through. */
  begins: boolean;
  /** Whether they see through what others began, too. */
  answersForAll: boolean;
  /** A key that the enrolment will not have; the person takes another one. */
  enrolFirst(holderId: string): Promise<void>;
  giveOldMethods(count: number): void;
}

/** What is to be played. */
export interface Plan extends WorldOptions {
  readonly scenario: Scenario;
  readonly faults: readonly PlannedFault[];
}

/** What came of it. */
export interface Outcome extends Verdict {
  readonly reached: readonly Reached[];
  /** The planned faults that had their chance. */
  readonly struck: number;
  readonly world: World;
}

/** Of a planned fault: the next time that its position is reached. */
export const ANY_OCCURRENCE = 0;
const SECURITY_KEY = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

/** Plays one enrolment with its faults to rest, and has its history judged. */
export async function playOut(lane: Lane, plan: Plan): Promise<Outcome> {
  return playThrough(lane, plan, () => Promise.resolve());
}

/**
 * The same, with a fault that copies the database; in the end the copy is put in its place, the loss is accepted, and people
 * go on from there.
 */
export async function playRestored(lane: Lane, plan: Plan): Promise<Outcome> {
  return playThrough(lane, plan, async (play, left) => {
    const { world } = play;
    if (left > 0) return;
    for (const { page } of world.desks) page?.die();
    await world.restore();
    await world.acceptLosses();
    play.begins = false;
    play.answersForAll = true;
    play.faultedAt = world.clock.now();
    await helpToRest(play);
    await readPins(world);
  });
}

async function playThrough(
  lane: Lane,
  plan: Plan,
  then: (play: Play, left: number) => Promise<void>,
): Promise<Outcome> {
  const world = await beginWorld(lane, plan);
  const play = await setUp(world, plan.scenario);
  const script = [...(plan.scenario.script ?? [])];
  const [...left] = plan.faults;
  world.probe.arm((reached, by) => {
    const own = script.findIndex((fault) => isAt(fault, reached));
    const [scripted] = own === -1 ? [] : script.splice(own, 1);
    // One after the other: the second fault waits until the first has struck.
    const next = left[0] !== undefined && isAt(left[0], reached) ? left.shift() : undefined;
    const first = next && strike(play, reached, next.fault, by);
    const second = scripted && strike(play, reached, scripted.fault, by);
    return first instanceof Promise ? first.then(() => second) : second;
  });
  await plan.scenario.meanwhile?.(play);
  await helpToRest(play);
  await readPins(world);
  world.probe.disarm();
  await then(play, left.length);
  return {
    ...(await finish(world)),
    reached: world.probe.reached,
    struck: plan.faults.length - left.length,
  };
}

/** Ends a world: the last look, the verdict, and nothing left behind for the next one. */
export async function finish(world: World): Promise<Verdict & Pick<Outcome, 'world'>> {
  await world.idle();
  for (const { page } of world.desks) page?.die();
  await calm(world);
  await world.readBooks();
  return { ...judgeHistory(world.history, true), world };
}

/** Everything outside works again, what hung has ended, and everybody had time enough. */
async function calm(world: World): Promise<void> {
  world.lane.tenant.faults.clear();
  world.mail.recover();
  await world.mendPlaces();
  await world.wakeAll();
  for (const minutes of [0, 1, 5, 10]) await world.pass(minutes * 60_000);
  await letPinsGrowOld(world);
}

function isAt(planned: PlannedFault, reached: Reached): boolean {
  return (
    planned.side === reached.side &&
    planned.name === reached.name &&
    planned.point === reached.point &&
    (planned.occurrence === ANY_OCCURRENCE || planned.occurrence === reached.occurrence)
  );
}

async function setUp(world: World, scenario: Scenario): Promise<Play> {
  const [station] = world.desks;
  const [holderId] = world.holders;
  if (station === undefined || holderId === undefined) throw new TypeError('an empty world');
  const desk = scenario.isInvited ? world.addHome(holderId) : station;
  const play: Play = {
    world,
    scenario,
    desk,
    key: world.newKey(),
    stranger: world.newKey(),
    holderId,
    pinsTyped: 0,
    begins: true,
    answersForAll: false,
    faultedAt: world.clock.now(),
    async enrolFirst(id) {
      // The stranger is enrolled, by somebody who may enrol for them, and then lies in the operator's port when they begin.
      const colleague = world.desks.find(({ operatorId }) => operatorId !== id) ?? desk;
      play.holderId = id;
      world.plug(colleague, play.stranger);
      const first = { desk: colleague, key: play.stranger, scenario: { ...scenario, script: [] } };
      await helpToRest({ ...play, ...first });
      play.faultedAt = world.clock.now();
      colleague.page?.die();
      world.plug(desk, play.stranger);
    },
    giveOldMethods(count) {
      const before = passkeysOf(world.lane.tenant);
      world.lane.tenant.faults.addPasskeys(play.holderId, SECURITY_KEY, count);
      for (const [methodId, method] of passkeysOf(world.lane.tenant)) {
        if (!before.has(methodId)) {
          world.saw({ kind: 'methodCreated', methodId, ...method, byUs: false });
        }
      }
    },
  };
  await scenario.prepare?.(play);
  if (desk.ports.size === 0) world.plug(desk, play.key);
  return play;
}
