import type { PlanRemoval, Removal, RemovalDetail } from '#shared/api/removals.ts';
import type { SavedFile } from '../batch/batchesPort.ts';
import type { CallOptions } from '../ports.ts';

/** The part of the backend where many keys are removed. Failures as in {@link BackendPort}. */
export interface RemovalsPort {
  list(options?: CallOptions): Promise<Removal[]>;
  get(id: string, options?: CallOptions): Promise<RemovalDetail>;
  /** Finds the keys; nothing is removed. */
  plan(body: PlanRemoval, options?: CallOptions): Promise<RemovalDetail>;
  start(id: string, options?: CallOptions): Promise<RemovalDetail>;
  stop(id: string, options?: CallOptions): Promise<RemovalDetail>;
  /** What became of each key. */
  results(id: string, options?: CallOptions): Promise<SavedFile>;
}
