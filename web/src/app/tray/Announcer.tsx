import type { StationState } from '#web/usecases/stationState.ts';
import { runView } from './runView.ts';

/**
 * Reads out the state word of each run, for those who do not see the tiles. Each run has a line of its own, so that a
 * screen reader says only the line that changed.
 */
export function Announcer({ state }: { readonly state: StationState }) {
  return (
    <div role="log" aria-live="polite" aria-relevant="additions text" className="sr-only">
      {state.runs.map((run) => {
        const { word, hint } = runView(run);
        return (
          <p key={run.enrolment.id}>
            {run.enrolment.holder.displayName}: {word}. {hint}
          </p>
        );
      })}
    </div>
  );
}
