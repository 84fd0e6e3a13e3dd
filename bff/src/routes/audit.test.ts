import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { recordLine } from '#bff/audit/auditChain.ts';
import { readAuditLog, recordOf } from '#bff/audit/auditLog.ts';
import { createAuditReader } from '#bff/audit/auditReader.ts';
import { verifyLines } from '#bff/audit/lineVerifier.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';
import type { AuditPage } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';

const AUDITOR = '55555555-5555-4555-8555-555555555555';
const callers = {
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: AUDITOR, roles: ['Auditor'], acrs: ['c2'], authTime: 1_800_000_000 }),
  admin: testCaller({ id: '77777777-5555-4555-8555-555555555555', roles: ['Admin'] }),
};

describe('the routes of the audit', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  let holder: string;
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, callers));
    for (let index = 0; index < 6; index += 1) {
      const key = bench.newKey();
      holder = bench.newHolder();
      await runToRest(bench, key, await bench.start(holder, key));
    }
    bench.directory.addPerson(holder, { enabled: false });
    await expect(bench.start(holder)).rejects.toMatchObject({ code: 'user_disabled' });
  });
  afterAll(() => bench.close());

  const ask = (path: string, as: keyof typeof callers = 'auditor') =>
    app.request(`/api/audit${path}`, { headers: { authorization: `Bearer ${as}` } });
  const search = async (query: string) => (await (await ask(query)).json()) as AuditPage;
  const inDatabase = () => bench.parts.store.read(readAuditLog);

  it('are for auditors and admins', async () => {
    for (const path of ['', '/export?format=csv']) {
      expect((await ask(path, 'operator')).status).toBe(403);
      expect((await ask(path, 'admin')).status).toBe(200);
    }
  });

  it('give the newest first, page by page, each record once', async () => {
    const records = await inDatabase();
    const seen: number[] = [];
    let page = await search('');
    expect(page.records).toHaveLength(100);
    expect(page.actions).toContain('register');
    seen.push(...page.records.map(({ seq }) => seq));
    while (page.cursor !== null) {
      page = await search(`?cursor=${page.cursor}`);
      seen.push(...page.records.map(({ seq }) => seq));
    }
    expect(seen).toEqual(records.map(({ seq }) => seq).reverse());
  });

  it('find by person, action, result and time, and name the holder', async () => {
    const mine = await search(`?holder=${holder.toUpperCase()}&action=register&result=ok`);
    expect(mine.records).toMatchObject([
      { action: 'register', holderId: holder, holderName: `Person ${holder.slice(0, 4)}` },
    ]);
    expect((await search(`?holder=${holder}&result=failed`)).records).toMatchObject([
      { action: 'startEnrolment', result: 'user_disabled', holderName: null },
    ]);
    expect((await search(`?actor=${AUDITOR}&action=register`)).records).toEqual([]);
    const [first] = await inDatabase();
    const { records } = await search(`?to=${encodeURIComponent(first?.at ?? '')}`);
    expect(records).toEqual([]);
    expect(
      (await search(`?from=${encodeURIComponent(first?.at ?? '')}&holder=${holder}`)).records,
    ).not.toEqual([]);
  });

  it.each([
    '?from=yesterday',
    '?actor=x',
    '?action=a%27b',
    '?cursor=-1',
    '/export',
    '/export?format=pdf',
  ])('refuse %s', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });

  it('give lines away that verify, under a name of ours, and write down that they did', async () => {
    const before = await inDatabase();
    const answer = await ask('/export?format=jsonl');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="keywright-audit-[\dT-]{19}Z\.jsonl"$/,
    );
    const text = await answer.text();
    expect(verifyLines(text, { isSigned: () => false })).toBeNull();
    const lines = text.trim().split('\n');
    expect(lines.slice(0, -1)).toEqual(before.map(recordLine));
    const after = await inDatabase();
    expect(after.slice(before.length)).toMatchObject([
      {
        action: 'exportAudit',
        phase: 'intent',
        actorId: AUDITOR,
        authentication: { acrs: ['c2'], authTime: '2027-01-15T08:00:00.000Z' },
      },
      { action: 'exportAudit', phase: 'outcome', result: 'ok', detail: { count: lines.length } },
    ]);
    expect(lines.at(-1)).toBe(recordLine(after[before.length] ?? recordOf(Object.create(null))));
  });

  it('give a table away that fits the filter', async () => {
    const answer = await ask(`/export?format=csv&holder=${holder}&action=register`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const rows = (await answer.text()).split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]).toContain('"seq","at","phase","action"');
    expect(rows[1]).toContain(`"${holder}"`);
  });

  it('give nothing away without a record of it', async () => {
    await bench.database.sql('alter table audit rename column detail to detail_away');
    const answer = await ask('/export?format=jsonl');
    await bench.database.sql('alter table audit rename column detail_away to detail');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'audit_unavailable' });
  });

  it('say what a download broke off at, also where nobody told how they signed in', async () => {
    const { store, audit, now } = bench.parts;
    for (const [failure, result] of [
      [new AppError('database_unavailable', 'as the test wants it'), 'database_unavailable'],
      [new TypeError('as the test wants it'), 'internal'],
    ] as const) {
      let reads = 0;
      const read: typeof store.read = (work) => {
        reads += 1;
        // The first one looks how long the log is.
        return reads > 1 ? Promise.reject(failure) : store.read(work);
      };
      const reader = createAuditReader({ store: { ...store, read }, audit, now });
      const batches = await reader.takeAway({}, 'jsonl', { id: AUDITOR, requestId: 'broken' });
      await expect(batches[Symbol.asyncIterator]().next()).rejects.toBe(failure);
      expect((await inDatabase()).at(-1)).toMatchObject({
        ...{ action: 'exportAudit', phase: 'outcome', result, requestId: 'broken' },
        authentication: null,
      });
    }
  });

  it('say that a download was given up', async () => {
    const answer = await ask('/export?format=jsonl');
    const reader = answer.body?.getReader();
    await reader?.cancel();
    await expect
      .poll(async () => (await inDatabase()).at(-1))
      .toMatchObject({ action: 'exportAudit', phase: 'outcome' });
  });
});
