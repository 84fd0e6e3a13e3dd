import type { Verdict } from '../history/judge.ts';
import type { Lane } from '../world/lane.ts';
import type { World } from '../world/world.ts';

/** One thing that a layer plays, and how it is played again. */
export interface Trial {
  /** What is printed of it when it breaks. */
  readonly label: string;
  readonly seed: number;
  run(lane: Lane): Promise<TrialOutcome>;
}

export interface TrialOutcome extends Verdict {
  readonly world: World;
  /** Whether the faults had their chance; a trial whose position was not reached says nothing. */
  readonly hasStruck: boolean;
  /** What the trial covers, once it has struck. */
  readonly covers: string;
}

/** A kind of trials. The budget ends it where its trials do not. */
export interface Layer {
  /** How many different `covers` there are, where that can be told. */
  readonly total: number | null;
  trials(): Iterable<Trial>;
}

/** The layers that workers play. */
export type PlayedLayer = 'L1' | 'L2' | 'L3' | 'L6' | 'L9';

export type LayerName = PlayedLayer | 'L4' | 'L8';
