import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { StationKey, StationState } from '#web/usecases/stationState.ts';

/** What one tile shows: a key that is free, or a run with the key it uses. */
export type TrayTile =
  | { readonly id: string; readonly run: EnrolmentRun; readonly stationKey: StationKey | null }
  | { readonly id: string; readonly run: null; readonly stationKey: StationKey };

/**
 * Puts the runs first, then the free keys in the order of plugging.
 * A run keeps its tile when its key is pulled out and comes back under another id.
 */
export function trayTiles({ keys, runs }: StationState): TrayTile[] {
  const shown = runs.filter(({ phase }) => phase !== 'left');
  const used = new Set(shown.map(({ keyId }) => keyId));
  return [
    ...shown.map((run) => ({
      id: run.enrolment.id,
      run,
      stationKey: keys.find(({ id }) => id === run.keyId) ?? null,
    })),
    ...keys
      .filter(({ id }) => !used.has(id))
      .map((stationKey) => ({ id: stationKey.id, run: null, stationKey })),
  ];
}
