import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';

describe('enrolments when several act at once', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  it('takes one of two reports of the same step, and does it once', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    current = await performOnPage(bench, bench.enrolments, key, current);
    const other = bench.secondBackend(await bench.database.reopen());
    bench.directory.posted.length = 0;
    if (current.action.kind !== 'makeCredential' || current.action.sealed === null) {
      throw new Error(current.action.kind);
    }
    const { sealed, clientDataHash, rp } = current.action;
    const { pinUvAuthParam, seq } = await bench.enrolments.authenticate(
      current.id,
      {
        keySession: key.session,
        encryptedToken: key.token(sealed) ?? '',
        message: clientDataHash,
      },
      ACTOR,
    );
    const event = {
      type: 'credentialMade' as const,
      attestationObject: key.makeCredential(rp.id, clientDataHash, pinUvAuthParam),
    };
    const body = { seq, keySession: key.session, event };
    const results = await Promise.allSettled([
      bench.enrolments.report(current.id, body, ACTOR),
      other.report(current.id, body, ACTOR),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'stale_step' },
    });
    expect(bench.directory.posted).toHaveLength(1);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('serves more enrolments at once than there are connections', async () => {
    const finished = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const key = bench.newKey();
        return runToRest(bench, key, await bench.start(bench.newHolder(), key));
      }),
    );
    expect(finished.every(({ enrolment }) => enrolment.action.kind === 'done')).toBe(true);
  });

  it('gives two starts for one person the same enrolment', async () => {
    const holder = bench.newHolder();
    const [a, b] = await Promise.all([bench.start(holder), bench.start(holder)]);
    expect(a.id).toBe(b.id);
    await expect(
      bench.enrolments.start(
        { userId: holder, profileId: 'new-colleague' },
        { id: '44444444-4444-4444-8444-444444444444', requestId: 'r' },
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('does not quietly go on by another profile than the one that was asked for', async () => {
    const holder = bench.newHolder();
    await bench.start(holder);
    await expect(bench.start(holder, undefined, 'holder-present')).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
