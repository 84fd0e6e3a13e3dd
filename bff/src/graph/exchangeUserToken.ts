import { AuthError, ClientAuthErrorCodes, InteractionRequiredAuthError } from '@azure/msal-node';
import type { ClientCredential } from '#bff/config/readGraphCredential.ts';
import type { Config } from '#bff/config.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import type { Secret } from '#bff/log/secret.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { createSignInClient, refusalName, toAcquired } from './acquireAppToken.ts';
import type { AcquiredToken } from './appToken.ts';
import { isJsonObject } from './isJsonObject.ts';

/** One's own passkeys and nothing else. */
const PERMISSION = 'UserAuthMethod-Passkey.ReadWrite';
/** AADSTS65001 and 90094: nobody has consented to the permission. */
const NO_CONSENT: readonly string[] = ['65001', '90094'];

/**
 * Exchanges a person's token for our API for one for Graph in their name.
 * @throws HttpFailure `session_step_up` with what Entra wants of their sign-in; AppError `session_expired` for a token that
 * is good for no exchange; GraphError `graph_forbidden` without consent, `graph_unauthorized`, `graph_unavailable`.
 * @see OAuth 2.0 On-Behalf-Of flow (Microsoft identity platform); RFC 7523 §2.1
 */
export type ExchangeUserToken = (userToken: Secret<string>) => Promise<AcquiredToken>;

/** Builds it for the application whose tokens these are: Entra lets no other exchange them. */
export function createExchangeUserToken(
  config: Pick<Config, 'tenantId' | 'loginOrigin' | 'graphOrigin'>,
  credential: ClientCredential,
  fetchPort: typeof fetch = fetch,
): ExchangeUserToken {
  const scopes = [`${config.graphOrigin}/${PERMISSION}`];
  return async (userToken) => {
    try {
      // A client for each exchange: what the library keeps of it goes with it.
      const client = createSignInClient(config, credential, fetchPort);
      const oboAssertion = userToken.reveal();
      return toAcquired(
        await client.acquireTokenOnBehalfOf({ oboAssertion, scopes, skipCache: true }),
      );
    } catch (error) {
      throw failureOf(error);
    }
  };
}

/** The library's errors hold Entra's long texts; only its short names go on. */
function failureOf(error: unknown): AppError {
  if (!(error instanceof AuthError) || error.errorCode === ClientAuthErrorCodes.networkError) {
    return new GraphError('graph_unavailable', 'the sign-in service does not answer');
  }
  const graphCode = refusalName(error);
  if (NO_CONSENT.some((number) => graphCode.endsWith(`AADSTS${number}`))) {
    return new GraphError('graph_forbidden', 'nobody has consented to the permission', {
      graphCode,
    });
  }
  if (error instanceof InteractionRequiredAuthError) {
    const { claims } = error;
    return new HttpFailure('session_step_up', 'Entra wants more of this sign-in', {
      ...(isJsonObject(claims) && { claims }),
    });
  }
  if (error.errorCode === 'invalid_grant') {
    return new AppError('session_expired', 'the token is good for no exchange');
  }
  return new GraphError('graph_unauthorized', 'the sign-in service exchanges no token for us', {
    graphCode,
  });
}
