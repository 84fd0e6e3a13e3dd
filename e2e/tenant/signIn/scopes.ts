import type { World } from '../world.ts';
import { SignInRefusal } from './signInRefusal.ts';

const OPENID_SCOPES: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/**
 * Turns the scope parameter into OpenID scopes and short names of our API's scopes. The page may
 * ask for the one API it is registered for and nothing else: a Graph scope is refused.
 */
export function settleScopes(world: World, text: string): readonly string[] {
  const { clientId, scope } = world.settings.api;
  const ours = new Set(
    [`api://${clientId}/`, `${clientId}/`].flatMap((prefix) => [
      `${prefix}${scope}`,
      `${prefix}.default`,
    ]),
  );
  const settled = new Set<string>();
  for (const asked of text.split(/\s+/).filter(Boolean)) {
    if (OPENID_SCOPES.includes(asked)) settled.add(asked);
    else if (ours.has(asked)) settled.add(scope);
    else {
      throw new SignInRefusal(
        'invalid_scope',
        70011,
        'The provided value for the input parameter scope is not valid.',
      );
    }
  }
  return [...settled];
}

/** The scopes of a token answer, spelled as the client asked for them. */
export function scopeText(world: World, scopes: readonly string[]): string {
  const { clientId, scope } = world.settings.api;
  return scopes.map((name) => (name === scope ? `api://${clientId}/${scope}` : name)).join(' ');
}
