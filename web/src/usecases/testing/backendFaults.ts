import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/** What a test can make fail. */
export type BackendCall =
  | 'startEnrolment'
  | 'enrolment'
  | 'unfinished'
  | 'reportEvent'
  | 'cancelEnrolment'
  | 'pinAuth';

interface Planned {
  readonly call: BackendCall;
  readonly code: FailureCode;
  /** The call takes effect, and only its answer is lost. */
  readonly afterEffect: boolean;
  times: number;
}

/** Failures of a backend, planned by a test. */
export class BackendFaults {
  #planned: Planned[] = [];
  readonly calls: BackendCall[] = [];

  fail(
    call: BackendCall,
    code: FailureCode,
    { times = 1, afterEffect = false }: { times?: number; afterEffect?: boolean } = {},
  ): void {
    this.#planned.push({ call, code, times, afterEffect });
  }

  async during<Result>(call: BackendCall, effect: () => Promise<Result>): Promise<Result> {
    this.calls.push(call);
    const planned = this.#planned.find((one) => one.call === call && one.times > 0);
    if (planned === undefined) return effect();
    planned.times -= 1;
    if (planned.afterEffect) await effect();
    throw new AppError(planned.code, 'planned by the test');
  }

  get isUsedUp(): boolean {
    return this.#planned.every(({ times }) => times === 0);
  }
}
