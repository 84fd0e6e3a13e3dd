import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Queries } from '#bff/store/queries.ts';
import { outbox } from '#bff/store/schema.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { hashRecord, textAroundLink, verifyAuditChain } from './auditChain.ts';
import { createAuditLog, readAuditLog } from './auditLog.ts';
import type { AuditEntry } from './auditRecord.ts';

const OPERATOR = '22222222-2222-4222-8222-222222222222';

/** Text that PostgreSQL can keep; the log takes none from outside, and holds all the same if it ever does. */
const text = fc.string({ unit: 'grapheme' }).map((any) => any.replaceAll('\0', ''));
const plain = { noNullPrototype: true } as const;
const entry = fc.record(
  {
    phase: fc.constantFrom<AuditEntry['phase'][]>('intent', 'outcome'),
    action: text,
    result: fc.option(text),
    actorId: text,
    holderId: fc.option(fc.uuid()),
    enrolmentId: fc.option(fc.uuid()),
    requestId: fc.option(text),
    detail: fc.record({ methodId: text, seq: fc.nat() }, plain),
    keySerial: fc.option(text),
    keyAaguid: fc.option(text),
    approvalId: fc.option(text),
    graphRequestId: fc.option(text),
    authentication: fc.option(
      fc.record({ acrs: fc.array(text, { maxLength: 3 }), authTime: fc.option(text) }, plain),
    ),
  },
  plain,
);

function said(action: string): AuditEntry {
  const nobody = { holderId: null, enrolmentId: null, requestId: null };
  return { phase: 'intent', action, result: null, actorId: OPERATOR, ...nobody, detail: {} };
}

describe('the audit log', () => {
  let test: TestStore;
  const audit = createAuditLog({ now: () => 1_800_000_000_000 });
  beforeAll(async () => {
    test = await createTestStore();
  });
  afterAll(() => test.close());

  const written = () => test.store.read(readAuditLog);

  it('has PostgreSQL link whatever it is told as the chain is checked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 3 }), async (entries) => {
        const [first, ...more] = entries;
        if (first === undefined) return;
        await test.store.transaction((queries) => audit.append(queries, first, ...more));
      }),
      { numRuns: 60 },
    );
    expect(verifyAuditChain(await written())).toBeNull();
  });

  it('stays one chain when two backends write as fast as they can', async () => {
    const other = await test.reopen();
    const before = (await written()).length;
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 === 0 ? test.store : other).transaction((queries) =>
          audit.append(queries, said('first'), said('second')),
        ),
      ),
    );
    const log = await written();
    expect(log).toHaveLength(before + 120);
    expect(verifyAuditChain(log)).toBeNull();
    await other.close();
  });

  it('is written with what it is about, or neither is', async () => {
    const before = await written();
    const waiting = (queries: Queries) => queries.$count(outbox);
    const notices = await test.store.read(waiting);
    const work = test.store.transaction(async (queries) => {
      const id = '33333333-3333-4333-8333-333333333333';
      const notice = { kind: 'alert', reason: 'wrongReader' } as never;
      await queries.insert(outbox).values({
        ...{ id, notice, state: 'waiting', attempts: 0, recipientId: OPERATOR, sameAs: null },
        ...{ nextAttemptAt: new Date(0), createdAt: new Date(0) },
      });
      await audit.append(queries, said('first'));
      await queries.execute('select 1/0');
    });
    await expect(work).rejects.toMatchObject({ cause: { code: '22012' } });
    expect(await written()).toEqual(before);
    expect(await test.store.read(waiting)).toBe(notices);
  });

  it('fails the transaction whose record it cannot take', async () => {
    const before = await written();
    const broken = { ...said('first'), holderId: 'nobody' };
    const work = test.store.transaction((queries) => audit.append(queries, broken));
    await expect(work).rejects.toMatchObject({ code: 'audit_unavailable' });
    expect(await written()).toEqual(before);
  });
});

describe('textAroundLink', () => {
  it('is the text that is hashed, but for the link', () => {
    const hash = fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'),
      minLength: 64,
      maxLength: 64,
    });
    fc.assert(
      fc.property(entry, fc.nat(), hash, (one, seq, previousHash) => {
        const content = { ...one, at: '2026-03-01T12:00:00.000Z' };
        const { before, between, after } = textAroundLink(content);
        const whole = `${before}${previousHash}${between}${seq}${after}`;
        expect(createHash('sha256').update(whole).digest('hex')).toBe(
          hashRecord({ ...content, seq, previousHash }),
        );
      }),
    );
  });
});
