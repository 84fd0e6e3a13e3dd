import { AppError } from '#shared/failure/appError.ts';

/** Says whether anything new may be begun. */
export interface AuditGate {
  /** @throws AppError `database_restored`, `audit_unavailable`. */
  check(): void;
}

/** How a second place of the audit log stands. */
export interface SinkState {
  /** It has seen more than the database has: nobody knows what was lost. */
  readonly isAhead: boolean;
  /** When the oldest record was written that it does not have, milliseconds since the epoch; null when it has all. */
  readonly behindSince: number | null;
}

export interface AuditGateParts {
  readonly sinks: readonly SinkState[];
  /** How far a sink may be behind, in milliseconds; null where it may be behind without an end. */
  readonly toleranceMs: number | null;
  readonly now: () => number;
}

/** Builds the {@link AuditGate}. */
export function createAuditGate({ sinks, toleranceMs, now }: AuditGateParts): AuditGate {
  return {
    check() {
      if (sinks.some(({ isAhead }) => isAhead)) {
        throw new AppError('database_restored', 'the database is older than its audit log');
      }
      const isLate = ({ behindSince }: SinkState) =>
        toleranceMs !== null && behindSince !== null && now() - behindSince > toleranceMs;
      if (sinks.some(isLate)) {
        throw new AppError(
          'audit_unavailable',
          'a second place of the audit log is too far behind',
        );
      }
    },
  };
}
