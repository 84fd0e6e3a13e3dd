import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { createProfileBook } from '#bff/profiles/profileBook.ts';
import { approvals } from '#bff/store/approvalTable.ts';
import { testConfig } from '#bff/testDeps.ts';
import type { ApprovalItem } from '#shared/api/approvals.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { profileContent } from '#shared/enrolment/profile.ts';
import { hashItem } from './approvalItem.ts';
import { decide } from './decideApproval.ts';
import { ADA, BEN, CLEO } from './testApprovals.ts';

const ROUNDS = 1_000;
const AT_ONCE = 8;
const SLOW_MS = 240_000;

const [FIRST] = BUILT_IN_PROFILES;
if (FIRST === undefined) throw new TypeError('There is no profile to begin with.');

describe('two at the same moment', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench({}, { approvals: ['profiles'] });
  });
  afterAll(() => bench.close());

  const actor = (id: string) => ({
    ...{ id, requestId: randomUUID(), tenantId: testConfig().tenantId },
    roles: ['Admin'] as const,
  });

  it(
    'who decide, and two who use it, are one decision and one effect, a thousand times',
    async () => {
      const { parts } = bench;
      const { store, now } = parts;
      const book = createProfileBook(parts);
      const { id: profileId } = await book.list().then(([one]) => one ?? { id: '' });
      const at = new Date(now());
      const [before] = await bench.database.sql('select count(*)::int as count from profiles');
      const rows = Array.from({ length: ROUNDS }, (_, round) => {
        const item: ApprovalItem = { action: 'retireProfile', profileId, basedOn: round + 1 };
        return {
          ...({ id: randomUUID(), state: 'waiting', item, hash: hashItem(item) } as const),
          ...{ tenantId: testConfig().tenantId, askedById: ADA, askedByName: null, askedAt: at },
          expiresAt: new Date(at.getTime() + 60_000),
        };
      });
      await store.read((queries) => queries.insert(approvals).values(rows));
      const waiting = [...rows];
      const decided: string[] = [];
      const used: string[] = [];
      async function playNext(): Promise<void> {
        const row = waiting.pop();
        if (row === undefined) return;
        const { id, hash, item } = row;
        const decisions = await Promise.allSettled([
          decide(parts, id, { decision: 'approve', hash, reason: '' }, actor(BEN)),
          decide(parts, id, { decision: 'refuse', hash, reason: 'No.' }, actor(CLEO)),
        ]);
        const heard = decisions.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
        expect(heard).toHaveLength(1);
        decided.push(...heard.map(({ state }) => state));
        const use = () =>
          store.transaction(async (queries) => {
            await parts.approvals.use(queries, item, { ...actor(ADA), approvalId: id });
            used.push(id);
          });
        const uses = await Promise.allSettled([use(), use()]);
        const done = uses.filter(({ status }) => status === 'fulfilled');
        expect(done).toHaveLength(heard[0]?.state === 'approved' ? 1 : 0);
        return playNext();
      }
      await Promise.all(Array.from({ length: AT_ONCE }, playNext));
      expect(decided).toHaveLength(ROUNDS);
      expect(used).toHaveLength(decided.filter((state) => state === 'approved').length);
      expect(new Set(used).size).toBe(used.length);
      const [after] = await bench.database.sql('select count(*)::int as count from profiles');
      expect(after).toEqual(before);
    },
    SLOW_MS,
  );

  it('who save the same profile with one approval write one version', async () => {
    const { parts } = bench;
    const book = createProfileBook(parts);
    const [profile] = await book.list();
    if (profile === undefined) throw new TypeError('There is no profile.');
    const { id: profileId, version: basedOn } = profile;
    const content = { ...profileContent(profile), description: 'Another one.' };
    const item: ApprovalItem = {
      action: 'editProfile',
      ...{ profileId, basedOn },
      profile: {
        ...content,
        minPinLengthRpIds: [...content.minPinLengthRpIds],
        allowedAaguids: [...content.allowedAaguids],
      },
    };
    const at = new Date(parts.now());
    const soon = new Date(at.getTime() + 60_000);
    const id = randomUUID();
    await parts.store.read((queries) =>
      queries.insert(approvals).values({
        state: 'approved',
        ...{ id, item, hash: hashItem(item), expiresAt: soon, useBy: soon },
        ...{ tenantId: testConfig().tenantId, askedById: ADA, askedAt: at },
        ...{ decidedById: BEN, decidedAt: at },
      }),
    );
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        book.edit(profileId, basedOn, content, { ...actor(ADA), approvalId: id }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({ code: 'approval_used' });
      }
    }
    expect(
      (await book.show(profileId)).versions.map(({ profile: { version } }) => version),
    ).toEqual([basedOn + 1, basedOn]);
  });
});
