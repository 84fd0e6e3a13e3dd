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

/** Passwords are looked up and phones are found in that time. */
const WINDOW_TIMEOUT_MS = 600_000;

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
    system: {
      popupBridgeTimeout: WINDOW_TIMEOUT_MS,
      // Opened at the sign-in itself: a station's policies let nothing else be opened, an empty page neither.
      navigatePopups: false,
    },
  });
  let initialized: Promise<void> | undefined;
  /** Asked for by the backend and not yet given: the next sign-in has to bring it. */
  let wantedClaims: string | undefined;

  const account = () => app.getActiveAccount() ?? app.getAllAccounts()[0] ?? null;
  // Once: a failed start of MSAL does not get better by calling it again.
  const initialize = () => (initialized ??= app.initialize());

  async function acquire(
    current: AccountInfo,
    renew: boolean,
    claims: string | undefined,
  ): Promise<AuthenticationResult> {
    try {
      return await app.acquireTokenSilent({
        scopes,
        account: current,
        forceRefresh: renew,
        ...(claims !== undefined && { claims }),
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
    async signInBeside(claims) {
      if (claims !== undefined) wantedClaims = claims;
      try {
        await initialize();
        const current = account();
        const { account: who } = await app.acquireTokenPopup({
          scopes,
          prompt: 'login',
          overrideInteractionInProgress: true,
          ...(current !== null && { account: current, loginHint: current.username }),
          ...(wantedClaims !== undefined && { claims: wantedClaims }),
        });
        if (current !== null && who.homeAccountId !== current.homeAccountId) {
          // What the page shows and what was chosen on it belong to the first one.
          await app.clearCache({ account: who });
          throw new AppError('session_other_person', 'Somebody else signed in');
        }
        wantedClaims = undefined;
        app.setActiveAccount(who);
      } catch (error) {
        throw toSessionFailure(error);
      }
    },
    async signOut() {
      try {
        await initialize();
        const current = account();
        // Whoever else signed in in this tab, too.
        await app.clearCache();
        await app.logoutRedirect({ account: current });
      } catch (error) {
        throw toSessionFailure(error);
      }
    },
    async forget() {
      try {
        await initialize();
        await app.clearCache();
      } catch (error) {
        throw toSessionFailure(error);
      }
    },
    async token({ renew = false, claims } = {}) {
      const current = account();
      if (current === null) throw new AppError('session_expired', 'Nobody is signed in');
      if (claims !== undefined) wantedClaims = claims;
      // Of this call alone: others do with the token that there is.
      const { accessToken } = await acquire(current, renew, claims);
      if (claims !== undefined) wantedClaims = undefined;
      return accessToken;
    },
  };
}

function toAccount({ name, username }: AccountInfo): SignedInAccount {
  return { name: name ?? username, username };
}
