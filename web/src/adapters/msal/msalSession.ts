import {
  type AccountInfo,
  type AuthenticationResult,
  PublicClientApplication,
} from '@azure/msal-browser';
import type { PageConfig } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { SessionPort, SignedInAccount, TokenPort } from '#web/usecases/ports.ts';
import { toSessionFailure } from './sessionFailure.ts';

/** The page that the identity provider comes back to; it loads MSAL's redirect bridge and nothing else. */
const REDIRECT_PAGE = '/redirect.html';

/** Says to Entra that this page can answer claims challenges (continuous access evaluation, step-up). */
const CLAIMS_CHALLENGES = 'CP1';

/**
 * Signs in with MSAL by redirect and gets tokens for the one scope of our own API. The cache lives in sessionStorage, so
 * it ends with the tab; nothing is shared between tabs of a station.
 */
export function createMsalSession(auth: PageConfig['auth']): SessionPort & TokenPort {
  const { clientId, authority, scope, knownAuthorities, authorityMetadata } = auth;
  const scopes = [scope];
  const app = new PublicClientApplication({
    auth: {
      clientId,
      authority,
      redirectUri: REDIRECT_PAGE,
      postLogoutRedirectUri: '/',
      clientCapabilities: [CLAIMS_CHALLENGES],
      ...(knownAuthorities === undefined ? {} : { knownAuthorities }),
      ...(authorityMetadata === undefined ? {} : { authorityMetadata }),
    },
    cache: { cacheLocation: 'sessionStorage' },
  });
  let initialized: Promise<void> | undefined;
  /** Asked for by the backend and not yet given: the next sign-in has to bring it. */
  let wantedClaims: string | undefined;

  const account = () => app.getActiveAccount() ?? app.getAllAccounts()[0] ?? null;
  // Once: a failed start of MSAL does not get better by calling it again.
  const initialize = () => (initialized ??= app.initialize());

  async function acquire(current: AccountInfo, renew: boolean): Promise<AuthenticationResult> {
    try {
      return await app.acquireTokenSilent({
        scopes,
        account: current,
        forceRefresh: renew,
        ...(wantedClaims === undefined ? {} : { claims: wantedClaims }),
      });
    } catch (error) {
      throw toSessionFailure(error);
    }
  }

  return {
    async start() {
      try {
        await initialize();
        const result = await app.handleRedirectPromise();
        if (result !== null) app.setActiveAccount(result.account);
      } catch (error) {
        throw toSessionFailure(error);
      }
      const current = account();
      if (current === null) return null;
      app.setActiveAccount(current);
      return toAccount(current);
    },
    async signIn({ anew = false } = {}) {
      try {
        await initialize();
        const current = account();
        await app.loginRedirect({
          scopes,
          ...(current === null ? {} : { loginHint: current.username }),
          ...(wantedClaims === undefined ? {} : { claims: wantedClaims }),
          ...(anew ? { prompt: 'login' } : {}),
        });
      } catch (error) {
        throw toSessionFailure(error);
      }
    },
    async signOut() {
      try {
        await initialize();
        await app.logoutRedirect({ account: account() });
      } catch (error) {
        throw toSessionFailure(error);
      }
    },
    async token({ renew = false, claims } = {}) {
      const current = account();
      if (current === null) throw new AppError('session_expired', 'Nobody is signed in');
      if (claims !== undefined) wantedClaims = claims;
      const { accessToken } = await acquire(current, renew);
      wantedClaims = undefined;
      return accessToken;
    },
  };
}

function toAccount({ name, username }: AccountInfo): SignedInAccount {
  return { name: name ?? username, username };
}
