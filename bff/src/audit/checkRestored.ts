import type { Logger } from '#bff/log/logger.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { AuditLog } from './auditLog.ts';
import { SYSTEM_ACTOR } from './auditRecord.ts';
import type { AuditSink } from './auditSink.ts';
import type { AuditHead } from './checkpoint.ts';
import { ACCEPT_RESTORE, continuesFrom, readHead } from './sinkState.ts';

export interface RestoreCheck {
  readonly store: Store;
  readonly sinks: readonly AuditSink[];
  readonly audit: AuditLog;
  readonly log: Logger;
  /** The hash that an administrator accepts as lost; null: nothing is. */
  readonly accepted: string | null;
  /** A sink that cannot be asked stops the start. */
  readonly isRequired: boolean;
}

/**
 * Stops the start when a second place has seen more of the audit log than the database has, or something else: then the
 * database is one of an earlier day, and PINs and calls that were used up since would be good again.
 * @throws AppError `database_restored`, `audit_unavailable`.
 */
export async function checkRestored(check: RestoreCheck): Promise<void> {
  for (const sink of check.sinks) {
    const head = await headOf(check, sink);
    if (head !== null) await compare(check, sink, head);
  }
}

async function headOf(check: RestoreCheck, sink: AuditSink): Promise<AuditHead | null> {
  try {
    return (await sink.readHead()) ?? null;
  } catch (cause) {
    if (check.isRequired) {
      throw new AppError('audit_unavailable', 'a second place of the audit log does not answer', {
        cause,
      });
    }
    check.log.warn('audit_sink_failed', { reason: sink.name, code: 'audit_unavailable' });
    return null;
  }
}

async function compare(check: RestoreCheck, sink: AuditSink, head: AuditHead): Promise<void> {
  const { store, audit, log } = check;
  await store.transaction(async (queries) => {
    if ((await continuesFrom(queries, head)) !== null) return;
    const here = await readHead(queries);
    if (check.accepted !== head.root) {
      throw new AppError(
        'database_restored',
        `the database has ${here.size} of ${head.size} audit records; to accept the loss set KEYWRIGHT_ACCEPT_RESTORE=${head.root}`,
      );
    }
    await audit.append(queries, {
      phase: 'outcome',
      action: ACCEPT_RESTORE,
      result: 'ok',
      actorId: SYSTEM_ACTOR,
      holderId: null,
      enrolmentId: null,
      requestId: null,
      detail: { acceptedSize: head.size, acceptedRoot: head.root },
    });
    log.warn('audit_restored', { reason: sink.name, count: head.size - here.size });
  });
}
