import { createHash, randomUUID } from 'node:crypto';
import type { Person } from '../directory/person.ts';
import type { World } from '../world.ts';
import { compactJwt } from './compactJwt.ts';
import type { Grant, Session } from './signInStore.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** Entra's `sub` differs from one audience to the next for the same person. */
function pairwiseSubject(person: Person, audience: string): string {
  return createHash('sha256').update(`${person.id}:${audience}`).digest('base64url');
}

/** The v2.0 issuer of this tenant. */
export function issuerOf(world: World): string {
  return `${world.carried.origin}/${world.settings.tenantId}/v2.0`;
}

/** How long a token of this session lives: with an access pass no longer than the pass. */
export function tokenSeconds(world: World, { endsAt }: Session): number {
  const { userTokenSeconds } = world.live;
  if (endsAt === null) return userTokenSeconds;
  return Math.min(userTokenSeconds, Math.max(0, Math.floor((endsAt - world.now()) / 1000)));
}

function commonClaims(world: World, person: Person, session: Session, audience: string) {
  const now = Math.floor(world.now() / 1000);
  return {
    aud: audience,
    iss: issuerOf(world),
    iat: now,
    nbf: now,
    exp: now + tokenSeconds(world, session),
    auth_time: session.authTime,
    name: person.displayName,
    oid: person.id,
    preferred_username: person.userPrincipalName,
    sid: session.sid,
    sub: pairwiseSubject(person, audience),
    tid: world.settings.tenantId,
    uti: randomUUID().replaceAll('-', '').slice(0, 22),
    ver: '2.0',
  };
}

/** Claims of a v2.0 access token for our API, with the optional claims the registration asks for. */
export function accessTokenClaims(
  world: World,
  person: Person,
  grant: Omit<Grant, 'expiresAt'>,
): Claims {
  const { api } = world.settings;
  const acrs = [...grant.session.verified.keys()];
  return {
    ...commonClaims(world, person, grant.session, api.clientId),
    acct: person.userType === 'Guest' ? 1 : 0,
    azp: grant.clientId,
    azpacr: '0',
    scp: api.scope,
    ...(person.userType === 'Guest' ? { idp: 'https://sts.windows.net/fabrikam/' } : {}),
    ...(person.appRoles.length > 0 ? { roles: person.appRoles } : {}),
    ...(acrs.length > 0 ? { acrs } : {}),
    ...(grant.capabilities.length > 0 ? { xms_cc: grant.capabilities } : {}),
  };
}

/** Claims of the ID token for the page. */
export function idTokenClaims(
  world: World,
  person: Person,
  grant: Omit<Grant, 'expiresAt'>,
): Claims {
  return {
    ...commonClaims(world, person, grant.session, grant.clientId),
    login_hint: person.userPrincipalName,
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
  };
}

/** Signs with the tenant's current key, RS256. */
export function signUserToken(world: World, claims: Claims): string {
  const key = world.carried.keys.current;
  return compactJwt({ typ: 'JWT', alg: 'RS256', kid: key.kid }, claims, 'RS256', key.privateKey);
}

/** `client_info`, from which MSAL builds the account's home id. */
export function clientInfo(world: World, person: Person): string {
  const info = { uid: person.id, utid: world.settings.tenantId };
  return Buffer.from(JSON.stringify(info)).toString('base64url');
}
