import type { FailureCode } from '#shared/failure/codes.ts';

/** Everything the backend may say in its log. Add an event here, never build one from data. */
export const LOG_EVENTS = [
  'listening',
  'stopping',
  'stopped',
  'start_failed',
  'crashed',
  'setting_invalid',
  'setting_warning',
  'database_ready',
  'database_unavailable',
  'request',
  'request_failed',
  'token_refused',
  'target_refused',
  'app_token_acquired',
  'app_token_failed',
  'graph_call',
  'graph_call_failed',
  'graph_gate_closed',
  'graph_gate_opened',
  'graph_circuit_opened',
  'graph_circuit_closed',
  'graph_bulk_paused',
  'graph_limiter_alone',
  'clock_differs',
  'enrolment_event',
  'enrolment_action_failed',
  'enrolment_swept',
  'sweep_failed',
  'watch_failed',
  'batch_claim_left',
  'audit_written',
  'escrow_event',
  'escrow_unreadable',
  'audit_sink_failed',
  'audit_sink_behind',
  'audit_sink_recovered',
  'audit_sink_shortened',
  'audit_restored',
  'idempotency_failed',
  'alert',
  'posture',
  'mail_sent',
  'mail_failed',
  'mail_dropped',
  'job_failed',
] as const;
export type LogEvent = (typeof LOG_EVENTS)[number];

/**
 * The closed list of fields a log line may have. No field takes free text from outside, a body, a name or a secret;
 * people appear by object id only.
 */
export interface LogFields {
  readonly requestId?: string;
  readonly method?: string;
  /** The route's template, never the path as it was asked for. */
  readonly route?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly durationMs?: number;
  /** How long a call waited for its turn at Graph before that. */
  readonly waitedMs?: number;
  readonly code?: FailureCode;
  /** Class name of an error, never its text. */
  readonly errorName?: string;
  /** Where an unknown error was thrown: `file:line` of our own frames, without the message. */
  readonly errorAt?: string;
  readonly callerId?: string;
  readonly userId?: string;
  readonly enrolmentId?: string;
  readonly seq?: number;
  readonly action?: string;
  readonly graphStatus?: number;
  readonly graphCode?: string;
  readonly graphRequestId?: string;
  readonly attempt?: number;
  readonly retryAfterSeconds?: number;
  readonly setting?: string;
  readonly reason?: string;
  readonly address?: string;
  readonly version?: string;
  readonly count?: number;
  readonly ratePerSecond?: number;
  readonly signal?: string;
}

/** The names of {@link LogFields}, to drop anything else at run time. */
export const LOG_FIELD_NAMES = [
  'requestId',
  'method',
  'route',
  'operation',
  'status',
  'durationMs',
  'waitedMs',
  'code',
  'errorName',
  'errorAt',
  'callerId',
  'userId',
  'enrolmentId',
  'seq',
  'action',
  'graphStatus',
  'graphCode',
  'graphRequestId',
  'attempt',
  'retryAfterSeconds',
  'setting',
  'reason',
  'address',
  'version',
  'count',
  'ratePerSecond',
  'signal',
] as const satisfies readonly (keyof LogFields)[];
