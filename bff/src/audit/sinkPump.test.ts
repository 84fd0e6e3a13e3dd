import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createAuditGate } from './auditGate.ts';
import { createAuditLog, readAuditLog } from './auditLog.ts';
import type { AuditSink } from './auditSink.ts';
import { type AuditCheckpoint, isSignedBy } from './checkpoint.ts';
import { checkRestored } from './checkRestored.ts';
import { createFileSink } from './fileSink.ts';
import { createLineVerifier, verifyLines } from './lineVerifier.ts';
import { createSinkPump } from './sinkPump.ts';
import { testEntry } from './testLines.ts';
import { verifyDatabase } from './verifyDatabase.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const isSigned = (checkpoint: AuditCheckpoint) => isSignedBy(checkpoint, publicKey);
const clock = { now: Date.parse('2027-06-01T09:00:00Z') };
const now = () => clock.now;

describe('the way of the audit to its second place', () => {
  let test: TestStore;
  let folder: string;
  let path: string;
  let files = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keywright-audit-'));
  });
  beforeEach(async () => {
    test = await createTestStore();
    files += 1;
    path = join(folder, `audit-${files}.jsonl`);
    return () => test.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const audit = createAuditLog({ now });
  const write = async (count = 1) => {
    for (let index = 0; index < count; index += 1) {
      await test.store.transaction((queries) => audit.append(queries, testEntry()));
    }
  };
  const pumpTo = (sink: AuditSink, store = test.store) => {
    const { log, lines } = testLog();
    const pump = createSinkPump({
      sink,
      store,
      key: privateKey,
      origin: 'test',
      log,
      now,
      appendWithinMs: 200,
    });
    const events = () => lines.map(({ event }) => event);
    return { pump, events };
  };
  const text = () => readFile(path, 'utf8');
  const inDatabase = () => test.store.read(readAuditLog);

  /** The file is whole and has exactly what the database has. */
  async function expectWhole(): Promise<{ checkpoints: number }> {
    const records = await inDatabase();
    const last = records.at(-1);
    const noted = last === undefined ? [] : [{ size: last.seq, root: last.hash }];
    expect(verifyLines(await text(), { isSigned, noted })).toBeNull();
    const verifier = createLineVerifier({ isSigned });
    for (const line of (await text()).split('\n').slice(0, -1)) verifier.take(line);
    expect(verifier.hashes).toEqual(records.map(({ hash }) => hash));
    const report = await test.store.read((queries) => verifyDatabase(queries, verifier.hashes));
    expect(report.broken).toBeNull();
    return verifier.counts;
  }

  it('has every record that was committed and none that was rolled back', async () => {
    const { pump } = pumpTo(createFileSink(path));
    await write(3);
    const failing = test.store.transaction(async (queries) => {
      await audit.append(queries, testEntry({ action: 'neverHappened' }));
      throw new AppError('conflict', 'as the test wants it');
    });
    await expect(failing).rejects.toMatchObject({ code: 'conflict' });
    await pump.tick();
    expect(await text()).not.toContain('neverHappened');
    expect(await expectWhole()).toMatchObject({ checkpoints: 1 });
    expect(pump.behindSince).toBeNull();
  });

  it('gets a checkpoint every minute in which something was written, and every 1,000 records', async () => {
    const { pump } = pumpTo(createFileSink(path));
    await write();
    await pump.tick();
    clock.now += 30_000;
    await write();
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 1 });
    clock.now += 30_000;
    await pump.tick();
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 2 });
    clock.now += 600_000;
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 2 });
    await test.store.transaction((queries) =>
      audit.append(queries, testEntry(), ...Array.from({ length: 2_100 }, () => testEntry())),
    );
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 4 });
    await write();
    await pump.flush();
    expect(await expectWhole()).toMatchObject({ checkpoints: 5 });
  });

  it('is carried by one of two backends, and by the other after it', async () => {
    const other = await test.reopen();
    const here = pumpTo(createFileSink(path));
    const there = pumpTo(createFileSink(path), other);
    for (let round = 0; round < 5; round += 1) {
      await write(2);
      await Promise.all([here.pump.tick(), there.pump.tick()]);
      await (round % 2 === 0 ? there : here).pump.tick();
    }
    await here.pump.tick();
    await expectWhole();
    await other.close();
  });

  it('is finished where a crash cut it in the middle of a line', async () => {
    await write(4);
    await pumpTo(createFileSink(path)).pump.tick();
    const whole = await text();
    for (const bytes of [1, 30, 200, 400]) {
      await truncate(path, Buffer.byteLength(whole) - bytes);
      await pumpTo(createFileSink(path)).pump.flush();
      await expectWhole();
    }
  });

  it('is filled again where the file was taken away, and somebody is told', async () => {
    const { pump, events } = pumpTo(createFileSink(path));
    await write(3);
    await pump.tick();
    await rm(path);
    await write();
    await pump.tick();
    await pump.tick();
    await expectWhole();
    expect(events()).toContain('audit_sink_shortened');
  });

  it('waits for a folder that cannot be read', async () => {
    await writeFile(path, '');
    const { pump, events } = pumpTo(createFileSink(join(path, 'below-a-file.jsonl')));
    await write();
    await pump.tick();
    expect(events()).toEqual(['audit_sink_failed']);
  });

  it('is filled by one backend for long lines too', async () => {
    const detail = { methodId: 'm'.repeat(3_000) };
    await test.store.transaction((queries) =>
      audit.append(queries, testEntry({ detail }), ...Array(60).fill(testEntry({ detail }))),
    );
    await pumpTo(createFileSink(path)).pump.tick();
    await write();
    await pumpTo(createFileSink(path)).pump.flush();
    expect(await expectWhole()).toMatchObject({ checkpoints: 2 });
    // Without its last checkpoint the one before is beyond what is read at first.
    await truncate(path, Buffer.byteLength(await text()) - 300);
    await pumpTo(createFileSink(path)).pump.flush();
    await expectWhole();
  });

  it('is not written over a file of somebody else', async () => {
    for (const content of ['a letter to a friend', 'line 1\nline 2\n', '{"a":1}\n']) {
      await writeFile(path, content);
      const { pump, events } = pumpTo(createFileSink(path));
      await write();
      await pump.tick();
      expect(await text()).toBe(content);
      expect(events()).toContain('audit_sink_failed');
      expect(pump.behindSince).not.toBeNull();
    }
  });

  it('loses nothing to a sink that is slow, full, refusing or half written', async () => {
    const file = createFileSink(path);
    let mode: 'well' | 'full' | 'half' = 'full';
    const sink: AuditSink = {
      ...file,
      async append(lines, signal) {
        if (mode === 'full') throw new Error('ENOSPC');
        if (mode === 'half') {
          await appendFile(path, `${lines.join('\n')}\n`.slice(0, 700));
          throw new Error('ENOSPC');
        }
        await new Promise((resolve) => setImmediate(resolve));
        return file.append(lines, signal);
      },
    };
    const { pump, events } = pumpTo(sink);
    const begun = clock.now;
    await write(2);
    await pump.tick();
    expect(pump.behindSince).toBe(begun);
    clock.now += 60_000;
    await write(3);
    mode = 'half';
    await pump.tick();
    mode = 'well';
    await pump.tick();
    await pump.tick();
    expect(pump.behindSince).toBeNull();
    await expectWhole();
    expect(events().filter((event) => event === 'audit_sink_failed')).toHaveLength(2);
    expect(events()).toContain('audit_sink_recovered');
  });

  it('stops new effects while it hangs for too long where it is required, and no outcome', async () => {
    const file = createFileSink(path);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let sent = 0;
    const append = async (lines: readonly string[], signal: AbortSignal) => {
      sent += 1;
      await held;
      return file.append(lines, signal);
    };
    const { pump, events } = pumpTo({ ...file, append });
    const gate = (toleranceMs: number | null) =>
      createAuditGate({ sinks: [pump], toleranceMs, now });
    await write();
    await pump.tick();
    await pump.tick();
    expect(sent).toBe(1);
    expect(events()).toEqual(['audit_sink_failed']);
    expect(() => gate(300_000).check()).not.toThrow();
    clock.now += 300_001;
    expect(() => gate(300_000).check()).toThrowError(
      expect.objectContaining({ code: 'audit_unavailable' }),
    );
    expect(() => gate(null).check()).not.toThrow();
    const gated = createAuditLog({ now, gate: gate(300_000) });
    const begin = (phase: 'intent' | 'outcome') =>
      test.store.transaction((queries) => gated.append(queries, testEntry({ phase })));
    await expect(begin('intent')).rejects.toMatchObject({ code: 'audit_unavailable' });
    await begin('outcome');
    expect(await inDatabase()).toHaveLength(2);
    // What it had begun was called off, and arrives with the rest.
    letGo();
    await expect
      .poll(async () => {
        await pump.tick();
        return pump.behindSince;
      })
      .toBeNull();
    await expectWhole();
  });

  it('does not write late, and twice, what two backends had begun while the disk hung', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const hung = (): AuditSink => {
      const file = createFileSink(path);
      return {
        ...file,
        async append(lines, signal) {
          await held;
          return file.append(lines, signal);
        },
      };
    };
    const [one, other] = [pumpTo(hung()), pumpTo(hung())];
    await write(2);
    await one.pump.tick();
    await other.pump.tick();
    letGo();
    await expect
      .poll(async () => {
        await one.pump.tick();
        await other.pump.tick();
        return [one.pump.behindSince, other.pump.behindSince];
      })
      .toEqual([null, null]);
    await expectWhole();
  });

  describe('where the place cannot say which checkpoint it has', () => {
    /** As an endpoint that drops the lines it has already. */
    function endpoint(): AuditSink {
      const file = createFileSink(path);
      return {
        name: 'endpoint',
        async readHead() {
          const head = await file.readHead();
          return head && { size: head.size, root: head.root };
        },
        async append(lines, signal) {
          await file.readHead();
          const there = (await text().catch(() => '')).split('\n');
          await file.append(
            lines.filter((line) => !there.includes(line)),
            signal,
          );
        },
      };
    }

    it('goes on from the checkpoint of another backend, also where that sent nothing else', async () => {
      const [one, other] = [pumpTo(endpoint()), pumpTo(endpoint())];
      await write();
      await one.pump.tick();
      await write();
      await one.pump.tick();
      clock.now += 60_000;
      await other.pump.tick();
      clock.now += 60_000;
      await write();
      await one.pump.tick();
      await other.pump.flush();
      await expectWhole();
    });

    it('says a checkpoint again when the note of it was lost', async () => {
      await write();
      let isLosing = true;
      const losing: typeof test.store = {
        ...test.store,
        transaction: (work) =>
          test.store.transaction(async (queries, commitWith) => {
            const done = await work(queries, commitWith);
            if (isLosing) throw new AppError('database_unavailable', 'before the commit');
            return done;
          }),
      };
      const { pump } = pumpTo(endpoint(), losing);
      await pump.tick();
      const sent = await text();
      isLosing = false;
      clock.now += 60_000;
      await pump.tick();
      expect(await text()).toBe(sent);
      await write(2);
      await pump.tick();
      await pump.flush();
      await expectWhole();
    });
  });

  describe('after yesterday’s database was restored', () => {
    /** A file that has seen 5 records, and a database that has 3 of them. */
    async function restore(): Promise<{ root: string }> {
      await write(3);
      await pumpTo(createFileSink(path)).pump.tick();
      const yesterday = await createTestStore();
      const [first, ...more] = (await inDatabase()).map((record) => record);
      if (first === undefined) throw new Error('nothing was written');
      await write(2);
      await pumpTo(createFileSink(path)).pump.flush();
      const root = (await inDatabase()).at(-1)?.hash ?? '';
      const columns = `insert into audit select * from jsonb_populate_recordset(null::audit, $1)`;
      const rows = await test.sql('select to_jsonb(audit) as row from audit where seq <= 3');
      await yesterday.sql(columns, [JSON.stringify(rows.map(({ row }) => row))]);
      expect(more).toHaveLength(2);
      await test.close();
      test = yesterday;
      return { root };
    }
    const check = (accepted: string[] = [], isRequired = false) => {
      const { log, lines } = testLog();
      const sinks = [createFileSink(path)];
      let closings = 0;
      const done = checkRestored({
        ...{ store: test.store, sinks, audit, log, accepted, isRequired },
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
      const { pump } = pumpTo(createFileSink(path));
      await pump.tick();
      await pump.flush();
      expect(pump.isAhead).toBe(false);
      expect((await text()).split('\n').length).toBeGreaterThan(8);
      await expectWhole();
    });

    it('begins nothing new when it comes to light only later', async () => {
      await restore();
      const { pump } = pumpTo(createFileSink(path));
      await pump.tick();
      const gate = createAuditGate({ sinks: [pump], toleranceMs: null, now });
      expect(() => gate.check()).toThrowError(
        expect.objectContaining({ code: 'database_restored' }),
      );
    });

    it('does not start over an empty database either', async () => {
      const { root } = await restore();
      await test.sql('alter table audit disable trigger all');
      await test.sql('delete from audit');
      await expect(check().done).rejects.toThrowError(`the database has 0 of 5 audit records`);
      await check([root]).done;
      expect(await inDatabase()).toHaveLength(1);
    });

    it('does not start without an answer where a second place is required', async () => {
      await writeFile(path, 'not ours\n');
      await expect(check([], true).done).rejects.toMatchObject({ code: 'audit_unavailable' });
      const { done, lines } = check();
      await done;
      expect(lines).toMatchObject([{ event: 'audit_sink_failed', code: 'audit_unavailable' }]);
    });
  });
});
