import { type ChildProcess, fork } from 'node:child_process';
import { bundleProcess } from '../bundle/bundleProcess.ts';
import type { PlayedLayer } from '../layers/layer.ts';
import { SCENARIOS } from '../scenarios.ts';
import type { News, Order, SentRecording, TrialReport } from './messages.ts';

/** Processes that play, one lane each; JavaScript alone would use one processor. */
export interface Crew {
  readonly size: number;
  /**
   * Plays every scenario by itself, so that every worker knows the positions there are. Returns how many; rejects when one of
   * them breaks an invariant or does not get where it should.
   */
  rehearse(): Promise<number>;
  play(order: LayerOrder, tell: (trial: TrialReport) => void): Promise<LayerEnd>;
  dismiss(): Promise<void>;
}

/** What of a layer is to be played. */
export interface LayerOrder {
  readonly layer: PlayedLayer;
  readonly forMs: number;
  readonly replay: number | null;
}

/** How a layer's turn ended. */
export interface LayerEnd {
  /** Every trial that there is was played. */
  readonly isComplete: boolean;
  /** How many different things it can cover, where that can be told. */
  readonly total: number | null;
}

/**
 * Most of a run's memory is gone after it; with room for more than one of them less is copied about. What is played is the same
 * code again and again, so it is worth compiling earlier than V8 would by itself.
 */
const EAGER = ['--max-semi-space-size=64', '--always-sparkplug', '--interrupt-budget=66000'];

/** Starts the workers over a prepared server. */
export async function hireCrew(serverUrl: string, size: number, seed: number): Promise<Crew> {
  const worker = await bundleProcess('e2e/faults/crew/worker.ts');
  const workers = Array.from({ length: size }, () =>
    fork(worker, [serverUrl, String(seed)], { execArgv: EAGER }),
  );
  return {
    size,
    async rehearse() {
      const parts = await Promise.all(
        workers.map((worker, index) => {
          const scenarios = [...SCENARIOS.keys()].filter((place) => place % size === index);
          return told(worker, { do: 'record', scenarios }, 'recorded');
        }),
      );
      // In the order of the scenarios, however many workers there were: trials are found again by their order.
      const recordings: SentRecording[] = SCENARIOS.flatMap(({ name }) =>
        parts.flatMap((part) => part.recordings.filter((one) => one.name === name)),
      );
      await Promise.all(
        workers.map((worker) => told(worker, { do: 'learn', recordings }, 'learnt')),
      );
      return recordings.length;
    },
    async play({ layer, forMs, replay }, tell) {
      const ends = await Promise.all(
        workers.slice(0, replay === null ? size : 1).map((worker, from) => {
          const order = { do: 'play', layer, from, of: size, forMs, replay } as const;
          return told(worker, order, 'ended', tell);
        }),
      );
      return {
        isComplete: replay === null && ends.every(({ isComplete }) => isComplete),
        total: ends[0]?.total ?? null,
      };
    },
    async dismiss() {
      await Promise.all(
        workers.map(
          (worker) =>
            new Promise<void>((resolve) => {
              if (worker.exitCode !== null) return resolve();
              worker.once('exit', () => resolve());
              if (worker.connected) worker.disconnect();
            }),
        ),
      );
    },
  };
}

/** Gives an order and waits until the worker says this. Rejects when it fails or ends before. */
function told<Kind extends News['news']>(
  worker: ChildProcess,
  order: Order,
  kind: Kind,
  tell?: (trial: TrialReport) => void,
): Promise<Extract<News, { news: Kind }>> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      worker.off('message', hear);
      worker.off('exit', leave);
    };
    const leave = (code: number | null) => {
      stop();
      reject(new Error(`a worker ended with ${code}`));
    };
    const hear = (news: News) => {
      if (news.news === 'played') return tell?.(news.trial);
      stop();
      if (isOf(news, kind)) resolve(news);
      else reject(new Error(news.news === 'failed' ? news.text : `it said ${news.news}`));
    };
    worker.on('message', hear);
    worker.on('exit', leave);
    worker.send(order);
  });
}

function isOf<Kind extends News['news']>(
  news: News,
  kind: Kind,
): news is Extract<News, { news: Kind }> {
  return news.news === kind;
}
