import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '#bff/guard/target.ts';
import type { ApprovalKind } from '#shared/api/approvals.ts';
import type { Passkey } from '#shared/api/index.ts';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  performOnPage,
  type TestBench,
  typesOf,
} from './testBench.ts';

const SETTLE_MS = 60_000;

describe('an old key', () => {
  let bench: TestBench;
  beforeEach(() => open([]));
  afterEach(() => bench.close());

  async function open(approvals: readonly ApprovalKind[]) {
    bench = await createTestBench({}, { approvals });
  }

  /** Up to the last report, after which the old key is removed. */
  async function upToPolicy() {
    const holder = bench.newHolder();
    const oldKey = bench.directory.addPasskey(holder).id;
    const key = bench.newKey();
    let enrolment = await bench.start(holder, key, 'replacement');
    while (enrolment.action.kind !== 'applyPolicy') {
      enrolment = await performOnPage(bench, bench.enrolments, key, enrolment);
    }
    return {
      ...{ holder, oldKey, id: enrolment.id },
      finish: () => performOnPage(bench, bench.enrolments, key, enrolment),
    };
  }

  const show = (id: string) => bench.enrolments.show(id, ACTOR, true);
  const isThere = (holder: string, id: string) =>
    bench.directory.passkeys.get(holder)?.some((one) => one.id === id);
  const deletes = () => bench.directory.calls.filter((call) => call === 'deletePasskey').length;

  /** Gives everybody a role in the directory. */
  function makePowerful() {
    const { directory } = bench;
    const read = async (userId: string): Promise<Target> => ({
      person: await directory.getPerson(userId),
      roles: [{ roleId: randomUUID(), isOfPart: false }],
      ...{ roleGroups: [], isInRestrictedUnit: false },
      ...{ groupIds: new Set<string>(), unitIds: new Set<string>() },
    });
    directory.targets = {
      readTarget: read,
      targetNow: async (userId) => ({ target: await read(userId), passkeys: [] }),
    };
  }

  it('that is gone, with the answer lost, is not written down as kept where its holder got power since', async () => {
    const { id, holder, oldKey, finish } = await upToPolicy();
    bench.directory.fail('deletePasskey', 'lostAfter');
    expect((await finish()).action.kind).toBe('waitForTenant');
    makePowerful();
    bench.clock.now += SETTLE_MS;
    expect(await show(id)).toMatchObject({ action: { kind: 'done' } });
    const types = await typesOf(bench, id);
    expect(types).toContain('oldKeyRemoved');
    expect(types).not.toContain('oldKeyKept');
    expect([isThere(holder, oldKey), deletes()]).toEqual([false, 1]);
    const events = await bench.database.sql(
      "select how from key_events where holder_id = $1 and kind = 'removed'",
      [holder],
    );
    expect(events).toEqual([{ how: 'replacement' }]);
  });

  it('that is still there is kept for that, once the directory’s answer can be relied upon', async () => {
    const { id, holder, oldKey, finish } = await upToPolicy();
    bench.directory.fail('deletePasskey', 'lostBefore');
    await finish();
    makePowerful();
    bench.clock.now += 5_000;
    expect(await show(id)).toMatchObject({ action: { kind: 'waitForTenant' } });
    expect(await typesOf(bench, id)).not.toContain('oldKeyKept');
    bench.clock.now += SETTLE_MS;
    expect(await show(id)).toMatchObject({
      ...{ action: { kind: 'done' }, lastFailure: 'user_protected' },
    });
    expect([isThere(holder, oldKey), deletes()]).toEqual([true, 1]);
  });

  describe('that is the last one that works', () => {
    const change = (holder: string, id: string, changed: Partial<Passkey>) =>
      bench.directory.passkeys.set(
        holder,
        (bench.directory.passkeys.get(holder) ?? []).map((one) =>
          one.id === id ? { ...one, ...changed } : one,
        ),
      );
    const newKeyOf = (holder: string, oldKey: string) =>
      bench.directory.passkeys.get(holder)?.find(({ id }) => id !== oldKey)?.id ?? '';

    it.each([[[]], [['lastMethod']]] as const)(
      'stays where the new one does not surely work, with approvals %j',
      async (approvals) => {
        await bench.close();
        await open(approvals);
        const { id, holder, oldKey, finish } = await upToPolicy();
        change(holder, newKeyOf(holder, oldKey), { passkeyType: 'synced' });
        expect(await finish()).toMatchObject({
          action: { kind: 'done' },
          lastFailure: 'last_key',
        });
        expect([isThere(holder, oldKey), deletes()]).toEqual([true, 0]);
        const counted = 'select 1 from removals where enrolment_id = $1';
        expect(await bench.database.sql(counted, [id])).toEqual([]);
        const mails = await bench.database.sql(
          "select recipient_id from outbox where notice->>'kind' = 'keyKept'",
        );
        expect(mails).toEqual([{ recipient_id: OPERATOR }]);
      },
    );

    it('stays where the new one is about to be removed by somebody else', async () => {
      const { holder, oldKey, finish } = await upToPolicy();
      await bench.database.sql('insert into removals values ($1, $2, $3, $4)', [
        ...[randomUUID(), newKeyOf(holder, oldKey), randomUUID()],
        new Date(bench.clock.now - 1_000),
      ]);
      expect(await finish()).toMatchObject({ lastFailure: 'last_key' });
      expect(isThere(holder, oldKey)).toBe(true);
    });

    it('goes where the new one works, and so does one that nobody can sign in with', async () => {
      const works = await upToPolicy();
      expect((await works.finish()).action.kind).toBe('done');
      expect(isThere(works.holder, works.oldKey)).toBe(false);
      const none = await upToPolicy();
      bench.directory.modelProblem = 'model_not_allowed';
      expect((await none.finish()).action.kind).toBe('done');
      expect(isThere(none.holder, none.oldKey)).toBe(false);
    });
  });
});
