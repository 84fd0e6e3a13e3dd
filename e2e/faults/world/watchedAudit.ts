import type { AuditLog } from '#bff/audit/auditLog.ts';
import type { Queries } from '#bff/store/queries.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { Point } from './probe.ts';

/** What the watcher of an audit log tells, and who may object by throwing. */
export interface AuditWatch {
  /** A record is about to be written: its action and phase. */
  reach(name: string, point: Point): void;
  alive(): void;
  /** True where this record cannot be written. */
  refuses(): boolean;
  note(queries: Queries, event: HistoryEvent): void;
  now(): number;
  /** Names the process that writes. */
  readonly backend: number;
}

/** Wraps an audit log: its records get into the history with the transaction that holds them. */
export function watchAudit(log: AuditLog, watch: AuditWatch): AuditLog {
  return {
    append(queries, ...entries) {
      watch.alive();
      for (const { action, phase } of entries) watch.reach(`${action}.${phase}`, 'before');
      if (watch.refuses()) throw new AppError('audit_unavailable', 'the audit log is full');
      return log.append(queries, ...entries).then(() => {
        for (const { enrolmentId, phase, action, result, actorId, detail } of entries) {
          const { reason } = detail;
          watch.note(queries, {
            kind: 'audit',
            enrolmentId,
            phase,
            action,
            result,
            actorId,
            at: watch.now(),
            backend: watch.backend,
            ...(typeof reason === 'string' && { reason }),
          });
        }
      });
    },
  };
}
