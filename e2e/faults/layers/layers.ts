import { auditFaults } from './auditFaults.ts';
import { doubleFaults } from './doubleFaults.ts';
import { keyFaults } from './keyFaults.ts';
import type { Layer, PlayedLayer } from './layer.ts';
import { propertyRuns } from './property.ts';
import { type Recording, stationsOf } from './recording.ts';
import { singleFaults } from './singleFaults.ts';

/** Makes a layer; the same recordings and the same seed give the same trials in the same order. */
export function layerOf(name: PlayedLayer, recordings: readonly Recording[], seed: number): Layer {
  switch (name) {
    case 'L1':
      return singleFaults(stationsOf(recordings), seed);
    case 'L2':
      return doubleFaults(recordings, stationsOf(recordings), seed);
    case 'L3':
      return propertyRuns(seed);
    case 'L6':
      return keyFaults(recordings, seed);
    case 'L9':
      return auditFaults(stationsOf(recordings), seed);
  }
}
