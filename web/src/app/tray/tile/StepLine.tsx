import type { Step } from '#shared/api/enrolments.ts';
import { classes } from '#web/components/classes.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

const LOOKS = {
  pending: 'bg-line',
  current: 'bg-accent',
  done: 'bg-good',
  skipped: 'bg-line',
  failed: 'bg-bad',
} as const;

interface StepLineProps {
  readonly steps: readonly Step[];
  /** The present step failed and waits for another try. */
  readonly isStopped?: boolean;
}

/** How far the enrolment is: a thin line of the steps that this key needs, and the present one in words. */
export function StepLine({ steps, isStopped = false }: StepLineProps) {
  const needed = steps
    .filter(({ state }) => state !== 'skipped')
    .map((step) =>
      isStopped && step.state === 'current' ? ({ ...step, state: 'failed' } as const) : step,
    );
  const now = needed.findIndex(({ state }) => state === 'current' || state === 'failed');
  const current = needed[now];
  return (
    <div className="flex flex-col gap-1.5">
      <ol className="flex gap-1">
        {needed.map(({ name, state }) => (
          <li
            key={name}
            title={words.steps[name]}
            aria-current={state === 'current' ? 'step' : undefined}
            className={classes(
              'rounded-full transition-colors',
              name === current?.name ? 'h-1.5 flex-2' : 'my-px h-1 flex-1',
              LOOKS[state],
            )}
          >
            <span className="sr-only">{`${words.steps[name]}: ${words.stepStates[state]}`}</span>
          </li>
        ))}
      </ol>
      {current !== undefined && (
        <p className="text-muted text-small" aria-hidden>
          {words.step(now + 1, needed.length, words.steps[current.name])}
        </p>
      )}
    </div>
  );
}
