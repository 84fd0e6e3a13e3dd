import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { ACTOR, runToRest } from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';
import { type ApprovalBench, createApprovalBench, OMAR } from './testApprovals.ts';

const MINUTE_MS = 60_000;

describe('the letters of a batch, where PINs need two people', () => {
  let desk: ApprovalBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    desk = await createApprovalBench(['showPin']);
    app = createApp(benchDeps(desk.bench, { omar: testCaller({ id: OMAR, roles: ['Operator'] }) }));
  });
  afterAll(() => desk.close());

  async function batchOf(people: number) {
    const { batches } = desk.bench;
    const said = { name: 'Front desk', profileId: 'sealed-letter', assignment: 'next' } as const;
    const settings = { resetsConfirmed: false, challengeMinutes: 5 };
    const { id } = await batches.create({ ...said, ...settings }, ACTOR);
    const users = Array.from({ length: people }, () => desk.bench.newHolder());
    await batches.addPeople(
      id,
      { people: users.map((userId) => ({ userId, serial: null })) },
      ACTOR,
    );
    await batches.changeState(id, { to: 'running' }, ACTOR);
    return id;
  }

  async function enrolNext(id: string) {
    const key = desk.bench.newKey();
    const { enrolment } = await desk.bench.batches.next(id, { key: key.plugged() }, ACTOR);
    return (await runToRest(desk.bench, key, enrolment)).enrolment;
  }

  /** In a window of its own. */
  function windowOf() {
    const session = randomUUID();
    const call = async (path: string, body?: unknown, approval?: string) => {
      const answer = await app.request(`/api${path}`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer omar',
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          'keywright-session': session,
          ...(approval !== undefined && { 'keywright-approval': approval }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const reserved = answer.headers.get('keywright-reservation');
      return {
        status: answer.status,
        reservationIds: reserved === null ? [] : reserved.split(','),
        left: answer.headers.get('keywright-left'),
        code: answer.ok ? null : ((await answer.json()) as { code: string }).code,
      };
    };
    return {
      print: (batchId: string, approval?: string) =>
        call(`/batches/${batchId}/letters`, undefined, approval),
      confirm: (batchId: string, reservationIds: readonly string[]) =>
        call(`/batches/${batchId}/letters/confirm`, { reservationIds }),
    };
  }

  const ask = (batchId: string) => ({ action: 'printBatchLetters', batchId }) as const;

  it('are printed as they were approved, once, and no later ones with them', async () => {
    const batchId = await batchOf(3);
    const done = [await enrolNext(batchId), await enrolNext(batchId)];
    const mine = windowOf();
    expect(await mine.print(batchId)).toMatchObject({ status: 403, code: 'approval_needed' });
    const asked = await desk.ask('omar', ask(batchId.toUpperCase()));
    expect(asked.item).toMatchObject({
      ...{ action: 'printBatchLetters', batchId, batchName: 'Front desk' },
      letters: done.map(({ id, holder }) => ({
        ...{ enrolmentId: id, userId: holder.id, displayName: holder.displayName },
        key: { serial: expect.any(String), aaguid: expect.any(String) },
      })),
    });
    expect(await mine.print(batchId, asked.id)).toMatchObject({ code: 'approval_needed' });
    expect((await desk.approve('ben', asked)).status).toBe(200);
    await enrolNext(batchId);

    const printed = await mine.print(batchId, asked.id);
    expect(printed).toMatchObject({ status: 200, left: '1' });
    expect(printed.reservationIds).toHaveLength(2);
    // Its answer was lost: the same window asks once more, and no other one.
    expect(await mine.print(batchId, asked.id)).toEqual(printed);
    expect((await windowOf().print(batchId, asked.id)).code).toMatch(/^approval_(used|changed)$/);
    expect((await mine.confirm(batchId, printed.reservationIds)).status).toBe(200);

    // The third one is another matter.
    expect((await mine.print(batchId, asked.id)).code).toBe('approval_changed');
    const next = await desk.approved('omar', ask(batchId));
    expect(await mine.print(batchId, next)).toMatchObject({ status: 200, left: '0' });
    const log = await desk.audit();
    const letters = log.filter(
      ({ action, phase, result }) =>
        action === 'printPin' && phase === 'outcome' && result === 'ok',
    );
    expect(letters.map(({ approvalId }) => approvalId)).toEqual([
      ...[asked.id, asked.id, asked.id, asked.id],
      next,
    ]);
    const { detail } = log.find(({ approvalId }) => approvalId === asked.id) ?? {};
    expect(detail).toMatchObject({ asked: 'printBatchLetters', batchId, count: 2 });
  });

  it('are not printed twice with one approval after the minute that a window has', async () => {
    const batchId = await batchOf(1);
    await enrolNext(batchId);
    const mine = windowOf();
    const approval = await desk.approved('omar', ask(batchId));
    expect((await mine.print(batchId, approval)).status).toBe(200);
    desk.bench.clock.now += MINUTE_MS + 1;
    expect((await mine.print(batchId, approval)).code).toBe('approval_used');
  });

  it('are other ones where one of them was printed by itself since', async () => {
    const batchId = await batchOf(2);
    const [first] = [await enrolNext(batchId), await enrolNext(batchId)];
    const approval = await desk.approved('omar', ask(batchId));
    const alone = await desk.approved('omar', { action: 'printPin', enrolmentId: first.id });
    expect(
      (await desk.call('omar', `/enrolments/${first.id}/letter`, undefined, alone)).status,
    ).toBe(200);
    expect((await windowOf().print(batchId, approval)).code).toBe('approval_changed');
    // And the approval of one is none of all.
    const other = await batchOf(1);
    const only = await enrolNext(other);
    const ofOne = await desk.approved('omar', { action: 'printPin', enrolmentId: only.id });
    expect((await windowOf().print(other, ofOne)).code).toBe('approval_changed');
  });

  it('are for who asked, and for half an hour', async () => {
    const batchId = await batchOf(1);
    await enrolNext(batchId);
    const ofAda = await desk.approved('ada', ask(batchId));
    expect((await windowOf().print(batchId, ofAda)).code).toBe('approval_not_yours');
    const asked = await desk.ask('omar', ask(batchId));
    expect((await desk.approve('ben', asked)).status).toBe(200);
    desk.bench.clock.now += 30 * MINUTE_MS;
    expect((await windowOf().print(batchId, asked.id)).code).toBe('approval_expired');
  });

  it('leave out whoever got power since, before and after the approval', async () => {
    const batchId = await batchOf(3);
    const done = [await enrolNext(batchId), await enrolNext(batchId), await enrolNext(batchId)];
    desk.makePowerful(done[0]?.holder.id ?? '');
    const asked = await desk.ask('omar', ask(batchId));
    expect(asked.item).toMatchObject({
      letters: done.slice(1).map(({ id }) => ({ enrolmentId: id })),
    });
    await desk.approve('ben', asked);
    desk.makePowerful(done[1]?.holder.id ?? '');
    const printed = await windowOf().print(batchId, asked.id);
    expect(printed.reservationIds).toHaveLength(1);
  });

  it('are not asked for where there is none', async () => {
    const batchId = await batchOf(1);
    expect((await windowOf().print(batchId)).code).toBe('not_found');
    for (const id of [batchId, randomUUID()]) {
      expect(await desk.call('omar', '/approvals', ask(id))).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
    const refused = await desk.call('auditor', '/approvals', ask(batchId));
    expect(refused.status).toBe(403);
  });
});
