import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { createAuditLog, readAuditLog } from './auditLog.ts';
import type { AuditSink } from './auditSink.ts';
import { type AuditCheckpoint, isSignedBy } from './checkpoint.ts';
import { createLineVerifier, verifyLines } from './lineVerifier.ts';
import { createSinkPump } from './sinkPump.ts';
import { testEntry } from './testLines.ts';
import { verifyDatabase } from './verifyDatabase.ts';

/** An audit log with a file as its second place, both new for each test, and a clock that a test moves. */
export function sinkDesk() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const isSigned = (checkpoint: AuditCheckpoint) => isSignedBy(checkpoint, publicKey);
  const clock = { now: Date.parse('2027-06-01T09:00:00Z') };
  const now = () => clock.now;
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

  /** The database is another one from now on. */
  async function replaceStore(other: TestStore) {
    await test.close();
    test = other;
  }

  return {
    clock,
    now,
    audit,
    write,
    pumpTo,
    text,
    inDatabase,
    expectWhole,
    replaceStore,
    get test() {
      return test;
    },
    get path() {
      return path;
    },
  };
}
