import type { Logger } from '#bff/log/logger.ts';
import type { Outbox } from '#bff/mail/outbox.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { AlertReason } from './alertReason.ts';
import type { AuditLog } from './auditLog.ts';

/** Something that should not have happened, and around whom. */
export interface Alert {
  readonly reason: AlertReason;
  readonly actorId: string;
  readonly holderId: string;
  /** Null where it is about an invitation, or a key that was not enrolled here. */
  readonly enrolmentId: string | null;
  readonly invitationId?: string;
  /** Our number for what happened to such a key. */
  readonly keyEventId?: string;
  readonly requestId: string;
}

/** Calls for a person's attention: an audit record, a line in the log, and a mail where an address is set. */
export interface Alerts {
  /** In the caller's transaction. @throws AppError `audit_unavailable`. */
  raise(queries: Queries, alert: Alert): Promise<void>;
}

/** A flood of the same alert makes many records, and one mail an hour. */
const ONE_MAIL_IN_MS = 3_600_000;

export interface AlertParts {
  readonly audit: AuditLog;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Builds {@link Alerts}. */
export function createAlerts({ audit, outbox, log, now }: AlertParts): Alerts {
  return {
    async raise(queries, alert) {
      const { reason, actorId, holderId, enrolmentId, invitationId, keyEventId, requestId } = alert;
      await audit.append(queries, {
        phase: 'outcome',
        action: 'alert',
        result: 'ok',
        actorId,
        holderId,
        enrolmentId,
        requestId,
        detail: { reason, ...(invitationId !== undefined && { invitationId }) },
      });
      const about = String(enrolmentId ?? invitationId ?? keyEventId);
      const hour = Math.floor(now() / ONE_MAIL_IN_MS);
      const at = new Date(now()).toISOString();
      await outbox.add(queries, {
        recipientId: null,
        notice: { kind: 'alert', reason, at, enrolmentId: about, actorId, holderId },
        sameAs: `alert:${reason}:${about}:${hour}`,
      });
      log.warn('alert', {
        ...{ reason, callerId: actorId, userId: holderId, requestId },
        ...(enrolmentId !== null && { enrolmentId }),
      });
    },
  };
}
