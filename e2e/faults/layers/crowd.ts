import { type FaultKind, strike } from '../faults.ts';
import { helpOnce, helpToRest, newMemory } from '../helper.ts';
import type { Verdict } from '../history/judge.ts';
import { finish, type Outcome, type Play } from '../play.ts';
import { askForPin } from '../readPin.ts';
import { readPins } from '../afterwards.ts';
import type { Scenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { Lane } from '../world/lane.ts';
import type { Side } from '../world/probe.ts';
import type { WatchedKey } from '../world/watchedKey.ts';
import { beginWorld, type Desk } from '../world/world.ts';

/** One thing that somebody does, or that happens; numbers are taken modulo what there is. */
export type CrowdCommand =
  | {
      readonly does: 'begin';
      readonly desk: number;
      readonly holder: number;
      readonly profile: number;
    }
  | { readonly does: 'help'; readonly desk: number; readonly times: number }
  | { readonly does: 'plug'; readonly desk: number; readonly key: number }
  | { readonly does: 'unplug'; readonly key: number }
  | { readonly does: 'reload'; readonly desk: number }
  | { readonly does: 'close'; readonly desk: number }
  | { readonly does: 'cancel'; readonly desk: number }
  | { readonly does: 'killBackends' }
  | { readonly does: 'wait'; readonly seconds: number }
  | { readonly does: 'skew'; readonly backend: number; readonly seconds: number }
  | { readonly does: 'reveal'; readonly holder: number }
  /** Both operators ask for the same at once, of any backend. */
  | { readonly does: 'race'; readonly holder: number }
  /** The next time that a position of this kind is reached, something goes wrong there. */
  | {
      readonly does: 'trap';
      readonly desk: number;
      readonly side: Side;
      readonly fault: FaultKind;
    };

const PROFILES = ['new-colleague', 'replacement', 'holder-present'] as const;
const KEYS = 3;
const [PLAIN] = SCENARIOS;

/** Plays commands in a world of three people, three keys, two operators and two backends; then calm, and the verdict. */
export async function playCrowd(
  lane: Lane,
  commands: readonly CrowdCommand[],
  seed: number,
): Promise<Verdict & Pick<Outcome, 'world'>> {
  const world = await beginWorld(lane, { seed });
  for (let count = 0; count < KEYS; count += 1) world.newKey();
  const traps: { side: Side; fault: FaultKind; play: Play }[] = [];
  const keyAt = (index: number) => at(world.keys, index);
  const deskAt = (index: number) => at(world.desks, index);
  const playOf = (desk: Desk, scenario: Scenario = plain()): Play => ({
    world,
    scenario,
    desk,
    key: freeKey(desk),
    stranger: keyAt(world.desks.indexOf(desk) + 1),
    holderId: at(world.holders, 0),
    pinsTyped: 0,
    faultedAt: world.clock.now(),
    begins: false,
    answersForAll: false,
    enrolFirst: () => Promise.resolve(),
    giveOldMethods: () => undefined,
  });
  const freeKey = (desk: Desk): WatchedKey =>
    [...desk.ports][0] ?? keyAt(world.desks.indexOf(desk));

  world.probe.arm((reached, by) => {
    const index = traps.findIndex(({ side }) => side === reached.side);
    const [trap] = index === -1 ? [] : traps.splice(index, 1);
    return trap && strike(trap.play, reached, trap.fault, by);
  });

  async function perform(command: CrowdCommand): Promise<void> {
    switch (command.does) {
      case 'begin': {
        const desk = deskAt(command.desk);
        const page = desk.page === null || desk.page.isDead ? world.openPage(desk) : desk.page;
        await world.idle();
        const request = {
          userId: at(world.holders, command.holder),
          profileId: at(PROFILES, command.profile),
        };
        page.station.enrol(request).catch(() => undefined);
        return;
      }
      case 'help': {
        const play = playOf(deskAt(command.desk));
        const memory = newMemory();
        for (let step = 0; step < command.times; step += 1) {
          await helpOnce(play, memory);
          await world.idle();
        }
        return;
      }
      case 'plug':
        return world.plug(deskAt(command.desk), keyAt(command.key));
      case 'unplug':
        return world.unplug(keyAt(command.key));
      case 'reload':
        world.openPage(deskAt(command.desk));
        return;
      case 'close':
        deskAt(command.desk).page?.die();
        return;
      case 'cancel': {
        const { station } = deskAt(command.desk).page ?? {};
        for (const { enrolment } of station?.getState().runs ?? []) station?.cancel(enrolment.id);
        return;
      }
      case 'killBackends':
        return world.killBackends();
      case 'wait': {
        const until = world.clock.now() + command.seconds * 1000;
        while (world.clock.runNext(until - world.clock.now())) await world.idle();
        world.clock.jump(Math.max(0, until - world.clock.now()));
        return;
      }
      case 'skew':
        return world.setSkew(command.backend % 2, command.seconds * 1000);
      case 'reveal':
        return revealAll(command.holder);
      case 'race':
        return race(at(world.holders, command.holder));
      case 'trap': {
        const { side, fault } = command;
        traps.push({ side, fault, play: playOf(deskAt(command.desk)) });
      }
    }
  }

  async function revealAll(holder: number): Promise<void> {
    const ids = world.history.flatMap((event) =>
      event.kind === 'escrowSealed' ? [event.enrolmentId] : [],
    );
    for (const enrolmentId of ids) {
      const personId = at(world.holders, holder);
      await askForPin(world, { personId, way: 'holder', enrolmentId });
    }
  }

  /** Not one after the other, as everything else is: whoever comes first, exactly one may win. */
  async function race(userId: string): Promise<void> {
    await world.ask(async (backend) => {
      await Promise.allSettled(
        world.desks.map(({ operatorId }) =>
          backend.enrolments.start(
            { userId, profileId: PROFILES[0] },
            { id: operatorId, requestId: 'race' },
          ),
        ),
      );
    });
  }

  for (const command of commands) {
    world.saw({ kind: 'note', text: JSON.stringify(command) });
    await perform(command).catch((error: unknown) => {
      // Traps may go off under a direct call; what they did to the world is judged, not this.
      world.saw({ kind: 'note', text: `it failed: ${String(error)}` });
    });
    await world.idle();
  }
  world.probe.disarm();
  lane.tenant.faults.clear();
  for (const backend of world.desks.keys()) world.setSkew(backend, 0);
  // One operator after the other comes back and sees through what they began.
  for (const desk of world.desks) {
    for (const { page } of world.desks) page?.die();
    await helpToRest(playOf(desk));
  }
  await readPins(world);
  return finish(world);
}

function plain(): Scenario {
  if (PLAIN === undefined) throw new TypeError('no scenario');
  return PLAIN;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing there');
  return item;
}
