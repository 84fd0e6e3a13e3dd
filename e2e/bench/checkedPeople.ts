import { createGraphBulkDirectory } from '#bff/graph/graphBulkDirectory.ts';
import { createGraphClient } from '#bff/graph/graphClient.ts';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import { createGraphLimiter } from '#bff/graph/limiter/graphLimiter.ts';
import { quotaRules } from '#bff/graph/limiter/quotaRules.ts';
import { createMemoryQuota } from '#bff/graph/limiter/sharedQuota.ts';
import { VirtualTime } from '#bff/graph/limiter/virtualTime.ts';
import { createLogger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { createPeopleLists } from '#bff/people/peopleLists.ts';
import { UsageQuota, usageCost } from '#e2e/tenant/scripting/usageQuota.ts';
import { checkPeople } from '#web/usecases/people/checkPeople.ts';
import { PeopleTable } from '#web/usecases/people/peopleTable.ts';

const ORIGIN = 'https://graph.microsoft.com';
const SERVICE_MS = 150;
const EXCLUDED_GROUP = '21111111-2222-4333-8444-555555555555';

/** What a check of so many people came to. */
export interface CheckedResult {
  readonly minutes: number;
  readonly reads: number;
  readonly throttled: number;
  readonly ready: number;
}

function idOf(index: number): string {
  return `11111111-2222-4333-8444-${String(index).padStart(12, '0')}`;
}

function userOf(id: string) {
  return {
    id,
    displayName: `Person ${id.slice(-6)}`,
    userPrincipalName: `${id.slice(-6)}@contoso.example`,
    accountEnabled: true,
    userType: 'Member',
  };
}

/** Graph's answers about people of whom nothing is special, under a policy that names a group. */
function answerTo(url: URL): unknown {
  const { pathname, searchParams } = url;
  if (pathname.endsWith('/fido2')) {
    const includeTargets = [{ targetType: 'group', id: 'all_users' }];
    const excludeTargets = [{ targetType: 'group', id: EXCLUDED_GROUP }];
    return { state: 'enabled', includeTargets, excludeTargets };
  }
  if (!pathname.endsWith('/users')) return { value: [] };
  const ids = (searchParams.get('$filter') ?? '').match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
  return { value: ids.map(userOf) };
}

/**
 * Checks so many people as the page and the backend do it, against the quota as Microsoft publishes it for the smallest
 * tenants. Page, backend, limiter and quota are the real ones; only time is not, nor the network.
 */
export async function checkMany(count: number): Promise<CheckedResult> {
  const time = new VirtualTime();
  const { clock } = time;
  const graph = new UsageQuota({}, clock.now());
  const total = { reads: 0, throttled: 0 };
  const log = createLogger({ write: () => undefined, now: clock.now });
  const ports = {
    clock,
    sleep: time.sleep,
    random: () => 0.5,
    randomUuid: () => idOf(0),
    fetch: async (input: string | URL | Request) => {
      const url = new URL(input instanceof Request ? input.url : input);
      total.reads += 1;
      await time.sleep(SERVICE_MS);
      const { retryAfterSeconds } = graph.take(usageCost('GET', url), clock.now());
      if (retryAfterSeconds === null) return Response.json(answerTo(url));
      total.throttled += 1;
      const headers = { 'retry-after': String(retryAfterSeconds) };
      const error = { code: 'TooManyRequests', message: 'Too many requests.' };
      return Response.json({ error }, { status: 429, headers });
    },
  };
  const quota = createMemoryQuota(clock, quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 }));
  const limiter = createGraphLimiter({ quota, alone: quota, ports, log, queueLength: 10_000 });
  const secret = new Secret('token');
  const tokens = { get: async () => secret, renew: async () => secret };
  const client = createGraphClient({ origin: ORIGIN, tokens, limiter, log, ports });
  const config = {
    graphOrigin: ORIGIN,
    graphVersion: 'v1.0',
    challengeMinutes: 5,
    directoryCacheMs: 60_000,
    maximumPasskeys: 10,
    readsEligible: true,
  } as const;
  const lists = createPeopleLists({
    directory: createGraphDirectory({ config, client, clock }),
    bulk: createGraphBulkDirectory({ config, client, clock }),
    breakGlassIds: [],
  });
  const table = new PeopleTable();
  for (let index = 1; index <= count; index += 1) table.addPerson(userOf(idOf(index)));
  const timers = {
    now: clock.now,
    setTimeout: (callback: () => void, ms: number) => {
      const gone = new AbortController();
      const wait = async () => {
        await time.sleep(ms, gone.signal);
        callback();
      };
      wait().catch(() => undefined);
      return () => gone.abort();
    },
  };
  const port = {
    checkPeople: (userIds: readonly string[]) => lists.check(userIds, { operator: 'operator' }),
    resolvePeople: () => Promise.reject(new TypeError('everybody is known')),
  };
  const parts = { table, port, timers, onChange: () => undefined };
  await time.run(checkPeople(parts, new AbortController().signal));
  let ready = 0;
  for (let at = 0; at < table.size; at += 1) if (table.statusAt(at) === 'ready') ready += 1;
  return { minutes: clock.now() / 60_000, ready, ...total };
}
