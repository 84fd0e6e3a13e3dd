import type { Trial } from '../layers/layer.ts';
import { layerOf } from '../layers/layers.ts';
import { type Recording, recordScenario } from '../layers/recording.ts';
import { SCENARIOS } from '../scenarios.ts';
import { tellHistory } from '../tellHistory.ts';
import { createLane, type Lane } from '../world/lane.ts';
import type { News, Order, TrialReport } from './messages.ts';

// A process with a lane of its own, which plays what the crew's main process tells it: `worker.ts <server url> <seed>`.

/** A run that takes longer has lost its way. */
const LONGEST_RUN_MS = 180_000;
const RECORDED_SEEDS = [1];

const [, , serverUrl = '', seed = '1'] = process.argv;
let recordings: readonly Recording[] = [];

function say(news: News): void {
  process.send?.(news);
}

async function obey(lane: Lane, order: Order): Promise<void> {
  switch (order.do) {
    case 'record': {
      const made: Recording[] = [];
      for (const [index, scenario] of SCENARIOS.entries()) {
        if (order.scenarios.includes(index)) {
          made.push(await recordScenario(lane, scenario, RECORDED_SEEDS));
        }
      }
      const sent = made.map(({ scenario, reached }) => ({ name: scenario.name, reached }));
      return say({ news: 'recorded', recordings: sent });
    }
    case 'learn':
      recordings = order.recordings.map(({ name, reached }) => {
        const scenario = SCENARIOS.find((one) => one.name === name);
        if (scenario === undefined) throw new TypeError(`no scenario ${name}`);
        return { scenario, reached };
      });
      return say({ news: 'learnt' });
    case 'play':
      return play(lane, order);
  }
}

async function play(lane: Lane, order: Extract<Order, { do: 'play' }>): Promise<void> {
  const until = performance.now() + order.forMs;
  const layer = layerOf(order.layer, recordings, Number(seed));
  let index = -1;
  let isComplete = true;
  for (const trial of layer.trials()) {
    index += 1;
    if (order.replay === null) {
      if (index % order.of !== order.from) continue;
      if (performance.now() > until) {
        isComplete = false;
        break;
      }
    } else if (trial.seed !== order.replay) continue;
    say({ news: 'played', trial: await playTrial(lane, trial) });
    if (order.replay !== null) break;
  }
  say({ news: 'ended', isComplete, total: layer.total });
}

async function playTrial(lane: Lane, trial: Trial): Promise<TrialReport> {
  const { label } = trial;
  const outcome = await within(LONGEST_RUN_MS, trial.run(lane), label);
  const { hasStruck, covers, breaks, world } = outcome;
  return {
    label,
    seed: trial.seed,
    covers: hasStruck ? covers : null,
    breaks,
    told: breaks.length > 0 ? tellHistory(world.history) : [],
  };
}

async function within<T>(ms: number, work: Promise<T>, label: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it hangs: ${label}`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const lane = await createLane(serverUrl);
process.on('message', (order: Order) => {
  obey(lane, order).catch((error: unknown) => {
    say({ news: 'failed', text: error instanceof Error ? (error.stack ?? '') : String(error) });
  });
});
process.once('disconnect', () => {
  void lane.close().finally(() => process.exit());
});
