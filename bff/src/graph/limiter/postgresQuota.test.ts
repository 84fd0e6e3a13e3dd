import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queries } from '#bff/store/queries.ts';
import type { Store } from '#bff/store/store.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { REAL_GRAPH_PORTS } from '../graphPorts.ts';
import { createGraphLimiter } from './graphLimiter.ts';
import { createPostgresQuota } from './postgresQuota.ts';
import { createMemoryQuota, type SharedQuota } from './sharedQuota.ts';
import { many, QUIET, RULES, read, write } from './testQuota.ts';

const COMMON = {
  tenantId: '5b0c7e0a-41f6-4c3e-9a55-2f6d1c8e7a10',
  rules: RULES,
  ports: REAL_GRAPH_PORTS,
} as const;

describe('the quota in PostgreSQL', () => {
  let database: TestStore;
  let second: Store;
  let applications = 0;
  beforeAll(async () => {
    database = await createTestStore();
    second = await database.reopen();
  });
  afterAll(async () => {
    await second.close();
    await database.close();
  });

  /** The same application's quota as two backends see it; nobody else uses it. */
  function pair(): [SharedQuota, SharedQuota] {
    applications += 1;
    const own = { ...COMMON, applicationId: `app-${applications}` };
    return [
      createPostgresQuota({ ...own, store: database.store }),
      createPostgresQuota({ ...own, store: second }),
    ];
  }
  const granted = async (quota: SharedQuota, count: number) => {
    const wants = many(count, write('interactive'));
    const { verdicts } = await quota.exchange({ wants, outcomes: QUIET });
    return verdicts.filter((verdict) => verdict === null).length;
  };
  const throttle = (quota: SharedQuota, retryAfterSeconds: number) =>
    quota.exchange({
      wants: [],
      outcomes: { ...QUIET, calls: 1, throttled: [{ of: 'writes', retryAfterSeconds }] },
    });
  const revision = async () => {
    const rows = await database.sql(
      'select revision::int from graph_quotas where application_id = $1',
      [`app-${applications}`],
    );
    return rows[0]?.['revision'];
  };

  it('is one for all backends: what one takes the other does not get', async () => {
    const [first, other] = pair();
    expect(await granted(first, 20)).toBe(20);
    // A second later there could be ten; a moment later there are next to none.
    expect(await granted(other, 20)).toBeLessThan(10);
  });

  it('has one share for the self-service of all backends', async () => {
    const [first, other] = pair();
    const own = async (quota: SharedQuota) => {
      const { verdicts } = await quota.exchange({ wants: many(20, write('own')), outcomes: QUIET });
      return verdicts.filter((verdict) => verdict === null).length;
    };
    const since = performance.now();
    const counts = [await own(first), await own(other), await own(first), await own(other)];
    const seconds = (performance.now() - since) / 1000;
    expect(counts[0]).toBe(6);
    // Three a second come after.
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(6 + 3 * seconds + 1);
    expect(await granted(other, 20)).toBeGreaterThanOrEqual(20 - 6 - Math.ceil(3 * seconds) - 1);
  });

  it('closes the gate for all when one meets a 429', async () => {
    const [first, other] = pair();
    await granted(other, 1);
    await throttle(first, 30);
    const { gateMs, verdicts } = await other.exchange({
      wants: [read('interactive'), write('revoke'), write('bulk')],
      outcomes: QUIET,
    });
    expect(gateMs).toBeGreaterThan(25_000);
    expect(verdicts.map((verdict) => verdict?.because)).toEqual(['gate', 'gate', 'gate']);
  });

  it('is another one for another tenant or application', async () => {
    const [first] = pair();
    await throttle(first, 30);
    const [elsewhere] = pair();
    expect(await granted(elsewhere, 5)).toBe(5);
  });

  it('gives no token twice to 64 that ask at once', async () => {
    const [first, other] = pair();
    const since = performance.now();
    const counts = await Promise.all(
      Array.from({ length: 64 }, (_, index) => granted(index % 2 === 0 ? first : other, 1)),
    );
    const seconds = (performance.now() - since) / 1000;
    const sum = counts.reduce((total, count) => total + count, 0);
    expect(sum).toBeGreaterThanOrEqual(20);
    expect(sum).toBeLessThanOrEqual(20 + Math.ceil(seconds * 10));
    // Each of them was written, none over another.
    expect(await revision()).toBe(64);
  });

  it('is not held up by a backend that stands still in the middle, nor written over when it goes on', async () => {
    const [, other] = pair();
    await granted(other, 1);
    let goOn: () => void = () => undefined;
    const still = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached: () => void = () => undefined;
    const isThere = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const slow = createPostgresQuota({
      ...COMMON,
      applicationId: `app-${applications}`,
      store: {
        aside: (work) => database.store.aside((queries) => work(pausing(queries, still, reached))),
      },
    });
    const stood = granted(slow, 10);
    await isThere;
    expect(await granted(other, 10)).toBe(10);
    goOn();
    // It had read 19 tokens. Ten of them are gone since.
    expect(await stood).toBeLessThanOrEqual(10);
    expect(await revision()).toBe(3);
  });

  it('starts afresh from a state that it does not know', async () => {
    const [first] = pair();
    await granted(first, 20);
    await database.sql(
      `update graph_quotas set state = '{"version": 0}' where application_id = $1`,
      [`app-${applications}`],
    );
    expect(await granted(first, 40)).toBe(20);
  });

  it('says so when the database is away', async () => {
    const third = await database.reopen();
    const own = { ...COMMON, applicationId: 'gone' };
    const quota = createPostgresQuota({ ...own, store: third });
    await granted(quota, 1);
    await third.close();
    await expect(granted(quota, 1)).rejects.toMatchObject({ code: 'database_unavailable' });
  });

  it('can be asked while enrolments hold every other connection', async () => {
    const [first] = pair();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let holding = 0;
    const enrolments = Array.from({ length: 20 }, (_, index) =>
      database.store.withEnrolment(`held-${index}`, async () => {
        holding += 1;
        if (holding === 20) letGo();
        await held;
        return granted(first, 1);
      }),
    );
    expect(await Promise.all(enrolments)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('carries two limiters, which are told of a gate by each other', async () => {
    const [first, other] = pair();
    const { log } = testLog();
    const limiterOver = (quota: SharedQuota) =>
      createGraphLimiter({
        ...{ quota, log, ports: REAL_GRAPH_PORTS, queueLength: 10 },
        alone: createMemoryQuota(REAL_GRAPH_PORTS.clock, RULES),
      });
    const [one, two] = [limiterOver(first), limiterOver(other)];
    const cost = read('interactive').cost;
    await two.admit('interactive', cost, { deadlineMs: 1_000 });
    await one.report({
      ...{ cost, isRepeat: false, isAnswered: false, percentage: 0 },
      throttled: { retryAfterSeconds: 30 },
    });
    await expect(two.admit('interactive', cost, { deadlineMs: 1_000 })).rejects.toMatchObject({
      code: 'graph_throttled',
    });
  });
});

/** The same queries, but that a write waits for its turn. */
function pausing(queries: Queries, until: Promise<void>, reached: () => void): Queries {
  const run: Queries['run'] = async (statement, values) => {
    if (statement.changes?.verb === 'update') {
      reached();
      await until;
    }
    return queries.run(statement, values);
  };
  return new Proxy(queries, {
    get: (target, name) => (name === 'run' ? run : Reflect.get(target, name, target)),
  });
}
