import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#bff/deps.ts';

/** What the Graph client needs of the machine. Tests script all of it. */
export interface GraphPorts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Rejects when the signal ends it. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to 1, for spreading retries. */
  random(): number;
  randomUuid(): string;
}

const STEPS = 1_000_000;

/** The real machine. */
export const REAL_GRAPH_PORTS: GraphPorts = {
  fetch: (input, init) => fetch(input, init),
  clock: { now: () => Date.now() },
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  },
  random: () => randomInt(STEPS) / STEPS,
  randomUuid: () => randomUUID(),
};
