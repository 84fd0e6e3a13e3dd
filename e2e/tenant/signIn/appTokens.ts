import { type KeyObject, randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify } from 'jose';
import type { World } from '../world.ts';
import { compactJwt } from './compactJwt.ts';

const MOST_KEPT = 8;
const GRAPH_AUDIENCE = 'https://graph.microsoft.com';

/** Claims of a Graph token that the Graph side reads. */
export interface GraphToken {
  readonly appId: string;
  /** Application permissions, or those that a person has lent to the application. */
  readonly permissions: readonly string[];
  /** In whose name; null: the application's own. */
  readonly personId: string | null;
}

/** Issues an app-only Graph token. Nobody but Graph is meant to look inside. */
export function issueAppToken(
  world: World,
  clientId: string,
  permissions: readonly string[],
): string {
  const claims = { idtyp: 'app', roles: permissions };
  return issueGraphToken(world, clientId, world.live.appTokenSeconds, claims);
}

/** Issues a Graph token in the name of a person. */
export function issueDelegatedToken(
  world: World,
  clientId: string,
  { personId, permissions, seconds }: Delegation,
): string {
  const claims = { idtyp: 'user', oid: personId, scp: permissions.join(' ') };
  return issueGraphToken(world, clientId, seconds, claims);
}

interface Delegation {
  readonly personId: string;
  readonly permissions: readonly string[];
  readonly seconds: number;
}

function issueGraphToken(
  world: World,
  clientId: string,
  seconds: number,
  claims: Readonly<Record<string, unknown>>,
): string {
  const now = Math.floor(world.now() / 1000);
  const { tenantId } = world.settings;
  const key = world.carried.keys.graph;
  return compactJwt(
    { typ: 'JWT', nonce: randomUUID(), alg: 'ES256', kid: key.kid },
    {
      aud: GRAPH_AUDIENCE,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + seconds,
      appid: clientId,
      ...claims,
      tid: tenantId,
      ver: '1.0',
      xms_generation: world.signIn.appTokenGeneration,
    },
    'ES256',
    key.privateKey,
  );
}

/** Tokens whose signature held once, by the key that made it; their times are looked at each time. */
const sound = new WeakMap<KeyObject, Map<string, JWTPayload>>();

/** @throws for a token that is not signed by this key, for another audience, or out of its time. */
async function verified(token: string, key: KeyObject, now: number): Promise<JWTPayload> {
  const known = sound.get(key) ?? new Map<string, JWTPayload>();
  sound.set(key, known);
  const before = known.get(token);
  const { nbf = Infinity, exp = 0 } = before ?? {};
  if (before !== undefined && nbf * 1000 <= now && now < exp * 1000) return before;
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['ES256'],
    audience: GRAPH_AUDIENCE,
    currentDate: new Date(now),
  });
  if (known.size >= MOST_KEPT) known.clear();
  known.set(token, payload);
  return payload;
}

/** Reads a Graph token back; undefined says it is not one of ours, or too old. */
export async function readGraphToken(world: World, token: string): Promise<GraphToken | undefined> {
  try {
    const payload = await verified(token, world.carried.keys.graph.publicKey, world.now());
    const { roles, scp, oid, appid, xms_generation: generation } = payload;
    if (typeof appid !== 'string') return undefined;
    if (generation !== world.signIn.appTokenGeneration) return undefined;
    if (typeof oid === 'string' && typeof scp === 'string') {
      return { appId: appid, permissions: scp.split(' '), personId: oid };
    }
    if (!Array.isArray(roles)) return undefined;
    const permissions = roles.filter((role) => typeof role === 'string');
    return { appId: appid, permissions, personId: null };
  } catch {
    return undefined;
  }
}
