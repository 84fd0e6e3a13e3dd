import type { Clock } from '#bff/deps.ts';
import { type Answer, type Ask, exchange } from './exchange.ts';
import type { QuotaRules } from './quotaRules.ts';
import { initialQuota } from './quotaState.ts';

/** Where the state of the quota is kept. */
export interface SharedQuota {
  /** @throws AppError `database_unavailable` where it cannot be asked. */
  exchange(ask: Ask): Promise<Answer>;
}

/** Keeps the state in this process: for one backend alone. */
export function createMemoryQuota(clock: Clock, rules: QuotaRules): SharedQuota {
  let state = initialQuota(rules, clock.now());
  return {
    async exchange(ask) {
      const next = exchange(state, ask, clock.now(), rules);
      state = next.state;
      return next.answer;
    },
  };
}
