import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Config } from '#bff/config.ts';
import type { Clock } from '#bff/deps.ts';
import { AppError } from '#shared/failure/appError.ts';
import { readCaller } from './accessTokenClaims.ts';
import type { ValidateToken } from './caller.ts';
import { rememberCallers, type Validated } from './rememberCallers.ts';
import { createSigningKeys } from './signingKeys.ts';

const LEEWAY_SECONDS = 60;

type TokenConfig = Pick<
  Config,
  'tenantId' | 'apiClientId' | 'apiScope' | 'pageClientId' | 'loginOrigin'
>;

function refusal(cause: unknown): AppError {
  // Keys that cannot be had say nothing about the token.
  if (cause instanceof AppError) return cause;
  return cause instanceof errors.JWTExpired
    ? new AppError('session_expired', 'the access token has ended')
    : new AppError('session_missing', 'the access token is not one of ours');
}

/**
 * Validates access tokens of the tenant for our API, as Microsoft's access-token guidance and RFC 8725 ask:
 * RS256 only, key by `kid` from the tenant's own endpoint, exact issuer, audience, tenant, version, client and scope,
 * times with 60 s of leeway, users only.
 */
export function createTokenValidator(
  config: TokenConfig,
  clock: Clock,
  fetchPort: typeof fetch = fetch,
): ValidateToken {
  const issuer = `${config.loginOrigin}/${config.tenantId}/v2.0`;
  const keys = createSigningKeys({
    url: `${config.loginOrigin}/${config.tenantId}/discovery/v2.0/keys`,
    issuer,
    tenantId: config.tenantId,
    clock,
    fetch: fetchPort,
  });
  const keyOf: JWTVerifyGetKey = (header, token) => {
    // With one published key jose would take it for a header without `kid`.
    if (typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
    return keys(header, token);
  };
  const expected = {
    tenantId: config.tenantId,
    pageClientId: config.pageClientId,
    scope: config.apiScope,
    issuer,
  };
  const validate = async (token: string): Promise<Validated> => {
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, keyOf, {
        algorithms: ['RS256'],
        typ: 'JWT',
        issuer,
        audience: config.apiClientId,
        requiredClaims: ['exp', 'nbf', 'iat', 'aud', 'iss'],
        clockTolerance: LEEWAY_SECONDS,
        currentDate: new Date(clock.now()),
      }));
    } catch (cause) {
      throw refusal(cause);
    }
    const caller = readCaller(payload, expected);
    if (caller === null) throw refusal(undefined);
    return { caller, endsAt: ((payload.exp ?? 0) + LEEWAY_SECONDS) * 1000 };
  };
  return rememberCallers(validate, clock);
}
