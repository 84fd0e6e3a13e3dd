import type { Clock } from '#bff/deps.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Secret } from '#bff/log/secret.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';

const REFRESH_BEFORE_MS = 10 * 60_000;
const REFRESH_AT_SHARE = 0.8;
/** A token that ends within this is not sent any more. */
const LEAST_LEFT_MS = 30_000;
/** After a failed early refresh the token in hand serves on; Entra is asked again after this. */
const RETRY_EARLY_MS = 30_000;

/** A fresh token from Entra. */
export interface AcquiredToken {
  readonly token: Secret<string>;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Gets a new token, never a cached one. @throws GraphError `graph_unauthorized`, `graph_unavailable`. */
export type AcquireToken = () => Promise<AcquiredToken>;

/** Tokens for Graph of one holder, kept in memory only. */
export interface TokenSource {
  /** The current token, fetched when there is none. @throws GraphError `graph_unauthorized`, `graph_unavailable`. */
  get(): Promise<Secret<string>>;
  /** Another token than the one Graph refused; one fetch for all who report the same one. */
  renew(refused: Secret<string>): Promise<Secret<string>>;
}

interface HeldToken extends AcquiredToken {
  readonly refreshAt: number;
}

/**
 * Keeps one token: a single fetch for all who wait, renewed at 80 % of its life or 10 minutes before its end, in the
 * background while the old one is still good, so that a long batch does not notice.
 */
export function createAppTokenSource(
  acquire: AcquireToken,
  clock: Clock,
  log: Logger,
): TokenSource {
  let held: HeldToken | undefined;
  let running: Promise<HeldToken> | undefined;

  async function fetchToken(): Promise<HeldToken> {
    const startedAt = clock.now();
    try {
      const acquired = await acquire();
      const lifeMs = acquired.expiresAt - startedAt;
      const refreshInMs = Math.max(lifeMs * REFRESH_AT_SHARE, lifeMs - REFRESH_BEFORE_MS);
      held = { ...acquired, refreshAt: startedAt + refreshInMs };
      log.info('app_token_acquired', { durationMs: clock.now() - startedAt });
      return held;
    } catch (error) {
      const graphCode = error instanceof GraphError ? error.graphCode : undefined;
      log.error('app_token_failed', {
        code: failureCodeOf(error),
        ...(graphCode === undefined ? {} : { graphCode }),
      });
      throw error;
    }
  }

  function fetchOnce(): Promise<HeldToken> {
    running ??= fetchToken().finally(() => {
      running = undefined;
    });
    return running;
  }

  function refreshEarly(current: HeldToken): void {
    fetchOnce().catch(() => {
      if (held === current) held = { ...current, refreshAt: clock.now() + RETRY_EARLY_MS };
    });
  }

  return {
    async get() {
      const current = held;
      const now = clock.now();
      if (current === undefined || current.expiresAt - now < LEAST_LEFT_MS) {
        return (await fetchOnce()).token;
      }
      if (now >= current.refreshAt) refreshEarly(current);
      return current.token;
    },
    async renew(refused) {
      if (held !== undefined && held.token !== refused) return held.token;
      return (await fetchOnce()).token;
    },
  };
}
