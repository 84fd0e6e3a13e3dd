import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { runningBatch } from '#bff/batch/testBatch.ts';
import { testCaller } from '#bff/testDeps.ts';
import { benchDeps } from './benchDeps.ts';
import type { EnrolmentService } from './enrolmentService.ts';
import { ACTOR, createTestBench, OPERATOR, type TestBench } from './testBench.ts';

const CAPS = { perMinute: 10, perDay: 25, perPersonPerDay: 3 };
const OTHER = { ...ACTOR, id: '66666666-6666-4666-8666-666666666666' };
const PROFILE = 'new-colleague';

describe('enrolments', () => {
  let bench: TestBench;
  beforeEach(async () => {
    bench = await createTestBench({ enrolmentCaps: CAPS });
    bench.directory.addPerson(OTHER.id);
  });
  afterEach(() => bench.close());

  const start = (userId: string, actor = ACTOR, service = bench.enrolments) =>
    service.start({ userId, profileId: PROFILE }, actor);

  const rowsOf = async (operatorId: string) =>
    (await bench.database.sql('select id from enrolments where operator_id = $1', [operatorId]))
      .length;

  /** 64 people at once; what became of each. */
  async function race(services: readonly EnrolmentService[]) {
    const tries = await Promise.allSettled(
      Array.from({ length: 64 }, (_, index) =>
        start(bench.newHolder(), ACTOR, services[index % services.length]),
      ),
    );
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    return { begun: tries.length - refused.length, refused };
  }

  it('are as many as one operator may begin, when 64 begin at once over two backends, and for one that was started anew', async () => {
    const second = await bench.database.reopen();
    const first = await race([bench.enrolments, bench.secondBackend(second)]);
    expect(first.begun).toBe(10);
    expect(first.refused).toHaveLength(54);
    expect(
      first.refused.every(
        ({ code, retryAfterSeconds }) => code === 'enrolments_limited' && retryAfterSeconds === 60,
      ),
    ).toBe(true);
    const fresh = await bench.database.reopen();
    bench.clock.now += 59_000;
    const early = await race([bench.secondBackend(fresh)]);
    expect(early).toMatchObject({ begun: 0, refused: { 0: { retryAfterSeconds: 1 } } });
    bench.clock.now += 1_000;
    expect((await race([bench.secondBackend(fresh)])).begun).toBe(10);
    bench.clock.now += 60_000;
    const last = await race([bench.secondBackend(fresh)]);
    expect(last.begun).toBe(5);
    const { retryAfterSeconds } = last.refused[0] as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBe(24 * 3_600 - 120);
    expect(await rowsOf(OPERATOR)).toBe(25);
    bench.clock.now += retryAfterSeconds * 1_000;
    expect((await race([bench.enrolments])).begun).toBe(10);
    await Promise.all([second.close(), fresh.close()]);
  });

  it('are each operator’s own, and stay counted when somebody else carries one on', async () => {
    const begun = await Promise.all(Array.from({ length: 10 }, () => start(bench.newHolder())));
    await start(bench.newHolder(), OTHER);
    const key = bench.newKey();
    const [first] = begun;
    if (first === undefined) throw new TypeError('nothing was begun');
    await bench.enrolments.report(
      first.id,
      { seq: first.seq, event: { type: 'keySeen' }, key: key.plugged() },
      OTHER,
    );
    expect(await rowsOf(OTHER.id)).toBe(2);
    await expect(start(bench.newHolder())).rejects.toMatchObject({ code: 'enrolments_limited' });
  });

  it('are as many as may be begun for one person in a day, whoever does it, and one that goes on is none', async () => {
    const holder = bench.newHolder();
    for (const actor of [ACTOR, OTHER, ACTOR]) {
      const { id } = await start(holder, actor);
      expect((await start(holder, actor)).id).toBe(id);
      await bench.enrolments.cancel(id, { keyIsLost: false }, actor);
    }
    for (const actor of [ACTOR, OTHER]) {
      await expect(start(holder, actor)).rejects.toMatchObject({
        code: 'person_enrolments_limited',
        retryAfterSeconds: 24 * 3_600,
      });
    }
    await start(bench.newHolder());
    bench.clock.now += 24 * 3_600_000;
    expect(await start(holder)).toMatchObject({ holder: { id: holder } });
  });

  it('that are refused leave nothing but their record, and count for nothing', async () => {
    const holder = bench.newHolder();
    await Promise.all(Array.from({ length: 10 }, () => start(bench.newHolder())));
    for (let again = 0; again < 5; again += 1) {
      await expect(start(holder)).rejects.toMatchObject({ code: 'enrolments_limited' });
    }
    expect(
      await bench.database.sql('select id from enrolments where holder_id = $1', [holder]),
    ).toEqual([]);
    const records = await bench.database.sql(
      "select result from audit where holder_id = $1 and phase = 'outcome'",
      [holder],
    );
    expect(records.map(({ result }) => result)).toEqual(Array(5).fill('enrolments_limited'));
    bench.clock.now += 60_000;
    expect(await start(holder)).toMatchObject({ holder: { id: holder } });
  });
});

describe('too many enrolments', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench({ enrolmentCaps: { ...CAPS, perMinute: 1 } });
  });
  afterAll(() => bench.close());

  it('are answered with when to come again', async () => {
    const app = createApp(benchDeps(bench, { operator: testCaller({ id: OPERATOR }) }));
    const start = (userId: string) =>
      app.request('/api/enrolments', {
        method: 'POST',
        headers: {
          authorization: 'Bearer operator',
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({ userId, profileId: PROFILE }),
      });
    expect((await start(bench.newHolder())).status).toBe(201);
    const answer = await start(bench.newHolder());
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
    expect(await answer.json()).toMatchObject({
      code: 'enrolments_limited',
      retryAfterSeconds: 60,
    });
  });

  it('cost the person of a batch nothing: they wait again', async () => {
    bench.clock.now += 60_000;
    const { id, users } = await runningBatch(bench, 2);
    const next = () => bench.batches.next(id, { key: bench.newKey().plugged() }, ACTOR);
    await next();
    await expect(next()).rejects.toMatchObject({ code: 'enrolments_limited' });
    bench.clock.now += 60_000;
    expect((await next()).enrolment.holder.id).toBe(users[1]);
  });
});
