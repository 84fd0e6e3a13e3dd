import { useEffect, useRef, useState } from 'react';
import type { KeyOffer } from '#web/usecases/batch/batchDesk.ts';
import type { StationState } from '#web/usecases/stationState.ts';
import { type Chime, chimeOf, chimeOfKey, createChimes } from './chime.ts';

/** Sounds when a run wants a touch, is done or stopped, and when a key cannot be used: each change once. */
export function useChimes(
  { runs, keys }: Pick<StationState, 'runs' | 'keys'>,
  offers: ReadonlyMap<string, KeyOffer>,
  isOn: boolean,
): void {
  const [chimes] = useState(createChimes);
  const heard = useRef<ReadonlyMap<string, Chime | null>>(new Map());
  useEffect(() => {
    const now = new Map([
      ...runs.map((run) => [run.enrolment.id, chimeOf(run)] as const),
      ...keys
        .filter(({ enrolmentId }) => enrolmentId === null)
        .map((key) => [key.id, chimeOfKey(key, offers.get(key.id))] as const),
    ]);
    for (const [id, chime] of now) {
      if (isOn && chime !== null && heard.current.get(id) !== chime) chimes.play(chime);
    }
    heard.current = now;
  }, [runs, keys, offers, isOn, chimes]);
}
