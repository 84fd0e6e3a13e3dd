import { readPins } from '../afterwards.ts';
import { type FaultKind, strike } from '../faults.ts';
import { helpOnce, helpToRest, newMemory } from '../helper.ts';
import type { Verdict } from '../history/judge.ts';
import { openNow } from '../openNow.ts';
import { finish, type Outcome, type Play } from '../play.ts';
import { askForPin, type Reader, readPin } from '../readPin.ts';
import type { Scenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { Lane } from '../world/lane.ts';
import type { Side } from '../world/probe.ts';
import type { WatchedKey } from '../world/watchedKey.ts';
import { beginWorld, type Desk } from '../world/world.ts';
import type { CrowdCommand } from './crowdCommand.ts';

const PROFILES = [
  'new-colleague',
  'replacement',
  'holder-present',
  'sealed-letter',
  'operator-tells',
] as const;
const KEYS = 3;
const [PLAIN] = SCENARIOS;

type RevealCommand = Extract<CrowdCommand, { does: 'reveal' }>;

/** Plays commands in a world of three people, three keys, two operators and two backends; then calm, and the verdict. */
export async function playCrowd(
  lane: Lane,
  commands: readonly CrowdCommand[],
  seed: number,
): Promise<Verdict & Pick<Outcome, 'world'>> {
  // Without a second place of the audit log nobody notices a restore.
  const hasPlaces = commands.some(({ does }) => does === 'restore');
  const world = await beginWorld(lane, { seed, hasPlaces });
  let hasBackup = false;
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
        return world.pass(command.seconds * 1000);
      }
      case 'takeUp': {
        const [id] = [...openNow(world.history).keys()].slice(-1);
        const { page } = deskAt(command.desk);
        if (id !== undefined && page !== null) page.station.takeUp(id).catch(() => undefined);
        return;
      }
      case 'sweep':
        return world.sweepBeside();
      case 'backUp':
        hasBackup = true;
        return world.backUp();
      case 'restore':
        return hasBackup ? world.restore() : undefined;
      case 'acceptRestore':
        return world.acceptRestore();
      case 'skew':
        return world.setSkew(command.backend % 2, command.seconds * 1000);
      case 'reveal':
        return revealAll(command);
      case 'race':
        return race(at(world.holders, command.holder));
      case 'trap': {
        const { side, fault } = command;
        traps.push({ side, fault, play: playOf(deskAt(command.desk)) });
      }
    }
  }

  async function revealAll({ holder, way, isSeen }: RevealCommand): Promise<void> {
    const personId = way === 'holder' ? at(world.holders, holder) : deskAt(holder).operatorId;
    const sealed = world.history.flatMap((event) =>
      event.kind === 'escrowSealed' ? [event.enrolmentId] : [],
    );
    for (const enrolmentId of sealed) {
      const reader: Reader = { personId, way, enrolmentId };
      await (isSeen ? readPin(world, reader) : askForPin(world, reader));
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
  world.mail.recover();
  await world.mendPlaces();
  for (const backend of world.desks.keys()) world.setSkew(backend, 0);
  await world.acceptLosses();
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
