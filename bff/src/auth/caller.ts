import type { Role } from '#shared/api/index.ts';

/** Who calls, as a validated access token says. Identity is `tenantId` and `id`; names are for showing only. */
export interface Caller {
  /** Entra object id (`oid`), in lower case. */
  readonly id: string;
  readonly tenantId: string;
  readonly roles: readonly Role[];
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly isGuest: boolean;
  /** When the token was made, in seconds since the epoch. Entra says a time up to five minutes before. */
  readonly issuedAt: number;
  /** Authentication contexts that the sign-in satisfied. */
  readonly acrs: readonly string[];
  /** Seconds since the epoch; null where the registration does not ask for `auth_time`. */
  readonly authTime: number | null;
}

/**
 * Turns a bearer token into its caller.
 * @throws AppError `session_expired` for a good token past its time, `session_missing` for everything else that is
 * wrong with it, `backend_unreachable` never: an unreachable key endpoint is `graph_unavailable`.
 */
export type ValidateToken = (token: string) => Promise<Caller>;
