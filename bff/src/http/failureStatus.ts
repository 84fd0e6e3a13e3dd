import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { FailureCode } from '#shared/failure/codes.ts';

/** The HTTP status of a failure. What concerns a key, its PIN or the ceremony is 422: understood, and not possible. */
const STATUS: Partial<Record<FailureCode, ContentfulStatusCode>> = {
  session_missing: 401,
  session_expired: 401,
  session_step_up: 401,
  session_forbidden: 403,
  operator_suspended: 403,
  user_protected: 403,
  user_is_self: 403,
  user_out_of_scope: 403,
  user_protection_unknown: 503,
  request_invalid: 400,
  request_too_large: 413,
  not_found: 404,
  user_not_found: 404,
  group_not_found: 404,
  graph_not_found: 404,
  conflict: 409,
  stale_step: 409,
  batch_not_running: 409,
  batch_empty: 409,
  key_used_in_batch: 409,
  key_looks_used: 409,
  key_not_assigned: 409,
  person_not_waiting: 409,
  profile_retired: 409,
  profile_changed: 409,
  profile_name_taken: 409,
  way_not_accepted: 409,
  pin_session_lost: 409,
  pin_already_revealed: 409,
  pin_shown_elsewhere: 409,
  pin_destroyed: 410,
  passkey_exists: 409,
  key_in_use_elsewhere: 409,
  graph_conflict: 409,
  rate_limited: 429,
  graph_throttled: 503,
  graph_unavailable: 503,
  backend_unreachable: 503,
  database_unavailable: 503,
  audit_unavailable: 503,
  database_restored: 503,
  graph_unauthorized: 502,
  graph_forbidden: 502,
  graph_method_not_allowed: 502,
  graph_bad_request: 502,
  graph_outcome_unknown: 502,
  graph_response_invalid: 502,
  escrow_unreadable: 500,
  setting_invalid: 500,
  internal: 500,
};
const UNPROCESSABLE = 422;

/** The status a failure is answered with. */
export function failureStatus(code: FailureCode): ContentfulStatusCode {
  return STATUS[code] ?? UNPROCESSABLE;
}
