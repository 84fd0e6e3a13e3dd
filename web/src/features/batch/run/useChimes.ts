import { useEffect, useRef, useState } from 'react';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { type Chime, chimeOf, createChimes } from './chime.ts';

/** Sounds when a run wants a touch, is done or stopped: each change once. */
export function useChimes(runs: readonly EnrolmentRun[], isOn: boolean): void {
  const [chimes] = useState(createChimes);
  const heard = useRef(new Map<string, Chime | null>());
  useEffect(() => {
    for (const run of runs) {
      const { id } = run.enrolment;
      const chime = chimeOf(run);
      const isNew = heard.current.get(id) !== chime;
      heard.current.set(id, chime);
      if (isOn && isNew && chime !== null) chimes.play(chime);
    }
  }, [runs, isOn, chimes]);
}
