import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOpenEnrolments } from './closeOpenEnrolments.ts';
import { createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';

describe('open enrolments of a database that was put back', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  const close = () =>
    bench.parts.store.transaction((queries) =>
      closeOpenEnrolments(bench.parts, queries, 'database_restored'),
    );

  it('end in the books, and nothing is done about key and directory', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    while (current.action.kind !== 'prove') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const asked = bench.directory.calls.length;
    await close();
    expect(bench.directory.calls).toHaveLength(asked);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    const [last] = await bench.database.sql(
      'select event from journal where enrolment_id = $1 order by seq desc limit 1',
      [current.id],
    );
    expect(last).toEqual({ event: { type: 'rolledBack', code: 'database_restored' } });
    const records = await bench.database.sql(
      `select phase, result, actor_id from audit where enrolment_id = $1 and action = 'finishEnrolment' order by seq`,
      [current.id],
    );
    expect(records).toEqual([
      { phase: 'intent', result: null, actor_id: 'system' },
      { phase: 'outcome', result: 'database_restored', actor_id: 'system' },
    ]);
    // Holder and key are free for another one.
    const again = await bench.start(holder, key);
    expect(again.id).not.toBe(current.id);
  });

  it('are all that ends: what had ended stays as it is', async () => {
    await close();
    const key = bench.newKey();
    const { enrolment } = await runToRest(bench, key, await bench.start(bench.newHolder(), key));
    expect(enrolment.action.kind).toBe('done');
    const before = await bench.database.sql('select count(*) from journal');
    await close();
    expect(await bench.database.sql('select count(*) from journal')).toEqual(before);
  });
});
