import type { GuidedEnrolment, MyGuided, StartGuided, StartMyGuided } from '#shared/api/index.ts';
import type { CallOptions } from '../ports.ts';

/** Whose guide it is: one's own, or that of somebody beside an operator. */
export type GuidedSide = 'holder' | 'operator';

/** The part of the backend that watches for keys which are registered on Microsoft's page. Failures as in {@link BackendPort}. */
export interface GuidedPort {
  /** The caller's own, and the profiles that a new one can follow. */
  mine(options?: CallOptions): Promise<MyGuided>;
  startMine(body: StartMyGuided, options?: CallOptions): Promise<GuidedEnrolment>;
  start(body: StartGuided, options?: CallOptions): Promise<GuidedEnrolment>;
  show(id: string, options?: CallOptions): Promise<GuidedEnrolment>;
  /** Which of several is the key. */
  choose(
    side: GuidedSide,
    id: string,
    methodId: string,
    options?: CallOptions,
  ): Promise<GuidedEnrolment>;
  watchAgain(side: GuidedSide, id: string, options?: CallOptions): Promise<GuidedEnrolment>;
  cancel(side: GuidedSide, id: string, options?: CallOptions): Promise<GuidedEnrolment>;
}
