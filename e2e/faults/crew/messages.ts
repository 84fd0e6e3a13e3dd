import type { Break } from '../history/historyEvent.ts';
import type { PlayedLayer } from '../layers/layer.ts';
import type { Reached } from '../world/probe.ts';

/** A scenario by its name, and the positions that it reaches; what {@link Recording} is between processes. */
export interface SentRecording {
  readonly name: string;
  readonly reached: readonly Reached[];
}

/** What a worker is told to do. */
export type Order =
  /** Play these scenarios, by their places in the list, and say what positions they reach. */
  | { readonly do: 'record'; readonly scenarios: readonly number[] }
  | { readonly do: 'learn'; readonly recordings: readonly SentRecording[] }
  /** Play every `of`-th trial of a layer from the `from`-th on, for so long; or the one with this seed. */
  | {
      readonly do: 'play';
      readonly layer: PlayedLayer;
      readonly from: number;
      readonly of: number;
      readonly forMs: number;
      readonly replay: number | null;
    };

/** One trial that was played. */
export interface TrialReport {
  readonly label: string;
  readonly seed: number;
  /** What it covers; null where its faults had no chance. */
  readonly covers: string | null;
  readonly breaks: readonly Break[];
  /** Of a broken one, in short lines. */
  readonly told: readonly string[];
}

/** What a worker says. */
export type News =
  | { readonly news: 'recorded'; readonly recordings: readonly SentRecording[] }
  | { readonly news: 'learnt' }
  | { readonly news: 'played'; readonly trial: TrialReport }
  /** `isComplete`: there was nothing left to play. */
  | { readonly news: 'ended'; readonly isComplete: boolean; readonly total: number | null }
  /** It cannot go on. */
  | { readonly news: 'failed'; readonly text: string };
