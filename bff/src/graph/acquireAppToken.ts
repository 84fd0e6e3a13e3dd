import { readFile } from 'node:fs/promises';
import {
  AuthError,
  type AuthenticationResult,
  ClientAuthErrorCodes,
  ConfidentialClientApplication,
  InteractionRequiredAuthError,
  ManagedIdentityApplication,
  type NodeAuthOptions,
  ServerError,
} from '@azure/msal-node';
import type { ClientCredential } from '#bff/config/readGraphCredential.ts';
import type { Config } from '#bff/config.ts';
import { Secret } from '#bff/log/secret.ts';
import { GraphError } from '#shared/failure/appError.ts';
import type { AcquiredToken, AcquireToken } from './appToken.ts';
import { createSignInNetwork } from './signInNetwork.ts';

type TokenConfig = Pick<Config, 'tenantId' | 'loginOrigin' | 'graphOrigin' | 'graphCredential'>;
/** Where the sign-in service is. */
type SignInAddress = Pick<Config, 'tenantId' | 'loginOrigin'>;

/** @throws RangeError for an answer without a token. */
export function toAcquired(result: AuthenticationResult | null): AcquiredToken {
  if (!result?.accessToken || result.expiresOn === null) {
    throw new RangeError('the sign-in service sent no token');
  }
  return { token: new Secret(result.accessToken), expiresAt: result.expiresOn.getTime() };
}

/** Entra's short names of a refusal, such as `invalid_client AADSTS700027`, for whoever has to mend it. */
export function refusalName(error: AuthError): string {
  const isAnswer = error instanceof ServerError || error instanceof InteractionRequiredAuthError;
  const number = isAnswer ? error.errorNo : undefined;
  return number === undefined ? error.errorCode : `${error.errorCode} AADSTS${number}`;
}

/** The library's errors hold Entra's long texts; only its short names go on. */
async function acquired(result: Promise<AuthenticationResult | null>): Promise<AcquiredToken> {
  try {
    return toAcquired(await result);
  } catch (error) {
    if (error instanceof AuthError && error.errorCode !== ClientAuthErrorCodes.networkError) {
      throw new GraphError('graph_unauthorized', 'the sign-in service gives the backend no token', {
        graphCode: refusalName(error),
      });
    }
    throw new GraphError('graph_unavailable', 'the sign-in service does not answer');
  }
}

/** Endpoints are fixed and given to the library, so it looks nothing up on the internet. */
function authorityOf(config: SignInAddress) {
  const { host } = new URL(config.loginOrigin);
  const base = `${config.loginOrigin}/${config.tenantId}`;
  return {
    // The library insists on https in this text; for an emulator the real addresses are the ones below.
    authority: `https://${host}/${config.tenantId}`,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    }),
  };
}

function proofOf(credential: ClientCredential): Partial<NodeAuthOptions> {
  switch (credential.kind) {
    case 'certificate':
      // With a SHA-256 thumbprint the library signs PS256 and sends x5t#S256.
      return {
        clientCertificate: {
          thumbprintSha256: credential.thumbprintSha256,
          privateKey: credential.privateKey.reveal(),
        },
      };
    case 'federated':
      // Read for every token: the platform replaces the file before the assertion ends.
      return {
        clientAssertion: async () => (await readFile(credential.tokenFile, 'utf8')).trim(),
      };
    case 'secret':
      return { clientSecret: credential.secret.reveal() };
  }
}

/** The library's client of one of our applications. It keeps what it gets in memory. */
export function createSignInClient(
  address: SignInAddress,
  credential: ClientCredential,
  fetchPort: typeof fetch,
): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { clientId: credential.clientId, ...authorityOf(address), ...proofOf(credential) },
    system: { networkClient: createSignInNetwork(fetchPort) },
  });
}

/** Builds the fetching of Graph tokens for the configured credential; the library's own cache is passed over. */
export function createAcquireToken(
  config: TokenConfig,
  fetchPort: typeof fetch = fetch,
): AcquireToken {
  const { graphCredential } = config;
  if (graphCredential.kind === 'managedIdentity') {
    const { clientId } = graphCredential;
    const system = { networkClient: createSignInNetwork(fetchPort) };
    const identity = new ManagedIdentityApplication({
      system,
      ...(clientId === null ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
    });
    return () =>
      acquired(identity.acquireToken({ resource: config.graphOrigin, forceRefresh: true }));
  }
  const client = createSignInClient(config, graphCredential, fetchPort);
  const scopes = [`${config.graphOrigin}/.default`];
  return () => acquired(client.acquireTokenByClientCredential({ scopes, skipCache: true }));
}
