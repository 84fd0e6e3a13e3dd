import { z } from 'zod';
import { guid, ROLES, type Role } from '#shared/api/index.ts';
import type { Caller } from './caller.ts';

/** What the API registration calls its roles. */
const ROLE_PREFIX = 'Keywright.';

/**
 * The claims of an Entra v2.0 access token that count here. Types are exact: a claim of another shape is a bad token.
 * @see Access token claims reference (Microsoft identity platform)
 */
const accessTokenClaims = z.looseObject({
  ver: z.literal('2.0'),
  aud: z.string(),
  tid: guid,
  oid: guid,
  azp: z.string(),
  /** "0": a public client with PKCE, which is what the page is. */
  azpacr: z.literal('0'),
  scp: z.string(),
  idtyp: z.literal('user').optional(),
  roles: z.array(z.string()).max(100).optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  acct: z.union([z.literal(0), z.literal(1)]).optional(),
  idp: z.string().optional(),
  acrs: z.array(z.string()).max(100).optional(),
  iat: z.number(),
  auth_time: z.int().nonnegative().optional(),
});
type AccessTokenClaims = z.infer<typeof accessTokenClaims>;

/** What a token must say to be for us. */
export interface ExpectedToken {
  readonly tenantId: string;
  readonly pageClientId: string;
  readonly scope: string;
  readonly issuer: string;
}

function isGuest(claims: AccessTokenClaims, expected: ExpectedToken): boolean {
  if (claims.acct !== undefined) return claims.acct === 1;
  // Without the optional claim: an identity provider other than this tenant means an invited account.
  const home = [expected.issuer, `https://sts.windows.net/${expected.tenantId}/`];
  return claims.idp !== undefined && !home.includes(claims.idp);
}

function rolesOf(claims: AccessTokenClaims): readonly Role[] {
  return ROLES.filter((role) => claims.roles?.includes(`${ROLE_PREFIX}${role}`) === true);
}

/**
 * Reads the caller from claims whose signature, issuer, audience and times are verified already.
 * @returns null when any claim is missing, of another shape, or for somebody else.
 */
export function readCaller(payload: unknown, expected: ExpectedToken): Caller | null {
  const parsed = accessTokenClaims.safeParse(payload);
  if (!parsed.success) return null;
  const claims = parsed.data;
  if (claims.tid !== expected.tenantId || claims.azp !== expected.pageClientId) return null;
  if (!claims.scp.split(' ').includes(expected.scope)) return null;
  return {
    id: claims.oid,
    tenantId: claims.tid,
    roles: rolesOf(claims),
    displayName: claims.name ?? '',
    userPrincipalName: claims.preferred_username ?? '',
    isGuest: isGuest(claims, expected),
    issuedAt: claims.iat,
    acrs: claims.acrs ?? [],
    authTime: claims.auth_time ?? null,
  };
}
