import type { HistoryEvent } from '../history/historyEvent.ts';
import { playOut } from '../play.ts';
import type { Scenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { Lane } from '../world/lane.ts';
import { type Position, positionName, type Reached } from '../world/probe.ts';
import type { Draws } from '../world/seededRandom.ts';

/** A scenario and the positions that it reaches when nothing but its own script goes wrong. */
export interface Recording {
  readonly scenario: Scenario;
  readonly reached: readonly Reached[];
}

/** A position and every scenario that comes by it. */
export interface Station {
  readonly position: Position;
  readonly stops: readonly Stop[];
}

/** One place at which a scenario comes by a position. */
export interface Stop {
  readonly scenario: Scenario;
  readonly occurrence: number;
  /** How many positions the whole scenario comes by. */
  readonly length: number;
}

/** Plays a scenario once per seed and notes the positions: a new step in the product becomes a position by itself. */
export async function recordScenario(
  lane: Lane,
  scenario: Scenario,
  seeds: readonly number[],
): Promise<Recording> {
  const reached = new Map<string, Reached>();
  for (const seed of seeds) {
    const outcome = await playOut(lane, { scenario, faults: [], seed });
    const [broken] = outcome.breaks;
    if (broken !== undefined) {
      throw new Error(`"${scenario.name}" breaks ${broken.invariant} by itself: ${broken.text}`);
    }
    if (scenario.mustFinish && !outcome.world.history.some(isFinish)) {
      throw new Error(`"${scenario.name}" does not come to its end`);
    }
    if (scenario.mustNeed && !outcome.reached.some(({ name }) => name === scenario.mustNeed)) {
      throw new Error(`"${scenario.name}" never needs ${scenario.mustNeed}`);
    }
    for (const stop of outcome.reached) {
      reached.set(`${positionName(stop)} ${stop.occurrence}`, stop);
    }
  }
  return { scenario, reached: [...reached.values()] };
}

function isFinish(event: HistoryEvent): boolean {
  return event.kind === 'journal' && event.event.type === 'finished';
}

/** Does so with every scenario. */
export async function recordScenarios(lane: Lane, seeds: readonly number[]): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const scenario of SCENARIOS) recordings.push(await recordScenario(lane, scenario, seeds));
  return recordings;
}

/** The recordings turned round: for each position, where it can be met. */
export function stationsOf(recordings: readonly Recording[]): Station[] {
  const stations = new Map<string, { position: Position; stops: Stop[] }>();
  for (const { scenario, reached } of recordings) {
    for (const { side, name, point, occurrence } of reached) {
      const position = { side, name, point };
      const key = positionName(position);
      const station = stations.get(key) ?? { position, stops: [] };
      station.stops.push({ scenario, occurrence, length: reached.length });
      stations.set(key, station);
    }
  }
  return [...stations.values()];
}

/** How many stops are drawn, of which one is played. */
const DRAWN = 3;

/** The shortest of those that the draws name: more runs fit into the same time, and long scenarios still get their turn. */
export function pickStop(stops: readonly Stop[], draws: Draws): Stop {
  const drawn = Array.from({ length: DRAWN }, () => draws.pick(stops));
  return drawn.reduce((best, one) => (one.length < best.length ? one : best));
}
