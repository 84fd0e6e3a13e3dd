import type { AuditCheckpoint, AuditHead } from './checkpoint.ts';

/** What a second place has. */
export interface SinkHead extends AuditHead {
  /** The newest checkpoint in it. */
  readonly checkpoint: AuditCheckpoint | null;
}

/** What a second place says that it has; without `checkpoint` it cannot say which one is in it. */
export type SinkAnswer = AuditHead & { readonly checkpoint?: AuditCheckpoint | null };

/** A second place for the audit log, outside the database. It may be slow, full or away: nothing waits for it. */
export interface AuditSink {
  /** Says which one it is, in logs and among the sinks in the database; no secret in it. */
  readonly name: string;
  /**
   * What it has: null for nothing yet, undefined where it cannot say. Rejects when it cannot be asked, or when what it has
   * is not an audit log.
   */
  readHead(): Promise<SinkAnswer | null | undefined>;
  /**
   * Adds lines at its end and waits until they are safe.
   * @param signal nobody waits any more: what was not sent yet must not be, for somebody else may send it by now.
   */
  append(lines: readonly string[], signal: AbortSignal): Promise<void>;
}
