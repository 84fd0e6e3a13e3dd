import {
  createLocalJWKSet,
  errors,
  type JWK,
  type JWSHeaderParameters,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import type { Clock } from '#bff/deps.ts';
import { AppError } from '#shared/failure/appError.ts';

const MAXIMUM_AGE_MS = 3_600_000;
/** How long old keys go on counting while the key endpoint does not answer. */
const STALE_AGE_MS = 24 * 3_600_000;
/** An unknown `kid` costs the endpoint at most one call in this time, whoever sends how many. */
const COOLDOWN_MS = 30_000;
const TIMEOUT_MS = 5_000;
const MAXIMUM_BYTES = 512 * 1024;

const keySet = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.string(),
      kid: z.string(),
      use: z.string().optional(),
      issuer: z.string().optional(),
    }),
  ),
});

export interface SigningKeysOptions {
  /** `{login}/{tenant}/discovery/v2.0/keys`. */
  readonly url: string;
  /** The tenant's issuer; keys that Entra marks for another issuer do not count. */
  readonly issuer: string;
  readonly tenantId: string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

function isOfIssuer(issuer: string | undefined, options: SigningKeysOptions): boolean {
  // Shared keys carry a template instead of the tenant.
  return issuer === undefined || issuer.replace('{tenantid}', options.tenantId) === options.issuer;
}

async function download(options: SigningKeysOptions): Promise<KeySet> {
  const response = await options.fetch(options.url, {
    redirect: 'manual',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body = response.status === 200 ? await response.text() : '';
  if (body === '' || body.length > MAXIMUM_BYTES) throw new TypeError('no key set in the answer');
  const { keys } = keySet.parse(JSON.parse(body));
  const usable = keys.filter(
    (key) => key.kty === 'RSA' && (key.use ?? 'sig') === 'sig' && isOfIssuer(key.issuer, options),
  );
  return createLocalJWKSet({ keys: usable as JWK[] });
}

/**
 * Finds the key that signed a token among the tenant's published keys. Keys are fetched on first use, hourly, and when
 * a token names an unknown one, but then at most every 30 seconds; one fetch serves all who wait.
 * @throws jose `JWKSNoMatchingKey` when the key is not published; AppError `graph_unavailable` when no keys can be had.
 */
export function createSigningKeys(options: SigningKeysOptions): JWTVerifyGetKey {
  let known: { keys: KeySet; at: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    triedAt = options.clock.now();
    try {
      known = { keys: await download(options), at: options.clock.now() };
    } catch (cause) {
      if (known !== undefined && options.clock.now() - known.at < STALE_AGE_MS) return;
      known = undefined;
      throw new AppError('graph_unavailable', 'the tenant does not give its signing keys', {
        cause,
      });
    }
  }

  function refreshOnce(): Promise<void> {
    running ??= refresh().finally(() => {
      running = undefined;
    });
    return running;
  }

  const isCoolingDown = () => options.clock.now() - triedAt < COOLDOWN_MS;

  async function current(): Promise<KeySet> {
    const isOld = known === undefined || options.clock.now() - known.at >= MAXIMUM_AGE_MS;
    if (running !== undefined || (isOld && !isCoolingDown())) await refreshOnce();
    if (known === undefined) {
      throw new AppError('graph_unavailable', 'the tenant does not give its signing keys');
    }
    return known.keys;
  }

  return async (header: JWSHeaderParameters, token) => {
    const keys = await current();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || isCoolingDown()) throw error;
      await refreshOnce();
      return (await current())(header, token);
    }
  };
}
