import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';

const BREAK_GLASS = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

describe('a person whose id is written in another way', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench(
      { enrolmentCaps: { perMinute: 100, perDay: 100, perPersonPerDay: 2 } },
      { policy: { breakGlassIds: [BREAK_GLASS], adminsMay: [] } },
    );
    bench.directory.addPerson(BREAK_GLASS);
    const operator = testCaller({ id: OPERATOR, roles: ['Admin', 'Operator'] });
    app = createApp(benchDeps(bench, { operator }));
  });
  afterAll(() => bench.close());

  async function post(path: string, body: unknown) {
    const answer = await app.request(`/api${path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer operator',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as { code?: string; id?: string };
    return { status: answer.status, ...said };
  }
  const start = (userId: string) => post('/enrolments', { userId, profileId: 'new-colleague' });
  const rowsOf = (table: 'enrolments' | 'audit', holder: string) =>
    bench.database.sql(
      `select distinct holder_id from ${table} where lower(holder_id::text) = $1`,
      [holder],
    );

  it('is as protected as ever', async () => {
    for (const id of [BREAK_GLASS, BREAK_GLASS.toUpperCase()]) {
      expect(await start(id)).toMatchObject({ status: 403, code: 'user_protected' });
    }
    for (const id of [OPERATOR, OPERATOR.toUpperCase()]) {
      const suspension = await post(`/operators/${id}/suspension`, { suspended: true });
      expect([suspension.status, (await start(id)).status]).toEqual([403, 403]);
    }
    expect(await rowsOf('enrolments', BREAK_GLASS)).toEqual([]);
  });

  it('counts as one for the limits, and stands as one in books and audit', async () => {
    const holder = bench.newHolder();
    for (const id of [holder, holder.toUpperCase()]) {
      const begun = await start(id);
      expect(begun.status).toBe(201);
      const inCapitals = String(begun.id).toUpperCase();
      // Begun already, by the same operator: it is that one.
      expect((await start(id.toUpperCase())).id).toBe(begun.id);
      const cancelled = await post(`/enrolments/${inCapitals}/cancel`, { keyIsLost: true });
      expect(cancelled).toMatchObject({ status: 200, id: begun.id });
    }
    for (const id of [holder, holder.toUpperCase()]) {
      expect(await start(id)).toMatchObject({ status: 429, code: 'person_enrolments_limited' });
    }
    expect(await rowsOf('enrolments', holder)).toEqual([{ holder_id: holder }]);
    expect(await rowsOf('audit', holder)).toEqual([{ holder_id: holder }]);
  });

  it('is suspended once and let back by any spelling', async () => {
    const operator = bench.newHolder();
    const suspendedNow = async (id: string, suspended: boolean) => {
      const answer = await post(`/operators/${id}/suspension`, { suspended });
      expect(answer.status).toBe(200);
      return bench.database.sql('select operator_id from suspensions');
    };
    const once = [{ operator_id: operator }];
    expect(await suspendedNow(operator.toUpperCase(), true)).toEqual(once);
    expect(await suspendedNow(operator, true)).toEqual(once);
    expect(await suspendedNow(operator.toUpperCase(), false)).toEqual([]);
  });

  it('is nobody by an id of another tenant, in any spelling, and nothing is begun', async () => {
    const stranger = randomUUID();
    for (const id of [stranger, stranger.toUpperCase()]) {
      expect(await start(id)).toMatchObject({ status: 404, code: 'user_not_found' });
    }
    expect(await rowsOf('enrolments', stranger)).toEqual([]);
  });
});
