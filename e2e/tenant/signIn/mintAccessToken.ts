import type { KeyObject } from 'node:crypto';
import type { World } from '../world.ts';
import { compactJwt } from './compactJwt.ts';
import { accessTokenClaims, idTokenClaims } from './userTokens.ts';

/** How a minted token differs from a good one. */
export interface MintOverrides {
  /** Object id or UPN; Adele Vance when absent. */
  readonly person?: string;
  /** An ID token has the page as audience and no scope. */
  readonly kind?: 'access' | 'id';
  /** Merged over the good claims; `undefined` takes a claim away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Merged over the good header; `undefined` takes a member away. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** The algorithm really used; the header says the same unless `header` lies. */
  readonly alg?: 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'HS256' | 'none';
  /** `foreign` was never published; `retired` was, until a rotation dropped it. */
  readonly key?: 'current' | 'retired' | 'foreign';
  /** Set `acrs` and age of the sign-in without a browser. */
  readonly acrs?: readonly string[];
  readonly signedInSecondsAgo?: number;
}

function without(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/**
 * Makes an access token as the token endpoint would, changed as the test says.
 * @throws TypeError when the person does not exist.
 */
export function mintAccessToken(world: World, overrides: MintOverrides = {}): string {
  const person = world.directory.findPerson(overrides.person ?? 'adele.vance@contoso.example');
  if (!person) throw new TypeError('no such person in the tenant');
  const now = world.now();
  const grant = {
    session: {
      id: 'minted',
      sid: 'minted',
      personId: person.id,
      authTime: Math.floor(now / 1000) - (overrides.signedInSecondsAgo ?? 0),
      endsAt: null,
      isStrong: false,
      verified: new Map((overrides.acrs ?? []).map((acr) => [acr, now] as const)),
    },
    clientId: world.settings.spa.clientId,
    scopes: [world.settings.api.scope],
    nonce: undefined,
    capabilities: ['cp1'],
  };
  const good =
    overrides.kind === 'id'
      ? idTokenClaims(world, person, grant)
      : accessTokenClaims(world, person, grant);
  const { keys } = world.carried;
  const pair = keys[overrides.key ?? 'current'];
  const alg = overrides.alg ?? 'RS256';
  const key: KeyObject = alg === 'HS256' ? pair.publicKey : pair.privateKey;
  const header = { typ: 'JWT', alg, kid: pair.kid, ...overrides.header };
  return compactJwt(without(header), without({ ...good, ...overrides.claims }), alg, key);
}
