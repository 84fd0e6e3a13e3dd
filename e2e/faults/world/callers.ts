import type { Caller } from '#bff/auth/caller.ts';
import { AppError } from '#shared/failure/appError.ts';
import { TENANT_ID } from './tenantId.ts';

/** Who somebody signs in as: operators enrol, members look after their own keys. */
export type CallerRole = 'operator' | 'member';

/** A bearer token that {@link callerOf} takes. */
export function tokenOf(role: CallerRole, id: string): string {
  return `${role}.${id}`;
}

/** Reads such a token; signing in is other tests' business. @throws AppError `session_missing`. */
export async function callerOf(token: string): Promise<Caller> {
  const [role, id] = token.split('.');
  if (id === undefined) throw new AppError('session_missing', 'not a token of this world');
  return {
    id,
    tenantId: TENANT_ID,
    roles: role === 'operator' ? ['Operator'] : [],
    displayName: 'Somebody',
    userPrincipalName: 'somebody@contoso.example',
    isGuest: false,
    issuedAt: 0,
    acrs: [],
    authTime: null,
  };
}
