import type { HistoryEvent } from '../history/historyEvent.ts';
import { judgeHistory, type Verdict } from '../history/judge.ts';
import { createDraws } from '../world/seededRandom.ts';
import { type Bookmark, markBooks, readBooks, readEscrow, readRevealed } from './books.ts';
import { createKiller, type Killer, type Kills } from './killer.ts';
import type { KillLane } from './killLane.ts';
import type { KillPlan } from './killPlan.ts';
import { createKillWorld, type KillWorld } from './killWorld.ts';
import { workAtDesk } from './operator.ts';
import { backendOf } from './realPage.ts';
import { seePin } from './reveal.ts';
import { mergeByTime, type TimedEvent } from './timedHistory.ts';

/** What came of a round. */
export interface RoundOutcome extends Verdict {
  readonly history: readonly HistoryEvent[];
  readonly kills: Kills;
  /** What is wrong beyond the history: it did not come back, or the audit does not hold. */
  readonly complaint: string | null;
  /** How often a page had to be loaded again because nothing happened any more. */
  readonly standstills: number;
  /** Until the last enrolment had ended. */
  readonly tookMs: number;
}

const GIVE_UP_MS = 180_000;

/** Plays a round: enrolments at once, kills in between, everybody sees their work through, and the history is judged. */
export async function playRound(
  lane: KillLane,
  plan: KillPlan,
  seed: number,
): Promise<RoundOutcome> {
  const mark = await lane.inDatabase(markBooks);
  const world = createKillWorld(lane, plan);
  const givingUp = new AbortController();
  const patience = setTimeout(() => givingUp.abort(), GIVE_UP_MS);
  const killer = createKiller(lane.backend, world, createDraws(seed), givingUp);
  const begunAt = performance.now();
  const over = new AbortController();
  const work = world.desks.map((place) =>
    workAtDesk({ ...place, signal: givingUp.signal, saw: world.saw }),
  );
  const [tookMs] = await Promise.all([
    Promise.all(work).then(() => {
      over.abort();
      return performance.now() - begunAt;
    }),
    killer.follow(plan.kills, over.signal),
  ]);
  clearTimeout(patience);
  const books: TimedEvent[] = [];
  if (killer.kills.lost === null) {
    books.push(...(await lane.inDatabase((pool) => readEscrow(pool, mark, lane.masterKey))));
    books.push(...(await reveal(lane, plan, world, killer, mark)));
  }
  for (const { desk } of world.desks) desk.page?.die();
  const { kills } = killer;
  const standstills = world.tasks.reduce((sum, task) => sum + task.standstills, 0);
  if (kills.lost !== null) {
    const complaint = `it did not come back: ${kills.lost}`;
    const history = mergeByTime([], world.seen);
    return { breaks: [], history, kills, complaint, standstills, tookMs };
  }
  books.unshift(...(await lane.inDatabase((pool) => readBooks(pool, mark))));
  const history = mergeByTime(books, world.seen);
  const found = await lane.verifyAudit();
  const complaint = found === null ? null : `the audit does not hold: ${found}`;
  await lane.endOpenEnrolments();
  return { ...judgeHistory(history, true, false), history, kills, complaint, standstills, tookMs };
}

/** Everybody tries to get at every PIN, as in the other layers; a kill may strike meanwhile. @returns what the database says was seen. */
async function reveal(
  lane: KillLane,
  plan: KillPlan,
  { tasks, operators, around, moments, saw }: KillWorld,
  killer: Killer,
  mark: Bookmark,
): Promise<TimedEvent[]> {
  const over = new AbortController();
  const send: typeof fetch = async (input, init) => {
    moments.happened('asked');
    return fetch(input, init);
  };

  async function ask(): Promise<void> {
    for (const [index, { holderId, enrolmentId }] of tasks.entries()) {
      if (enrolmentId === null) continue;
      const stranger = tasks[(index + 1) % tasks.length]?.holderId ?? '';
      for (const id of [stranger, operators[0], holderId, holderId]) {
        await seePin(saw, { id, backend: backendOf(around, id, send) }, enrolmentId);
      }
    }
  }

  const { revealKill } = plan;
  await Promise.all([
    ask().finally(() => over.abort()),
    killer.follow(revealKill === null ? [] : [revealKill], over.signal),
  ]);
  if (killer.kills.lost !== null) return [];
  return lane.inDatabase((pool) => readRevealed(pool, mark));
}
