import { AuthError, InteractionRequiredAuthError } from '@azure/msal-browser';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { toSessionFailure } from './sessionFailure.ts';

describe('a sign-in that failed', () => {
  it.each([
    [new InteractionRequiredAuthError('login_required', 'c'), 'session_expired'],
    [new AuthError('user_cancelled', 'c'), 'session_missing'],
    [new AuthError('access_denied', 'c', 'AADSTS65004'), 'session_missing'],
    [new AuthError('no_network_connectivity', 'c'), 'backend_unreachable'],
    [new AuthError('access_denied', 'c', 'AADSTS50105: not assigned'), 'session_forbidden'],
    [new AuthError('something_new', 'c'), 'session_expired'],
    [new AuthError('popup_window_error', 'c'), 'session_window_blocked'],
    [new AuthError('empty_window_error', 'c'), 'session_window_blocked'],
    [new RangeError('a fault of ours'), 'internal'],
  ])('by %s has the right words', (cause, code) => {
    expect(toSessionFailure(cause)).toMatchObject({ code, cause });
  });

  it('keeps what is already one of our failures, and repeats no text of MSAL', () => {
    const ours = new AppError('session_expired', 'nobody is signed in');
    expect(toSessionFailure(ours)).toBe(ours);
    const theirs = new AuthError('x', 'c', 'adele@contoso.example may not');
    expect(toSessionFailure(theirs).message).not.toContain('adele');
  });
});
