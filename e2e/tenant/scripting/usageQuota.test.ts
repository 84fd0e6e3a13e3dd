import { describe, expect, it } from 'vitest';
import { errorOf, graphClient } from '../testing/graphClient.ts';
import { UsageQuota, usageCost } from './usageQuota.ts';

const USER = '/v1.0/users/lee.gu@contoso.example';

describe('the cost of a request', () => {
  it.each([
    ['GET', '/v1.0/users', 2],
    ['GET', '/v1.0/users?$select=id', 1],
    ['GET', '/v1.0/users?$top=5', 1],
    ['GET', '/v1.0/users?$top=5&$select=id', 1],
    ['GET', '/v1.0/users/x?$expand=manager', 3],
    ['GET', '/v1.0/groups/x/members', 3],
    ['GET', '/v1.0/groups/x/transitiveMembers/microsoft.graph.user?$select=id', 4],
    ['GET', '/v1.0/users/x/transitiveMemberOf/microsoft.graph.group?$top=999', 2],
    ['GET', '/v1.0/users/x/authentication/fido2Methods', 1],
    ['GET', '/v1.0/organization?$select=id', 1],
  ])('%s %s is %i', (method, path, units) => {
    expect(usageCost(method, new URL(path, 'http://graph'))).toEqual({ writes: 0, units });
  });

  it.each(['POST', 'DELETE', 'PATCH'])('of a %s is a write and a unit', (method) => {
    expect(usageCost(method, new URL(USER, 'http://graph'))).toEqual({ writes: 1, units: 1 });
  });

  it('of a batch is that of its items', () => {
    expect(usageCost('POST', new URL('/v1.0/$batch', 'http://graph'))).toEqual({
      writes: 0,
      units: 0,
    });
  });
});

describe('a quota', () => {
  const WRITE = { writes: 1, units: 1 };

  it('gives 3,000 writes at once and then 20 a second', () => {
    const quota = new UsageQuota({ units: { amount: 1e6, seconds: 1 } }, 0);
    const passed = (now: number, count: number) =>
      Array.from({ length: count }, () => quota.take(WRITE, now)).filter(
        ({ retryAfterSeconds }) => retryAfterSeconds === null,
      ).length;
    expect(passed(0, 3_000)).toBe(3_000);
    expect(passed(1_000, 20)).toBe(20);
    expect(quota.take(WRITE, 1_000)).toMatchObject({ limit: 'writes', retryAfterSeconds: 1 });
  });

  it('counts what it refuses, and who waits as told gets through', () => {
    const quota = new UsageQuota({ writes: { amount: 10, seconds: 10 } }, 0);
    const verdicts = Array.from({ length: 14 }, () => quota.take(WRITE, 0));
    expect(verdicts.slice(9).map(({ retryAfterSeconds }) => retryAfterSeconds)).toEqual([
      null,
      1,
      2,
      3,
      4,
    ]);
    expect(quota.take(WRITE, 3_000).retryAfterSeconds).toBe(2);
    expect(quota.take(WRITE, 6_000).retryAfterSeconds).toBeNull();
  });

  it('lets reads pass while writes are used up', () => {
    const quota = new UsageQuota({ writes: { amount: 1, seconds: 10 } }, 0);
    quota.take(WRITE, 0);
    expect(quota.take(WRITE, 0).retryAfterSeconds).toBe(8);
    expect(quota.take({ writes: 0, units: 1 }, 0).retryAfterSeconds).toBeNull();
  });
});

describe('a tenant with a quota', () => {
  it('answers 429 with all its headers, counts it, and speaks of the quota from 0.8 on', async () => {
    let now = Date.parse('2027-06-01T09:00:00Z');
    const client = await graphClient({
      now: () => now,
      quota: { units: { amount: 10, seconds: 10 } },
    });
    const percentages: (string | null)[] = [];
    // A read of one person costs two.
    for (let call = 0; call < 5; call += 1) {
      const answer = await client.get(USER);
      expect(answer.status).toBe(200);
      percentages.push(answer.headers.get('x-ms-throttle-limit-percentage'));
    }
    expect(percentages).toEqual([null, null, null, '0.8', '1']);
    const refused = await client.get(USER);
    expect([refused.status, errorOf(refused).code]).toEqual([429, 'TooManyRequests']);
    expect(refused.headers.get('Retry-After')).toBe('2');
    expect(refused.headers.get('x-ms-throttle-limit-percentage')).toBe('1.2');
    expect(refused.headers.get('x-ms-throttle-information')).toBe('ResourceUnitLimitExceeded');
    expect(refused.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/Read/);
    now += 4_000;
    expect((await client.get(USER)).status).toBe(200);
    client.tenant.reset();
    expect((await client.get(USER)).headers.get('x-ms-throttle-limit-percentage')).toBeNull();
  });

  it('changes nothing with a write that it refuses', async () => {
    const client = await graphClient({ quota: { writes: { amount: 0.5, seconds: 10 } } });
    const path = `${USER}/authentication/temporaryAccessPassMethods`;
    const refused = await client.call('POST', path, {});
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/Write/);
    expect(client.tenant.state.requests.at(-1)).toMatchObject({ status: 429, effect: undefined });
  });

  it('has none unless it is told to', async () => {
    const client = await graphClient();
    for (let call = 0; call < 50; call += 1) expect((await client.get(USER)).status).toBe(200);
  });
});
