import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Store } from '#bff/store/store.ts';
import type { Enrolment } from '#shared/api/index.ts';
import { countRemoval, RemovalsLimited } from './removalCaps.ts';
import { ACTOR, createTestBench, OPERATOR, performOnPage, type TestBench } from './testBench.ts';
import type { TestKey } from './testKey.ts';
import { goOnUnattended } from './unattended.ts';

type Caps = Parameters<typeof countRemoval>[0];

interface Opened {
  readonly holder: string;
  readonly key: TestKey;
  readonly oldKey: string;
  enrolment: Enrolment;
}

/** What stands for the end of a replacement until its old key is removed. */
const SETTLE_MS = 60_000;

describe('old keys of a replacement', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench({ removalCaps: { perMinute: 3, perDay: 5 } });
  });
  afterAll(() => bench.close());

  /** Up to the last report, after which the old key is removed. */
  async function upToPolicy(): Promise<Opened> {
    const holder = bench.newHolder();
    const oldKey = bench.directory.addPasskey(holder).id;
    const key = bench.newKey();
    let enrolment = await bench.start(holder, key, 'replacement');
    while (enrolment.action.kind !== 'applyPolicy') {
      enrolment = await performOnPage(bench, bench.enrolments, key, enrolment);
    }
    return { holder, key, oldKey, enrolment };
  }

  async function finish(opened: Opened, service = bench.enrolments): Promise<Enrolment> {
    opened.enrolment = await performOnPage(bench, service, opened.key, opened.enrolment);
    return opened.enrolment;
  }

  const hasOldKey = ({ holder, oldKey }: Opened) =>
    bench.directory.passkeys.get(holder)?.some(({ id }) => id === oldKey) === true;

  it('go up to the limit of a minute and of a day, whoever asks at once, and the rest comes to its end', async () => {
    const opened = await Promise.all(Array.from({ length: 7 }, upToPolicy));
    const other = bench.secondBackend(await bench.database.reopen());
    const rests = await Promise.all(
      opened.map((one, index) => finish(one, index % 2 === 0 ? bench.enrolments : other)),
    );
    expect(opened.filter((one) => !hasOldKey(one))).toHaveLength(3);
    const waiting = opened.filter((_, index) => rests[index]?.action.kind === 'waitForTenant');
    expect(waiting).toHaveLength(4);
    for (const { enrolment } of waiting) {
      expect(enrolment).toMatchObject({
        lastFailure: 'removals_limited',
        action: { until: new Date(bench.clock.now + SETTLE_MS).toISOString() },
      });
    }
    // Asking again and again fills no journal.
    bench.clock.now += 30_000;
    const [first] = waiting;
    const seq = first?.enrolment.seq;
    const looked = await bench.enrolments.show(first?.enrolment.id ?? '', ACTOR, true);
    expect(looked).toMatchObject({ seq, action: { kind: 'waitForTenant' } });
    bench.clock.now += 30_001;
    for (const { enrolment } of waiting) {
      await bench.database.store.withEnrolment(enrolment.id, (hold) =>
        goOnUnattended(bench.parts, hold, enrolment.id),
      );
    }
    // Two more make the five of the day; of the others the old key stays, and they are done all the same.
    expect(opened.filter((one) => !hasOldKey(one))).toHaveLength(5);
    const ended = await Promise.all(
      opened.map(({ enrolment }) => bench.enrolments.show(enrolment.id, ACTOR, false)),
    );
    expect(ended.map(({ action }) => action.kind)).toEqual(Array(7).fill('done'));
    const kept = ended.filter(({ lastFailure }) => lastFailure === 'removals_limited');
    expect(kept).toHaveLength(2);
    const records = await bench.database.sql(
      `select count(*)::int as kept from audit where action = 'removeOldKey' and result = 'removals_limited'
       and actor_id = $1 and detail ? 'methodId'`,
      [SYSTEM_ACTOR],
    );
    expect(records).toEqual([{ kept: 2 }]);
  });

  it('go again a day later', async () => {
    bench.clock.now += 24 * 3_600_000;
    const opened = await upToPolicy();
    expect((await finish(opened)).action.kind).toBe('done');
    expect(hasOldKey(opened)).toBe(false);
  });

  it('stay where the new key is not seen in the directory', async () => {
    const opened = await upToPolicy();
    const { holder, oldKey } = opened;
    const before = bench.directory.passkeys.get(holder) ?? [];
    bench.directory.passkeys.set(
      holder,
      before.filter(({ id }) => id === oldKey),
    );
    const young = await finish(opened);
    expect(young.action.kind).toBe('waitForTenant');
    bench.clock.now += SETTLE_MS;
    const ended = await bench.enrolments.show(young.id, ACTOR, true);
    expect(ended).toMatchObject({ action: { kind: 'done' }, lastFailure: 'graph_not_found' });
    expect(hasOldKey(opened)).toBe(true);
  });

  it('are counted once where the answer of the directory was lost', async () => {
    const opened = await upToPolicy();
    bench.directory.fail('deletePasskey', 'lostAfter');
    const lost = await finish(opened);
    expect(lost.action.kind).toBe('waitForTenant');
    bench.clock.now += SETTLE_MS;
    const ended = await bench.enrolments.show(lost.id, ACTOR, true);
    expect(ended.action.kind).toBe('done');
    const counted = await bench.database.sql(
      'select count(*)::int as counted from removals where enrolment_id = $1',
      [lost.id],
    );
    expect(counted).toEqual([{ counted: 1 }]);
  });
});

describe('the limits', () => {
  let bench: TestBench;
  let enrolmentIds: string[];
  beforeAll(async () => {
    bench = await createTestBench();
    const rows = await bench.database.sql(
      `insert into enrolments (id, holder_id, operator_id, profile_id, state, started_at, updated_at)
       select gen_random_uuid(), gen_random_uuid(), $1, 'replacement', 'open', now(), now()
       from generate_series(1, 64) returning id`,
      [OPERATOR],
    );
    enrolmentIds = rows.map(({ id }) => String(id));
  });
  afterAll(() => bench.close());

  /** How many of all get room at once, and what the others are told. */
  async function race(parts: Caps, stores: readonly Store[]) {
    const tries = await Promise.allSettled(
      enrolmentIds.map((id, index) => {
        const store = stores[index % stores.length] ?? bench.database.store;
        const open = { id, state: { operatorId: OPERATOR } };
        return store.transaction((queries) => countRemoval(parts, queries, open, 'method'));
      }),
    );
    const refused = tries.flatMap((done) => (done.status === 'rejected' ? [done.reason] : []));
    expect(refused.every((reason) => reason instanceof RemovalsLimited)).toBe(true);
    return { counted: tries.length - refused.length, refused };
  }

  it('hold when 64 remove at once over two backends, and for one that was started anew', async () => {
    const { now } = bench.parts;
    const caps = { now, removalCaps: { perMinute: 10, perDay: 25 } };
    const stores = [bench.database.store, await bench.database.reopen()];
    expect(await race(caps, stores)).toMatchObject({ counted: 10 });
    const fresh = [await bench.database.reopen()];
    // Those that were counted are not counted again; nobody else gets in before the minute is over.
    bench.clock.now += 59_999;
    const early = await race(caps, fresh);
    expect(early.counted).toBe(10);
    expect(early.refused[0]).toMatchObject({ code: 'removals_limited', until: now() + 1 });
    bench.clock.now += 1;
    expect(await race(caps, fresh)).toMatchObject({ counted: 20 });
    bench.clock.now += 60_000;
    const last = await race(caps, fresh);
    expect(last.counted).toBe(25);
    expect(last.refused[0]).toMatchObject({ until: null });
    for (const store of [...stores.slice(1), ...fresh]) await store.close();
  });

  it('are each operator’s own', async () => {
    const parts = { now: bench.parts.now, removalCaps: { perMinute: 1, perDay: 1 } };
    const [id = ''] = enrolmentIds;
    const remove = (operatorId: string, methodId: string) =>
      bench.database.store.transaction((queries) =>
        countRemoval(parts, queries, { id, state: { operatorId } }, methodId),
      );
    await remove('44444444-4444-4444-8444-444444444444', 'a');
    await remove('55555555-5555-4555-8555-555555555555', 'b');
    await expect(remove('55555555-5555-4555-8555-555555555555', 'c')).rejects.toMatchObject({
      code: 'removals_limited',
    });
  });
});
