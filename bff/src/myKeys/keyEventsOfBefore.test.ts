import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { keyHolderOf } from './testKeyHolder.ts';

const MIGRATION = new URL('../../drizzle/0012_own_keys.sql', import.meta.url);

let bench: TestBench;
beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

describe('a database from before', () => {
  it('has the keys of the last 30 days among what was done, with who did it', async () => {
    const holder = keyHolderOf(bench);
    bench.clock.now = Date.now() - 31 * 24 * 3_600_000;
    holder.arrive();
    await holder.enrolled();
    bench.clock.now = Date.now();
    await holder.enrolled();
    const read = () =>
      bench.database.sql(
        'select kind, how, actor_name, method_id from key_events where holder_id = $1 order by at',
        [holder.id],
      );
    const [old, young] = await read();
    expect([old, young]).toMatchObject([{ kind: 'bound' }, { kind: 'bound' }]);
    await bench.database.sql('delete from key_events', []);
    const statements = (await readFile(MIGRATION, 'utf8')).split('--> statement-breakpoint');
    await bench.database.sql(statements.at(-1) ?? '', []);
    expect(await read()).toEqual([young]);
  });
});
