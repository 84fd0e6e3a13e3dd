import type { Logger } from '#bff/log/logger.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { AuditLog } from './auditLog.ts';
import { SYSTEM_ACTOR } from './auditRecord.ts';
import type { AuditSink } from './auditSink.ts';
import { type AuditHead, headName } from './checkpoint.ts';
import { ACCEPT_RESTORE, continuesFrom, readHead } from './sinkState.ts';

export interface RestoreCheck {
  readonly store: Store;
  readonly sinks: readonly AuditSink[];
  readonly audit: AuditLog;
  readonly log: Logger;
  /** The hashes of heads that an administrator accepts as lost. */
  readonly accepted: readonly string[];
  /** A sink that cannot be asked stops the start. */
  readonly isRequired: boolean;
  /** What else an accepted loss means for the books, with its record or not at all. */
  readonly whenAccepted: (queries: Queries) => Promise<void>;
}

/**
 * Stops the start when a second place has seen more of the audit log than the database has, or something else: then the
 * database is one of an earlier day, and PINs and calls that were used up since would be good again. Where an
 * administrator accepts that, one record says what was lost.
 * @throws AppError `database_restored`, `audit_unavailable`.
 */
export async function checkRestored(check: RestoreCheck): Promise<void> {
  const heads = await Promise.all(check.sinks.map((sink) => headOf(check, sink)));
  await check.store.transaction(async (queries) => {
    const lost: AuditHead[] = [];
    for (const head of heads) {
      if (head !== null && (await continuesFrom(queries, head)) === null) lost.push(head);
    }
    const [first] = lost;
    if (first === undefined) return;
    const here = await readHead(queries);
    const refused = lost.find(({ root }) => !check.accepted.includes(root));
    if (refused !== undefined) {
      throw new AppError(
        'database_restored',
        `the database has ${here.size} of ${refused.size} audit records; to accept the loss set KEYWRIGHT_ACCEPT_RESTORE=${refused.root}`,
      );
    }
    await check.audit.append(queries, {
      phase: 'outcome',
      action: ACCEPT_RESTORE,
      result: 'ok',
      actorId: SYSTEM_ACTOR,
      holderId: null,
      enrolmentId: null,
      requestId: null,
      detail: { accepted: lost.map(headName).join(' ') },
    });
    // After the record: it holds the chain, so of two backends that start at once the second finds nothing left to do.
    await check.whenAccepted(queries);
    const most = Math.max(...lost.map(({ size }) => size));
    check.log.warn('audit_restored', { count: most - here.size });
  });
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
