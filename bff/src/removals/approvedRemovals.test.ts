import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, type ApprovalBench, createApprovalBench } from '#bff/approvals/testApprovals.ts';
import type { ApprovalKind } from '#shared/api/approvals.ts';
import type { RemovalDetail } from '#shared/api/removals.ts';
import { runRemovals } from './runRemovals.ts';
import { DELAY_MS, removalPartsOf } from './testRemovals.ts';

describe('with another person’s approval', () => {
  let desk: ApprovalBench;
  afterEach(() => desk.close());

  const open = async (...kinds: ApprovalKind[]) => {
    desk = await createApprovalBench(kinds);
  };

  const plan = async (userId: string, withLast = false) => {
    const what = { by: 'people', references: [userId] };
    const body = { reason: 'They leave', what, withLast };
    return (await desk.call<RemovalDetail>('ada', '/removals', body)).body;
  };
  const ask = (removalId: string) => ({ action: 'removeKeys', removalId }) as const;
  const start = (id: string, approval?: string, as: 'ada' | 'ben' = 'ada') =>
    desk.call<RemovalDetail>(as, `/removals/${id}/start`, undefined, approval);

  function personWith(count: number) {
    const id = desk.bench.newHolder();
    for (let index = 0; index < count; index += 1) desk.bench.directory.addPasskey(id);
    return id;
  }
  const keysLeft = (id: string) => desk.bench.directory.passkeys.get(id)?.length;

  async function runAfterDelay() {
    desk.bench.clock.now += DELAY_MS;
    await runRemovals(removalPartsOf(desk.bench));
  }

  describe('for many keys', () => {
    beforeEach(() => open('bulk'));

    it('a removal starts with the approval of exactly its keys, once, by who asked', async () => {
      const holder = personWith(3);
      const planned = await plan(holder);
      expect(planned.needsApproval).toBe(true);
      expect(await start(planned.id)).toMatchObject({
        ...{ status: 403, body: { code: 'approval_needed' } },
      });
      const asked = await desk.ask('ada', ask(planned.id));
      expect(asked.item).toMatchObject({
        ...{ action: 'removeKeys', removalId: planned.id, reason: 'They leave' },
        keys: [{ userId: holder, isLast: false }, { userId: holder }],
      });
      await desk.approve('ben', asked);
      const other = await plan(personWith(2));
      expect(await start(other.id, asked.id)).toMatchObject({ body: { code: 'approval_changed' } });
      expect(await start(planned.id, asked.id, 'ben')).toMatchObject({
        body: { code: 'approval_not_yours' },
      });
      expect(await start(planned.id, asked.id)).toMatchObject({ body: { state: 'waiting' } });
      expect(await start(planned.id, asked.id)).toMatchObject({ body: { code: 'conflict' } });
      await runAfterDelay();
      expect(keysLeft(holder)).toBe(1);
      const records = (await desk.audit()).filter(({ action }) => action === 'removeKey');
      expect(records).toHaveLength(4);
      for (const { approvalId, actorId } of records) {
        expect({ approvalId, actorId }).toEqual({ approvalId: asked.id, actorId: ADA });
      }
    });

    it('the last key that works stays, as nobody may approve that here', async () => {
      const holder = personWith(1);
      const planned = await plan(holder, true);
      expect(planned.keys).toMatchObject([{ isLast: true, state: 'left', code: 'last_key' }]);
    });
  });

  describe('for the last key that works', () => {
    beforeEach(() => open('lastMethod'));

    it('it goes once another one approved it, and one that became the last since stays', async () => {
      const holder = personWith(1);
      const planned = await plan(holder, true);
      expect(planned).toMatchObject({ needsApproval: true, keys: [{ isLast: true, code: null }] });
      expect(await start(planned.id)).toMatchObject({ body: { code: 'approval_needed' } });
      const approval = await desk.approved('ada', ask(planned.id));
      expect((await start(planned.id, approval)).status).toBe(200);
      const other = personWith(2);
      const second = await plan(other);
      expect((await start(second.id)).status).toBe(200);
      const [, spare] = desk.bench.directory.passkeys.get(other) ?? [];
      desk.bench.directory.passkeys.set(
        other,
        (desk.bench.directory.passkeys.get(other) ?? []).filter((one) => one !== spare),
      );
      await runAfterDelay();
      expect([keysLeft(holder), keysLeft(other)]).toEqual([0, 1]);
    });

    it('it stays where it is not asked for', async () => {
      const planned = await plan(personWith(1));
      expect(planned).toMatchObject({ needsApproval: false, keys: [{ code: 'last_key' }] });
    });
  });
});
