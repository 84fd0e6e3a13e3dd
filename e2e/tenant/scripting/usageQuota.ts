/** How much an application may do in a tenant, as Microsoft publishes it for identity and access. */
export interface QuotaOptions {
  /** Changes; 3,000 in 150 s are published. */
  readonly writes?: Allowance;
  /** Resource units; 3,500, 5,000 or 8,000 in 10 s by the size of the tenant. */
  readonly units?: Allowance;
}

interface Allowance {
  readonly amount: number;
  readonly seconds: number;
}

/** What a request costs. */
export interface UsageCost {
  readonly writes: number;
  readonly units: number;
}

/** What the quota says to a request. */
export interface UsageVerdict {
  /** Null: it may pass. */
  readonly retryAfterSeconds: number | null;
  readonly limit: keyof UsageCost;
  /** How much of the quota is in use; Graph speaks of it from 0.8 on. */
  readonly percentage: number;
}

const PUBLISHED = {
  writes: { amount: 3_000, seconds: 150 },
  units: { amount: 3_500, seconds: 10 },
} as const satisfies Record<keyof UsageCost, Allowance>;
/** Graph names no more than this. */
const MOST = 1.8;
/** Base costs of reads by path; the first that fits. Everything else costs 1. */
const READ_COSTS: readonly (readonly [path: RegExp, units: number])[] = [
  [/\/groups\/[^/]+\/transitiveMembers(\/|$)/i, 5],
  [/\/groups\/[^/]+\/members(\/|$)/i, 3],
  [/\/users\/[^/]+\/(transitiveMemberOf|memberOf)(\/|$)/i, 2],
  [/\/users(\/[^/]+)?$/i, 2],
];

/** The published cost of a request: `$select` and a small `$top` make a read cheaper, `$expand` dearer, never below 1. */
export function usageCost(method: string, url: URL): UsageCost {
  if (/\/\$batch$/i.test(url.pathname)) return { writes: 0, units: 0 };
  if (method !== 'GET') return { writes: 1, units: 1 };
  const base = READ_COSTS.find(([path]) => path.test(url.pathname))?.[1] ?? 1;
  const query = new Map([...url.searchParams].map(([name, text]) => [name.toLowerCase(), text]));
  const top = Number(query.get('$top') ?? Number.NaN);
  const units =
    base - (query.has('$select') ? 1 : 0) + (query.has('$expand') ? 1 : 0) - (top < 20 ? 1 : 0);
  return { writes: 0, units: Math.max(1, units) };
}

/** Buckets that leak: what was used runs out evenly, and refused requests fill them as well. */
export class UsageQuota {
  readonly #allowed: Record<keyof UsageCost, Allowance>;
  readonly #used = { writes: 0, units: 0 };
  #at: number;

  constructor(options: QuotaOptions, now: number) {
    this.#allowed = { ...PUBLISHED, ...options };
    this.#at = now;
  }

  /** Counts a request. @param now milliseconds. */
  take(cost: UsageCost, now: number): UsageVerdict {
    const passedMs = Math.max(0, now - this.#at);
    this.#at = Math.max(now, this.#at);
    const verdicts = (['writes', 'units'] as const).map((limit) =>
      this.#count(limit, cost[limit], passedMs),
    );
    const [first, ...others] = verdicts.toSorted((a, b) => b.percentage - a.percentage);
    if (first === undefined) throw new TypeError('a quota of nothing');
    return [first, ...others].find(({ retryAfterSeconds }) => retryAfterSeconds !== null) ?? first;
  }

  #count(limit: keyof UsageCost, cost: number, passedMs: number): UsageVerdict {
    const { amount, seconds } = this.#allowed[limit];
    const perMs = amount / seconds / 1000;
    const used = Math.max(0, this.#used[limit] - passedMs * perMs) + cost;
    this.#used[limit] = Math.min(used, amount * MOST);
    // A request that costs nothing of a quota is not held up by it.
    const isOver = cost > 0 && used > amount;
    return {
      limit,
      percentage: this.#used[limit] / amount,
      retryAfterSeconds: isOver
        ? Math.max(1, Math.ceil((this.#used[limit] - amount) / perMs / 1000))
        : null,
    };
  }
}
