import type { UnfinishedEnrolment } from '#shared/api/index.ts';
import { helpUntilGone } from './helper.ts';
import { openNow } from './openNow.ts';
import type { Play } from './play.ts';
import { at, type Scenario } from './scenario.ts';
import type { World } from './world/world.ts';

// Enrolments that nobody is at for a while: their page is gone, and often the backend with it. What needs no key goes on.

const A_MINUTE_MS = 60_000;
/** Longer than a challenge lives. */
const LONG_MS = 400_000;
const TEN_MINUTES_MS = 600_000;
/** An enrolment that nothing happens to is idle after two minutes, and has its turn soon after that. */
const SWEPT_WITHIN_MS = 240_000;
const MINUTES_ALONE = 8;

/** Somebody works until their page is gone; then nobody comes for some minutes, and the list says what is to be done. */
function aloneFor(firstMs: number) {
  return async (play: Play): Promise<void> => {
    await helpUntilGone(play);
    const { world } = play;
    await world.pass(firstMs);
    for (let minute = 0; minute < MINUTES_ALONE; minute += 1) await world.pass(A_MINUTE_MS);
    await noteWhereItRests(world);
    // A colleague may have waited for as long; ten minutes count from here.
    play.faultedAt = world.clock.now();
  };
}

/** What the list of unfinished enrolments says of each that is open. */
async function noteWhereItRests(world: World): Promise<void> {
  const list = await world.ask(({ enrolments }) => enrolments.unfinished()).catch(() => null);
  for (const enrolmentId of list === null ? [] : openNow(world.history).keys()) {
    const its = list?.unfinished.find(({ id }) => id === enrolmentId);
    const next = its === undefined || isLeft(its, world.clock.now()) ? null : its.next.kind;
    const key = its?.key?.identity.serial ?? null;
    world.saw({ kind: 'restsAt', enrolmentId, next, key });
  }
}

/** The backend is to go on: at a time that is too far away, or at once and has not done so at its last turns. */
function isLeft({ next, since }: UnfinishedEnrolment, now: number): boolean {
  if (next.kind !== 'wait') return false;
  if (next.until === null) return Date.parse(since) < now - SWEPT_WITHIN_MS;
  return Date.parse(next.until) > now + TEN_MINUTES_MS;
}

/** A colleague at another desk has the key, and goes on with it. */
async function handOver(play: Play): Promise<void> {
  await helpUntilGone(play);
  const { world } = play;
  const colleague = world.desks.find((desk) => desk !== play.desk);
  if (colleague === undefined) throw new TypeError('no colleague');
  world.plug(colleague, play.key);
  play.desk = colleague;
}

/** The scenarios without anybody for a while. */
export const LONELY_SCENARIOS: readonly Scenario[] = [
  {
    name: 'lost POST, nobody at the page',
    profileId: 'new-colleague',
    script: [
      at('graph', 'createPasskey', 'before', 'cutBefore'),
      at('journal', 'absentSeen', 'after', 'pageDies'),
    ],
    meanwhile: aloneFor(A_MINUTE_MS),
  },
  {
    name: 'POST done, backend and page gone',
    profileId: 'new-colleague',
    script: [at('graph', 'createPasskey', 'after', 'bothDie')],
    meanwhile: aloneFor(A_MINUTE_MS),
  },
  {
    name: 'lost POST, nobody there until the challenge is over',
    profileId: 'new-colleague',
    script: [
      at('graph', 'createPasskey', 'before', 'cutBefore'),
      at('journal', 'absentSeen', 'after', 'pageDies'),
    ],
    meanwhile: aloneFor(LONG_MS),
  },
  {
    name: 'cancelled when Entra was away, nobody at the page',
    profileId: 'new-colleague',
    script: [
      at('journal', 'proofAsked', 'after', 'cancelElsewhere'),
      at('graph', 'deletePasskey', 'before', 'unavailable'),
      at('journal', 'stepFailed', 'after', 'pageDies'),
    ],
    meanwhile: aloneFor(A_MINUTE_MS),
  },
  {
    name: 'two sweepers: the first wakes up when the second has died',
    profileId: 'new-colleague',
    script: [
      at('journal', 'proofAsked', 'after', 'cancelElsewhere'),
      at('graph', 'deletePasskey', 'before', 'unavailable'),
      at('journal', 'stepFailed', 'after', 'pageDies'),
      at('lease', 'sweep.take', 'after', 'stalls'),
      at('graph', 'sweep.deletePasskey', 'before', 'backendDies'),
    ],
    meanwhile: aloneFor(A_MINUTE_MS),
  },
  {
    name: 'cancelled, backend and page gone',
    profileId: 'new-colleague',
    script: [
      at('call', 'pinAuth', 'before', 'cancel'),
      at('journal', 'cancelled', 'after', 'bothDie'),
    ],
    meanwhile: aloneFor(A_MINUTE_MS),
  },
  {
    name: 'replacement, backend and page gone before the old key is removed',
    profileId: 'replacement',
    prepare: async (play) => {
      play.giveOldMethods(1);
    },
    script: [at('journal', 'policyApplied', 'after', 'bothDie')],
    meanwhile: aloneFor(A_MINUTE_MS),
  },
  {
    name: 'page gone, carried on by a colleague',
    profileId: 'new-colleague',
    script: [at('journal', 'pinSet', 'after', 'pageDies')],
    meanwhile: handOver,
  },
];
