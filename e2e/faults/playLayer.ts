import type { Crew } from './crew/crew.ts';
import type { TrialReport } from './crew/messages.ts';
import type { PlayedLayer } from './layers/layer.ts';

/** What of a layer is to be played, and by which seed its trials are made. */
export interface LayerPlan {
  readonly layer: PlayedLayer;
  readonly forMs: number;
  readonly seed: number;
  readonly replay: number | null;
}

/** What it came to. */
export interface LayerResult {
  readonly runs: number;
  readonly broken: number;
}

const TITLES: Readonly<Record<PlayedLayer, string>> = {
  L1: 'one fault',
  L2: 'two faults',
  L3: '3 people, 3 keys, 2 operators, 2 backends at random',
  L6: 'trouble with the key at each message and report',
  L9: 'trouble with the audit log and a full disk',
};
const MOST_TOLD = 3;

/** Has a layer's trials played until its time is up, and prints what came of them. */
export async function playLayer(crew: Crew, plan: LayerPlan): Promise<LayerResult> {
  const began = performance.now();
  const covered = new Set<string>();
  let runs = 0;
  let broken = 0;
  const { isComplete, total } = await crew.play(plan, (trial) => {
    runs += 1;
    if (trial.covers !== null) covered.add(trial.covers);
    if (trial.breaks.length === 0) return;
    broken += 1;
    if (broken > MOST_TOLD) console.log(`${plan.layer} broke again: --replay ${trial.seed}`);
    else tellBroken(plan, trial);
  });
  const of = total === null ? '' : ` of ${total}`;
  const each = Math.round(((performance.now() - began) * crew.size) / Math.max(runs, 1));
  console.log(
    [
      `${plan.layer} ${TITLES[plan.layer]}: ${runs} runs`,
      `${covered.size}${of} covered`,
      ...(isComplete ? ['complete'] : []),
      `${broken} broken`,
      `${each} ms each`,
    ].join(', '),
  );
  return { runs, broken };
}

function tellBroken({ layer, seed: made }: LayerPlan, { label, seed, breaks, told }: TrialReport) {
  console.log(`\n${layer} broke: ${label}`);
  console.log(`again: --layer ${layer} --seed ${made} --replay ${seed}`);
  for (const { invariant, text } of breaks.slice(0, MOST_TOLD)) {
    console.log(`  ${invariant}: ${text}`);
  }
  console.log(`${told.join('\n')}\n`);
}
