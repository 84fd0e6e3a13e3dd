import type { World } from '../world.ts';
import { parseClaimsParameter } from './claimsParameter.ts';
import { settleScopes } from './scopes.ts';
import { SignInRefusal } from './signInRefusal.ts';

type Prompt = 'none' | 'select_account' | 'login' | undefined;

/** An authorize request that has passed every check. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly responseMode: 'fragment' | 'query';
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
  readonly prompt: Prompt;
  readonly loginHint: string | undefined;
  readonly essentialAcrs: readonly string[];
  readonly capabilities: readonly string[];
}

/** Where to send the answer. Known before the rest is checked, so that errors can go there too. */
export interface ReplyTarget {
  readonly redirectUri: string;
  readonly responseMode: 'fragment' | 'query';
  readonly state: string | undefined;
}

/** Client and redirect address. A fault here is shown on a page and never redirected. */
export function parseReplyTarget(world: World, query: URLSearchParams): ReplyTarget {
  const { spa } = world.settings;
  if (query.get('client_id') !== spa.clientId) {
    throw new SignInRefusal(
      'unauthorized_client',
      700016,
      'Application was not found in the directory.',
    );
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!spa.redirectUris.includes(redirectUri)) {
    throw new SignInRefusal(
      'invalid_request',
      50011,
      'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
    );
  }
  const mode = query.get('response_mode') ?? 'query';
  if (mode !== 'query' && mode !== 'fragment') {
    throw new SignInRefusal(
      'invalid_request',
      900144,
      `The response_mode '${mode}' is not supported.`,
    );
  }
  return { redirectUri, responseMode: mode, state: query.get('state') ?? undefined };
}

function parsePrompt(text: string | null): Prompt {
  if (text === null) return undefined;
  if (text === 'none' || text === 'select_account' || text === 'login') return text;
  throw new SignInRefusal('invalid_request', 90023, `Unsupported 'prompt' value.`);
}

/** Everything else: code flow with PKCE S256, known scopes, readable claims. */
export function parseAuthorizeRequest(
  world: World,
  query: URLSearchParams,
  target: ReplyTarget,
): AuthorizeRequest {
  if (query.get('response_type') !== 'code') {
    throw new SignInRefusal(
      'unsupported_response_type',
      700054,
      'Only response_type code is enabled for the application.',
    );
  }
  const codeChallenge = query.get('code_challenge') ?? '';
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
    throw new SignInRefusal(
      'invalid_request',
      9002325,
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    );
  }
  return {
    ...target,
    clientId: world.settings.spa.clientId,
    nonce: query.get('nonce') ?? undefined,
    codeChallenge,
    scopes: settleScopes(world, query.get('scope') ?? ''),
    prompt: parsePrompt(query.get('prompt')),
    loginHint: query.get('login_hint')?.toLowerCase(),
    ...parseClaimsParameter(query.get('claims')),
  };
}
