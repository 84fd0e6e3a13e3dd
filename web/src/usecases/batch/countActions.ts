import type { EnrolmentRun, Need } from '../enrolmentRun.ts';

/** What people had to do so far. */
export interface HumanActions {
  /** Keys that are done. */
  readonly keys: number;
  /** Everything that was done with the hands for them, and for those that came to nothing: plug, touch, unplug, type, press. */
  readonly actions: number;
}

/** How much a person does with their hands for a need; the rest comes by itself. */
const HANDS: Readonly<Record<Need, number>> = {
  touch: 1,
  plug: 1,
  replug: 2,
  otherKey: 2,
  // Follow its dialog: type a PIN, touch.
  browser: 2,
  pin: 1,
  confirmReset: 1,
  tryAgain: 1,
  signIn: 1,
  wait: 0,
};
/** Every key is plugged in and pulled out. */
const PLUG_AND_UNPLUG = 2;

/** Counts what the runs of a batch ask of people. */
export interface ActionCounter {
  /** Looks at the runs as they are now. `isSpared`: answered for the person. */
  note(runs: readonly EnrolmentRun[], isSpared: (run: EnrolmentRun) => boolean): void;
  total(): HumanActions;
}

/** Makes a counter for the enrolments that it is shown. */
export function createActionCounter(): ActionCounter {
  const needs = new Map<string, Need | null>();
  /** What was done for those that have not ended: no key can show for it yet. */
  const underWay = new Map<string, number>();
  const ended = new Set<string>();
  let keys = 0;
  let actions = 0;
  return {
    note(runs, isSpared) {
      for (const run of runs) {
        const { id } = run.enrolment;
        if (ended.has(id)) continue;
        const before = needs.get(id);
        needs.set(id, run.need);
        const isNew = run.need !== null && run.need !== before && !isSpared(run);
        const hands = (underWay.get(id) ?? 0) + (isNew ? HANDS[run.need] : 0);
        underWay.set(id, hands);
        if (run.phase !== 'done' && run.phase !== 'rolledBack') continue;
        ended.add(id);
        underWay.delete(id);
        if (run.phase === 'done') keys += 1;
        actions += hands + PLUG_AND_UNPLUG;
      }
    },
    total: () => ({ keys, actions }),
  };
}
