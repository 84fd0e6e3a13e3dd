import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { verifyAuditChain } from './auditChain.ts';
import { createAuditFile } from './auditFile.ts';
import { type AuditSink, createAuditLog, readAuditLog } from './auditLog.ts';
import type { AuditRecord } from './auditRecord.ts';

const entry = {
  phase: 'intent',
  action: 'register',
  result: null,
  actorId: 'operator',
  holderId: null,
  enrolmentId: null,
  requestId: 'r',
  detail: { keySerial: '12345678' },
} as const;

describe('the audit log with a file as its second place', () => {
  let test: TestStore;
  let directory: string;
  beforeAll(async () => {
    test = await createTestStore();
    directory = await mkdtemp(join(tmpdir(), 'keywright-audit-'));
  });
  afterAll(async () => {
    await test.close();
    await rm(directory, { recursive: true, force: true });
  });

  const appendTo = (sink: AuditSink) =>
    test.store.transaction((queries) =>
      createAuditLog({ now: () => 1_000, sink }).append(queries, entry),
    );

  it('writes the same chain to both', async () => {
    const path = join(directory, 'audit.jsonl');
    const sink = createAuditFile(path);
    await Promise.all([appendTo(sink), appendTo(sink), appendTo(sink)]);
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    const inFile = lines.map((line) => JSON.parse(line) as AuditRecord);
    const inDatabase = await test.store.read(readAuditLog);
    expect(inFile).toEqual(inDatabase);
    expect(verifyAuditChain(inDatabase, inFile.at(-1))).toBeNull();
  });

  it('writes nothing when the file cannot take it', async () => {
    const before = await test.store.read(readAuditLog);
    await expect(
      appendTo(createAuditFile(join(directory, 'no', 'audit.jsonl'))),
    ).rejects.toMatchObject({
      code: 'audit_unavailable',
    });
    expect(await test.store.read(readAuditLog)).toEqual(before);
  });
});
