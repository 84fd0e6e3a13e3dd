import type { CallClass, CallCost } from '#bff/graph/limiter/callClass.ts';
import { createGraphLimiter, type GraphLimiter } from '#bff/graph/limiter/graphLimiter.ts';
import { quotaRules } from '#bff/graph/limiter/quotaRules.ts';
import { createMemoryQuota, type SharedQuota } from '#bff/graph/limiter/sharedQuota.ts';
import { VirtualTime } from '#bff/graph/limiter/virtualTime.ts';
import { createLogger } from '#bff/log/logger.ts';
import { UsageQuota } from '#e2e/tenant/scripting/usageQuota.ts';

const READ: CallCost = { writes: 0, units: 1 };
const WRITE: CallCost = { writes: 1, units: 1 };
const SERVICE_MS = 300;
const DATABASE_MS = 2;
const CHALLENGE_MS = 300_000;
/** Of each backend. */
const WORKERS = 32;
const MOST_TRIES = 10;
/** Somebody registers a key by hand meanwhile. */
const PERSON_EVERY_MS = 10_000;

/** What became of a batch. */
export interface BatchResult {
  readonly minutes: number;
  readonly givenUp: number;
  readonly calls: number;
  readonly throttled: number;
  /** What the backend with less of it registered, as a share of the whole. */
  readonly leastShare: number;
  /** For how long calls of people at the page waited for their turn. */
  readonly personWaitsMs: readonly number[];
}

/**
 * Registers so many keys with two backends, each its own limiter over one shared state, against the tenant's quota as it is
 * published. Limiters and quota are the real ones; only time is not, nor the network.
 */
export async function registerBatch(count: number): Promise<BatchResult> {
  const time = new VirtualTime();
  const graph = new UsageQuota({}, time.clock.now());
  const rules = quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 });
  const shared = slowed(createMemoryQuota(time.clock, rules), time);
  const total = { left: count, givenUp: 0, calls: 0, throttled: 0, isOver: false };
  const backends = [1, 2].map((seed) => ({ limiter: limiterOver(shared, time, seed), done: 0 }));
  const personWaitsMs: number[] = [];

  /** @returns whether Graph took it. */
  async function call(
    { admit, report }: GraphLimiter,
    [callClass, cost]: readonly [CallClass, CallCost],
    options: { readonly usableUntil?: number; readonly opensChallenge?: boolean } = {},
    isRepeat = false,
  ): Promise<boolean> {
    await admit(callClass, cost, { deadlineMs: 60_000, ...options });
    total.calls += 1;
    await time.sleep(SERVICE_MS);
    const { retryAfterSeconds, percentage } = graph.take(cost, time.clock.now());
    const isThrottled = retryAfterSeconds !== null;
    if (isThrottled) total.throttled += 1;
    await report({
      ...{ cost, isRepeat, isAnswered: !isThrottled },
      throttled: isThrottled ? { retryAfterSeconds } : null,
      percentage: percentage >= 0.8 ? percentage : 0,
    });
    return !isThrottled;
  }

  async function register(limiter: GraphLimiter): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      try {
        const isRepeat = tries > 0;
        if (!(await call(limiter, ['bulk', READ], { opensChallenge: true }, isRepeat))) continue;
        const usableUntil = time.clock.now() + CHALLENGE_MS;
        if (await call(limiter, ['bulk', WRITE], { usableUntil }, isRepeat)) return true;
      } catch {
        await time.sleep(1_000);
      }
    }
    return false;
  }

  async function work(backend: (typeof backends)[number]): Promise<void> {
    while (total.left > 0) {
      total.left -= 1;
      if (await register(backend.limiter)) backend.done += 1;
      else total.givenUp += 1;
    }
  }

  async function person({ limiter }: (typeof backends)[number]): Promise<void> {
    while (!total.isOver) {
      await time.sleep(PERSON_EVERY_MS);
      const since = time.clock.now();
      await call(limiter, ['interactive', WRITE]);
      personWaitsMs.push(time.clock.now() - since - SERVICE_MS);
    }
  }

  const workers = backends.flatMap((one) => Array.from({ length: WORKERS }, () => work(one)));
  const people = backends.slice(0, 1).map(person);
  const batch = Promise.all(workers).then(() => {
    total.isOver = true;
    return time.clock.now() / 60_000;
  });
  const minutes = await time.run(batch);
  await time.run(Promise.all(people));
  return {
    ...{ minutes, personWaitsMs },
    ...{ givenUp: total.givenUp, calls: total.calls, throttled: total.throttled },
    leastShare: Math.min(...backends.map(({ done }) => done)) / count,
  };
}

function limiterOver(quota: SharedQuota, time: VirtualTime, seed: number): GraphLimiter {
  let state = seed;
  const random = () => {
    // Park and Miller: the same batch each time.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const ports = { clock: time.clock, sleep: time.sleep, random };
  const log = createLogger({ write: () => undefined, now: time.clock.now });
  const limiter = createGraphLimiter({ quota, alone: quota, ports, log, queueLength: 10_000 });
  return {
    admit: (...call) => limiter.admit(...call),
    report: (outcome) => limiter.report(outcome),
  };
}

/** As far away as a database. */
function slowed(quota: SharedQuota, time: VirtualTime): SharedQuota {
  return {
    async exchange(ask) {
      await time.sleep(DATABASE_MS);
      return quota.exchange(ask);
    },
  };
}
