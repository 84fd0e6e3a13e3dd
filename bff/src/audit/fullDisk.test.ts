import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBench, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import type { Queries } from '#bff/store/queries.ts';
import { testLog } from '#bff/testDeps.ts';
import { createAuditGate } from './auditGate.ts';
import { createAuditLog } from './auditLog.ts';
import { createFileSink } from './fileSink.ts';
import { createSinkPump } from './sinkPump.ts';
import { TestLines, testEntry } from './testLines.ts';

const { privateKey } = generateKeyPairSync('ed25519');

/** Linux's device on which every write ends with ENOSPC. */
const FULL_DEVICE = '/dev/full';

describe('a disk that is full', () => {
  let bench: TestBench;
  let folder: string;
  beforeAll(async () => {
    bench = await createTestBench();
    folder = await mkdtemp(join(tmpdir(), 'keywright-full-'));
  });
  afterAll(async () => {
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('of the second place stops what is new where it is required, and is named', async () => {
    const { log, lines } = testLog();
    const { store, now } = bench.parts;
    const parts = { store, key: privateKey, origin: 'test', log, now };
    const pump = createSinkPump({ sink: createFileSink(FULL_DEVICE), ...parts });
    const gate = createAuditGate({ sinks: [pump], toleranceMs: 60_000, now });
    const audit = createAuditLog({ now, gate });
    const write = (phase: 'intent' | 'outcome') =>
      store.transaction((queries) => audit.append(queries, testEntry({ phase })));
    await write('intent');
    await pump.tick();
    expect(lines).toMatchObject([{ event: 'audit_sink_failed', code: 'audit_unavailable' }]);
    await write('intent');
    bench.clock.now += 60_001;
    await pump.tick();
    await expect(write('intent')).rejects.toMatchObject({ code: 'audit_unavailable' });
    // What was begun is written down all the same.
    await write('outcome');
  });

  it('of the second place leaves a file that is read again past any number of records', async () => {
    const log = new TestLines(privateKey);
    while (log.text.length < 200_000) log.write();
    const path = join(folder, 'long.jsonl');
    await writeFile(path, `${log.text}{"action":"unfini`);
    const sink = createFileSink(path);
    expect(await sink.readHead()).toEqual({ ...log.head, checkpoint: null });
    expect(await readFile(path, 'utf8')).toBe(log.text);
  });

  it('is the database’s trouble where the audit cannot even be asked for', async () => {
    const gone = Object.assign(new Error('no room'), { code: '53100' });
    const refuse = () => Promise.reject(gone);
    const queries = { sendNow: refuse, runNow: refuse } as unknown as Queries;
    await expect(
      createAuditLog({ now: () => 0 }).append(queries, testEntry()),
    ).rejects.toMatchObject({ code: 'database_unavailable' });
  });

  it.each(['audit', 'journal', 'escrow'])(
    'of the database, met in the table %s, sets no PIN and loses nothing',
    async (table) => {
      const { sql } = bench.database;
      await sql(`create or replace function no_room() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
      await sql(`create trigger full_disk before insert on ${table} execute function no_room()`);
      const holder = bench.newHolder();
      const key = bench.newKey();
      await expect(bench.start(holder, key)).rejects.toMatchObject({
        code: 'database_unavailable',
      });
      expect(key.pin).toBeNull();
      expect(bench.directory.passkeys.get(holder) ?? []).toEqual([]);
      await sql(`drop trigger full_disk on ${table}`);
      const { enrolment } = await runToRest(bench, key, await bench.start(holder, key));
      expect(enrolment).toMatchObject({ action: { kind: 'done' } });
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    },
    60_000,
  );
});
