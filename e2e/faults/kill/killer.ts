import { setTimeout as delay } from 'node:timers/promises';
import type { Draws } from '../world/seededRandom.ts';
import type { KilledBackend } from './killedBackend.ts';
import type { PlannedKill } from './killPlan.ts';
import type { KillWorld } from './killWorld.ts';
import { backendOf } from './realPage.ts';
import { untilReady } from './recovery.ts';

/** What the kills of a round came to. */
export interface Kills {
  count: number;
  /** Those that met a request of a page before its answer, and a registration before the tenant's. */
  metRequest: number;
  metRegistration: number;
  /** Milliseconds from each kill until the backend was ready. */
  readonly ready: number[];
  /** Until the first answer that a page at work got; until readiness where none was at work. */
  readonly back: number[];
  /** Its last words, where it did not come back. */
  lost: string | null;
}

/** Kills as planned. */
export interface Killer {
  readonly kills: Kills;
  /** Waits for each moment in turn and strikes; resolves when all is there again after the last one. */
  follow(planned: readonly PlannedKill[], over: AbortSignal): Promise<void>;
}

const LOOK_MS = 10;

/** Makes the killer of a round. */
export function createKiller(
  backend: KilledBackend,
  world: KillWorld,
  draws: Draws,
  givingUp: AbortController,
): Killer {
  const kills: Kills = {
    count: 0,
    metRequest: 0,
    metRegistration: 0,
    ready: [],
    back: [],
    lost: null,
  };
  const note = (text: string) => world.saw({ kind: 'note', text });

  async function strike({ victim, reaction }: PlannedKill): Promise<void> {
    const { requests, registrations } = world.underWay;
    note(`${victim} killed`);
    const killing = backend.kill(victim, draws.integer);
    draws.pick(world.desks).desk.react(reaction);
    if (!(await killing)) return;
    kills.count += 1;
    if (requests > 0) kills.metRequest += 1;
    if (registrations > 0) kills.metRegistration += 1;
  }

  /** Starts it, kills it again while it starts where that is planned, and waits until it is there. */
  async function strikeAndStart(
    planned: PlannedKill,
    rest: PlannedKill[],
    over: AbortSignal,
  ): Promise<void> {
    const killedAt = performance.now();
    await strike(planned);
    const goneAt = performance.now();
    let answeredAt: number | null = null;
    world.onAnswer = (sentAt) => {
      if (sentAt > goneAt) answeredAt ??= performance.now();
    };
    backend.start();
    const [next] = rest;
    if (next?.moment.after === 'starting') {
      rest.shift();
      await delay(next.moment.ms);
      return strikeAndStart(next, rest, over);
    }
    const asked = backendOf(world.around, world.operators[0]);
    if ((await untilReady(backend, asked)) === null) {
      kills.lost = backend.lastWords();
      givingUp.abort();
      return;
    }
    const readyMs = performance.now() - killedAt;
    note(`ready after ${Math.round(readyMs)} ms`);
    while (answeredAt === null && !over.aborted && !givingUp.signal.aborted) await delay(LOOK_MS);
    kills.ready.push(readyMs);
    kills.back.push(answeredAt === null ? readyMs : answeredAt - killedAt);
  }

  return {
    kills,
    async follow(planned, over) {
      const rest = [...planned];
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
        if (kills.lost !== null || !(await world.moments.wait(next.moment, over))) return;
        await strikeAndStart(next, rest, over);
      }
    },
  };
}
