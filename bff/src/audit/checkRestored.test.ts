import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createTestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { createAuditGate } from './auditGate.ts';
import { checkRestored } from './checkRestored.ts';
import { createFileSink } from './fileSink.ts';
import { sinkDesk } from './testSinkDesk.ts';

describe('the audit after yesterday’s database was restored', () => {
  const desk = sinkDesk();
  const { now, audit, write, pumpTo, text, inDatabase, expectWhole, replaceStore } = desk;

  /** A file that has seen 5 records, and a database that has 3 of them. */
  async function restore(): Promise<{ root: string }> {
    await write(3);
    await pumpTo(createFileSink(desk.path)).pump.tick();
    const yesterday = await createTestStore();
    const [first, ...more] = (await inDatabase()).map((record) => record);
    if (first === undefined) throw new Error('nothing was written');
    await write(2);
    await pumpTo(createFileSink(desk.path)).pump.flush();
    const root = (await inDatabase()).at(-1)?.hash ?? '';
    const columns = `insert into audit select * from jsonb_populate_recordset(null::audit, $1)`;
    const rows = await desk.test.sql('select to_jsonb(audit) as row from audit where seq <= 3');
    await yesterday.sql(columns, [JSON.stringify(rows.map(({ row }) => row))]);
    expect(more).toHaveLength(2);
    await replaceStore(yesterday);
    return { root };
  }
  const check = (accepted: string[] = [], isRequired = false) => {
    const { log, lines } = testLog();
    const sinks = [createFileSink(desk.path)];
    let closings = 0;
    const done = checkRestored({
      ...{ store: desk.test.store, sinks, audit, log, accepted, isRequired },
      whenAccepted: async () => {
        closings += 1;
      },
    });
    return { done, lines, closings: () => closings };
  };

  it('does not start, and says what would be lost', async () => {
    const { root } = await restore();
    await expect(check().done).rejects.toMatchObject({
      code: 'database_restored',
      message: `the database has 3 of 5 audit records; to accept the loss set KEYWRIGHT_ACCEPT_RESTORE=${root}`,
    });
    await expect(check(['f'.repeat(64)]).done).rejects.toMatchObject({
      code: 'database_restored',
    });
    expect(await inDatabase()).toHaveLength(3);
  });

  it('starts where somebody accepts it, which is a record; the file says so too', async () => {
    const { root } = await restore();
    const first = check([root]);
    await first.done;
    expect(first.closings()).toBe(1);
    for (const accepted of [[root], []]) {
      const later = check(accepted);
      await later.done;
      expect(later.closings()).toBe(0);
    }
    const records = await inDatabase();
    expect(records).toHaveLength(4);
    expect(records[3]).toMatchObject({
      action: 'acceptRestore',
      actorId: 'system',
      detail: { accepted: `5:${root}` },
    });
    await write();
    const { pump } = pumpTo(createFileSink(desk.path));
    await pump.tick();
    await pump.flush();
    expect(pump.isAhead).toBe(false);
    expect((await text()).split('\n').length).toBeGreaterThan(8);
    await expectWhole();
  });

  it('begins nothing new when it comes to light only later', async () => {
    await restore();
    const { pump } = pumpTo(createFileSink(desk.path));
    await pump.tick();
    const gate = createAuditGate({ sinks: [pump], toleranceMs: null, now });
    expect(() => gate.check()).toThrowError(expect.objectContaining({ code: 'database_restored' }));
  });

  it('does not start over an empty database either', async () => {
    const { root } = await restore();
    await desk.test.sql('alter table audit disable trigger all');
    await desk.test.sql('delete from audit');
    await expect(check().done).rejects.toThrowError(`the database has 0 of 5 audit records`);
    await check([root]).done;
    expect(await inDatabase()).toHaveLength(1);
  });

  it('does not start without an answer where a second place is required', async () => {
    await writeFile(desk.path, 'not ours\n');
    await expect(check([], true).done).rejects.toMatchObject({ code: 'audit_unavailable' });
    const { done, lines } = check();
    await done;
    expect(lines).toMatchObject([{ event: 'audit_sink_failed', code: 'audit_unavailable' }]);
  });
});
