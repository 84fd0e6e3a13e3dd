import type { Role } from '#shared/api/session.ts';

/** Whether somebody may choose, start and stop; others look. The backend decides again. */
export function mayRemove(roles: readonly Role[]): boolean {
  return roles.includes('Admin') || roles.includes('Operator');
}
