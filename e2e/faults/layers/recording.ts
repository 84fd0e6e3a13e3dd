import type { HistoryEvent } from '../history/historyEvent.ts';
import { playOut } from '../play.ts';
import type { Scenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { Lane } from '../world/lane.ts';
import { type Position, positionName, type Reached } from '../world/probe.ts';

/** A scenario and the positions that it reaches when nothing but its own script goes wrong. */
export interface Recording {
  readonly scenario: Scenario;
  readonly reached: readonly Reached[];
}

/** A position and every scenario that comes by it. */
export interface Station {
  readonly position: Position;
  readonly stops: readonly { readonly scenario: Scenario; readonly occurrence: number }[];
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
  const stations = new Map<string, { position: Position; stops: Station['stops'][number][] }>();
  for (const { scenario, reached } of recordings) {
    for (const { side, name, point, occurrence } of reached) {
      const position = { side, name, point };
      const key = positionName(position);
      const station = stations.get(key) ?? { position, stops: [] };
      station.stops.push({ scenario, occurrence });
      stations.set(key, station);
    }
  }
  return [...stations.values()];
}
