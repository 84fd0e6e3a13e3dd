import type { Role } from '#shared/api/session.ts';

/** Whether somebody's roles let them invite and remind people. The backend decides again on every call. */
export function mayInvite(roles: readonly Role[]): boolean {
  return mayIssuePasses(roles) || roles.includes('Helpdesk');
}

/** Whether they let them issue another access pass, see their own, and end invitations. */
export function mayIssuePasses(roles: readonly Role[]): boolean {
  return roles.includes('Admin') || roles.includes('Operator');
}
