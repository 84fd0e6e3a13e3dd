import { describe, expect, it } from 'vitest';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { StationKey, StationState } from '#web/usecases/stationState.ts';
import { onKeyWork } from './onKeyWork.ts';

const key = (id: string) => ({ id }) as StationKey;
const run = (seq: number, backend: number) =>
  ({ enrolment: { id: 'e', seq }, requests: { key: 0, backend } }) as EnrolmentRun;

describe('work with keys', () => {
  it('is a key that comes or goes, and an enrolment that moves; not a page that asks again', () => {
    let state = { keys: [], runs: [] } as unknown as StationState;
    let tell: () => void = () => undefined;
    let heard = 0;
    onKeyWork(
      {
        getState: () => state,
        subscribe(listener) {
          tell = listener;
          return () => undefined;
        },
      },
      () => {
        heard += 1;
      },
    );
    const become = (change: Partial<StationState>) => {
      state = { ...state, ...change };
      tell();
      return heard;
    };
    expect(become({})).toBe(0);
    expect(become({ keys: [key('a')] })).toBe(1);
    expect(become({ runs: [run(1, 1)] })).toBe(2);
    expect(become({ runs: [run(1, 2)] })).toBe(2);
    expect(become({ runs: [run(2, 3)] })).toBe(3);
    expect(become({ keys: [] })).toBe(4);
  });
});
