import { createHash } from 'node:crypto';
import type { Person } from '../directory/person.ts';
import type { World } from '../world.ts';
import { parseClaimsParameter } from './claimsParameter.ts';
import { scopeText, settleScopes } from './scopes.ts';
import { SignInRefusal } from './signInRefusal.ts';
import { type Grant, isOver, missingContexts } from './signInStore.ts';
import {
  accessTokenClaims,
  clientInfo,
  idTokenClaims,
  signUserToken,
  tokenSeconds,
} from './userTokens.ts';

const EXPIRED = 'The provided authorization code or refresh token has expired or was revoked.';

function personOf(world: World, grant: Grant): Person {
  const person = world.directory.findPerson(grant.session.personId);
  if (!person?.accountEnabled) {
    throw new SignInRefusal('invalid_grant', 50057, 'The user account is disabled.');
  }
  return person;
}

function tokenBody(world: World, person: Person, grant: Grant, refreshExpiresAt?: number) {
  const { scopes } = grant;
  const seconds = tokenSeconds(world, grant.session);
  const wantsApi = scopes.includes(world.settings.api.scope);
  const wantsRefresh = scopes.includes('offline_access');
  const idToken = scopes.includes('openid')
    ? { id_token: signUserToken(world, idTokenClaims(world, person, grant)) }
    : {};
  const refresh = wantsRefresh
    ? {
        refresh_token: world.signIn.issueRefreshToken(grant, world.now(), refreshExpiresAt),
        refresh_token_expires_in: Math.floor(
          ((refreshExpiresAt ?? world.now() + 86_400_000) - world.now()) / 1000,
        ),
      }
    : {};
  if (!wantsApi && !scopes.includes('openid')) {
    throw new SignInRefusal('invalid_scope', 70011, 'No resource was asked for.');
  }
  return {
    token_type: 'Bearer',
    scope: scopeText(world, scopes),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: signUserToken(world, accessTokenClaims(world, person, grant)),
    ...refresh,
    ...idToken,
    client_info: clientInfo(world, person),
  };
}

/** authorization_code with PKCE (RFC 7636 §4.6); the code works once. */
export function redeemCode(world: World, form: URLSearchParams): Record<string, unknown> {
  const grant = world.signIn.takeCode(form.get('code') ?? '');
  if (!grant)
    throw new SignInRefusal(
      'invalid_grant',
      54005,
      'OAuth2 Authorization code was already redeemed or never issued.',
    );
  if (world.now() >= grant.expiresAt) throw new SignInRefusal('invalid_grant', 70008, EXPIRED);
  if (form.get('redirect_uri') !== grant.redirectUri) {
    throw new SignInRefusal(
      'invalid_grant',
      500112,
      'The reply address does not match the reply address provided when requesting Authorization code.',
    );
  }
  const proof = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (proof !== grant.codeChallenge) {
    throw new SignInRefusal(
      'invalid_grant',
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    );
  }
  return tokenBody(world, personOf(world, grant), grant);
}

/**
 * refresh_token with rotation: the old token dies, the 24 hours of a page's token do not start
 * again. Claims that the session has not proven call for a person.
 */
export function redeemRefreshToken(world: World, form: URLSearchParams): Record<string, unknown> {
  const token = form.get('refresh_token') ?? '';
  const grant = world.signIn.refreshGrant(token);
  if (!grant || isOver(world, grant.session)) {
    throw new SignInRefusal('invalid_grant', 50173, EXPIRED);
  }
  if (world.now() >= grant.expiresAt) {
    throw new SignInRefusal('invalid_grant', 700084, EXPIRED);
  }
  const person = personOf(world, grant);
  const claims = parseClaimsParameter(form.get('claims'));
  if (missingContexts(world, grant.session, claims.essentialAcrs).length > 0) {
    throw new SignInRefusal(
      'interaction_required',
      50076,
      'Due to a configuration change made by your administrator, you must use multi-factor authentication to access the resource.',
      { suberror: 'basic_action', claims: form.get('claims') ?? '' },
    );
  }
  const scopes =
    form.get('scope') === null ? grant.scopes : settleScopes(world, form.get('scope') ?? '');
  world.signIn.dropRefreshToken(token);
  const capabilities = claims.capabilities.length > 0 ? claims.capabilities : grant.capabilities;
  return tokenBody(
    world,
    person,
    { ...grant, nonce: undefined, scopes, capabilities },
    grant.expiresAt,
  );
}
