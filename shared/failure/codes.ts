/**
 * The closed list of failure codes. A code is stable: support notes, tests and the page's words are keyed on it.
 * Grouped by who notices the failure. Each has words and a next step in `web/src/presentation`.
 */
export const FAILURE_CODES = [
  // transport: the browser and the wire (TransportError)
  'hid_unsupported',
  'hid_blocked',
  'device_not_chosen',
  'device_removed',
  'device_timeout',
  'device_busy',
  'cancelled',
  // the ways that are not WebHID
  'way_not_accepted',
  'way_cannot_remove',
  // CTAPHID and CBOR: what came over the wire cannot be right
  'ctaphid_error',
  'ctaphid_protocol',
  'cbor_invalid',
  'response_invalid',
  'crypto_invalid',
  // CTAP2 status codes, by meaning (CtapError)
  'pin_invalid',
  'pin_auth_blocked',
  'pin_blocked',
  'pin_auth_invalid',
  'pin_not_set',
  'pin_policy_violation',
  'pin_change_required',
  'uv_invalid',
  'uv_blocked',
  'credential_excluded',
  'key_store_full',
  'no_credentials',
  'touch_timeout',
  'touch_denied',
  'reset_window_missed',
  'algorithm_unsupported',
  'option_unsupported',
  'command_unsupported',
  'ctap_error',
  // what the key is or lacks, seen before anything is changed
  'key_without_fido2',
  'key_without_discoverable_credentials',
  'key_without_es256',
  'key_without_pin_support',
  'key_pin_unknown',
  'key_is_operators_own',
  'key_in_use_elsewhere',
  'wrong_key',
  'several_keys',
  'key_not_genuine',
  'proof_failed',
  // PIN rules, before the PIN is sent
  'pin_too_short',
  'pin_too_long',
  'pin_weak',
  'pin_malformed',
  // WebAuthn registration ceremony, checked before Graph sees it
  'ceremony_invalid',
  'challenge_expired',
  'attestation_required',
  'attestation_untrusted',
  'model_not_allowed',
  // the person and the tenant
  'user_not_found',
  'user_disabled',
  'user_is_guest',
  'user_ambiguous',
  'user_protected',
  'user_protection_unknown',
  'group_not_found',
  'user_outside_passkey_policy',
  'self_service_off',
  'passkeys_disabled',
  'too_many_passkeys',
  'passkey_exists',
  'no_new_key',
  // Graph (GraphError)
  'graph_unauthorized',
  'graph_forbidden',
  'graph_not_found',
  'graph_method_not_allowed',
  'graph_conflict',
  'graph_bad_request',
  'graph_throttled',
  'graph_unavailable',
  'graph_outcome_unknown',
  'graph_response_invalid',
  // a batch: keys and people of a list
  'batch_not_running',
  'batch_empty',
  'key_used_in_batch',
  'key_looks_used',
  'key_not_assigned',
  'person_not_waiting',
  // how much of what cannot be taken back one operator may do
  'removals_limited',
  // our own API (SessionError and the rest)
  'session_missing',
  'session_expired',
  'session_forbidden',
  'operator_suspended',
  'request_invalid',
  'request_too_large',
  'not_found',
  'conflict',
  'stale_step',
  'profile_retired',
  'profile_changed',
  'profile_name_taken',
  'pin_session_lost',
  'pin_already_revealed',
  'pin_shown_elsewhere',
  'pin_destroyed',
  'idempotency_mismatch',
  'rate_limited',
  'backend_unreachable',
  'database_unavailable',
  'audit_unavailable',
  'database_restored',
  'escrow_unreadable',
  'setting_invalid',
  'internal',
] as const;

/** One of {@link FAILURE_CODES}. */
export type FailureCode = (typeof FAILURE_CODES)[number];

/** Tells whether a text from outside is one of our codes. */
export function isFailureCode(text: string): text is FailureCode {
  return (FAILURE_CODES as readonly string[]).includes(text);
}
