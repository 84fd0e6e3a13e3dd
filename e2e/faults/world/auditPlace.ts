import type { AuditSink } from '#bff/audit/auditSink.ts';

/** What can be the matter with a second place of the audit log. */
export type SinkFault = 'slow' | 'full' | 'refuses' | 'hangs' | 'corrupt';

/** A second place of the audit log, which outlives the backends that carry to it. */
export interface AuditPlace {
  readonly name: string;
  /** The product's own sink, as one backend has it. */
  openSink(): AuditSink;
  break(fault: SinkFault): Promise<void>;
  mend(): Promise<void>;
  /** Waits for what really is on its way to it, as the time between two processes is longer than that. */
  settled(): Promise<void>;
  /** Everything that it really has. */
  read(): Promise<string>;
}

/** How long a slow place takes for its lines. */
export const SLOW_MS = 8_000;

/** An end that hung work waits for. */
export interface Hanging {
  readonly over: Promise<void>;
  end(): void;
}

/** Begins something that does not come to an end by itself. */
export function hang(): Hanging {
  let end = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { over, end: () => end() };
}
