import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { World } from '../world.ts';
import { issueDelegatedToken } from './appTokens.ts';
import { authenticateClient } from './clientAuthentication.ts';
import { SignInRefusal } from './signInRefusal.ts';
import { issuerOf } from './userTokens.ts';

/** RFC 7523 §2.1, by which Entra exchanges tokens on behalf of people. */
export const EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const OPENID_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

function refuse(aadsts: number, message: string): SignInRefusal {
  return new SignInRefusal('invalid_grant', aadsts, message);
}

/** A token of ours for exactly the application that exchanges it, of a person and in its time. */
async function checkAssertion(world: World, assertion: string): Promise<JWTPayload> {
  const { api, tenantId } = world.settings;
  let payload: JWTPayload;
  try {
    const { kid } = decodeProtectedHeader(assertion);
    const key = world.carried.keys.published.find((published) => published.kid === kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    ({ payload } = await jwtVerify(assertion, key.publicKey, {
      algorithms: ['RS256'],
      issuer: issuerOf(world),
      audience: api.clientId,
      requiredClaims: ['exp', 'nbf', 'oid', 'scp', 'tid'],
      currentDate: new Date(world.now()),
    }));
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw refuse(500133, 'Assertion is not within its valid time range.');
    }
    throw refuse(50013, 'Assertion failed signature validation.');
  }
  const isOurs = payload['tid'] === tenantId && payload['ver'] === '2.0';
  const scopes = String(payload['scp']).split(' ');
  if (!isOurs || !scopes.includes(api.scope) || payload['idtyp'] === 'app') {
    throw refuse(50013, 'Assertion failed validation.');
  }
  return payload;
}

/** The Graph permissions that are asked for, by any of Graph's names here. */
function askedPermissions(world: World, text: string): string[] {
  const prefixes = ['https://graph.microsoft.com/', `${world.carried.origin}/`];
  const asked = text.split(/\s+/).filter((scope) => scope !== '' && !OPENID_SCOPES.includes(scope));
  const names = asked.map((scope) => {
    const prefix = prefixes.find((known) => scope.startsWith(known));
    return prefix === undefined ? undefined : scope.slice(prefix.length);
  });
  if (names.length === 0 || names.includes(undefined)) {
    throw new SignInRefusal('invalid_scope', 70011, 'The provided value for scope is not valid.');
  }
  return names.filter((name) => name !== undefined);
}

/** What Conditional Access wants of the sign-in before Graph may be asked in its name. */
function checkContext(world: World, payload: JWTPayload): void {
  const { exchangeContext } = world.live;
  const { acrs } = payload;
  if (exchangeContext === null || (Array.isArray(acrs) && acrs.includes(exchangeContext))) return;
  throw new SignInRefusal(
    'interaction_required',
    50076,
    'Due to a configuration change made by your administrator, you must use multi-factor authentication to access the resource.',
    {
      suberror: 'basic_action',
      claims: JSON.stringify({
        access_token: { acrs: { essential: true, value: exchangeContext } },
      }),
    },
  );
}

/** Exchanges a person's token for our API for one for Graph, as far as an administrator has consented. */
export async function exchangeOnBehalfOf(
  world: World,
  form: URLSearchParams,
): Promise<Record<string, unknown>> {
  const { api } = world.settings;
  await authenticateClient(world, form, api);
  if (form.get('requested_token_use') !== 'on_behalf_of') {
    throw new SignInRefusal('invalid_request', 900144, 'requested_token_use is missing.');
  }
  const payload = await checkAssertion(world, form.get('assertion') ?? '');
  const asked = askedPermissions(world, form.get('scope') ?? '');
  const person = world.directory.findPerson(String(payload['oid']));
  if (!person?.accountEnabled) throw refuse(50057, 'The user account is disabled.');
  const missing = asked.filter((name) => name !== '.default' && !api.delegated.includes(name));
  if (missing.length > 0 || api.delegated.length === 0) {
    throw new SignInRefusal(
      'invalid_grant',
      65001,
      'The user or administrator has not consented to use the application.',
      { suberror: 'consent_required' },
    );
  }
  checkContext(world, payload);
  const left = (payload.exp ?? 0) - Math.floor(world.now() / 1000);
  const seconds = Math.min(world.live.userTokenSeconds, left);
  return {
    token_type: 'Bearer',
    scope: api.delegated.map((name) => `https://graph.microsoft.com/${name}`).join(' '),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: issueDelegatedToken(world, api.clientId, {
      personId: person.id,
      permissions: api.delegated,
      seconds,
    }),
  };
}
