import { AuthError, InteractionRequiredAuthError } from '@azure/msal-browser';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/**
 * MSAL's own codes, those of RFC 6749 §4.1.2.1 and of its fetches. Who turns back at the sign-in page is simply not signed
 * in; `cancelled` speaks of keys.
 */
const CODES: ReadonlyMap<string, FailureCode> = new Map([
  ['user_cancelled', 'session_missing'],
  ['access_denied', 'session_missing'],
  ['no_network_connectivity', 'backend_unreachable'],
  ['network_error', 'backend_unreachable'],
  ['post_request_failed', 'backend_unreachable'],
  ['get_request_failed', 'backend_unreachable'],
  ['endpoints_resolution_error', 'backend_unreachable'],
  ['temporarily_unavailable', 'backend_unreachable'],
  ['server_error', 'backend_unreachable'],
  ['unauthorized_client', 'session_forbidden'],
  ['popup_window_error', 'session_window_blocked'],
  ['empty_window_error', 'session_window_blocked'],
]);

/** AADSTS50105: assignment is required and the person has no role in the application. */
const NOT_ASSIGNED = /AADSTS50105\b/;

/** What went wrong while signing in or getting a token. MSAL's text stays in the cause: it can name accounts. */
export function toSessionFailure(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (!(cause instanceof AuthError)) return new AppError('internal', 'MSAL failed', { cause });
  const code: FailureCode = NOT_ASSIGNED.test(cause.errorMessage)
    ? 'session_forbidden'
    : cause instanceof InteractionRequiredAuthError
      ? 'session_expired'
      : (CODES.get(cause.errorCode) ?? 'session_expired');
  return new AppError(code, 'The sign-in did not succeed', { cause });
}
