import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Approval, ApprovalList, AskApproval } from '#shared/api/approvals.ts';
import { ADA, type ApprovalBench, BEN, createApprovalBench, OMAR } from './testApprovals.ts';

const HALF_AN_HOUR_MS = 30 * 60_000;

describe('an approval', () => {
  let desk: ApprovalBench;
  beforeAll(async () => {
    desk = await createApprovalBench(['scopes', 'profiles']);
  });
  afterAll(() => desk.close());

  /** A scope for an operator of its own: something that can be asked for and done. */
  function newChange() {
    const change = {
      basedOn: 0,
      subject: { kind: 'operator', id: randomUUID() },
      scope: { kind: 'everyone' },
      granted: true,
    } as const;
    const ask: AskApproval = { action: 'changeScope', change };
    const use = (as: 'ada' | 'ADA' | 'ben' | 'cleo', approval?: string, body: unknown = change) =>
      desk.call(as, '/operators/scopes', body, approval);
    return { change, ask, use };
  }
  const stateOf = async (id: string) =>
    (await desk.get<Approval>('ada', `/approvals/${id}`)).body.state;

  it('of another person lets what was asked for be done once, and both are in the audit', async () => {
    const { change, ask, use } = newChange();
    expect(await use('ada')).toMatchObject({ status: 403, body: { code: 'approval_needed' } });
    const asked = await desk.ask('ada', ask);
    expect(asked).toMatchObject({
      state: 'waiting',
      item: { action: 'changeScope', change },
      askedBy: { id: ADA, displayName: 'Ada' },
      decidedBy: null,
    });
    expect(await use('ada', asked.id)).toMatchObject({ body: { code: 'approval_needed' } });
    const { status, body } = await desk.approve('ben', asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'approved', decidedBy: { id: BEN, displayName: 'Ben' } });
    expect((await use('ada', asked.id)).status).toBe(200);
    expect(await stateOf(asked.id)).toBe('used');
    expect(await use('ada', asked.id)).toMatchObject({
      status: 409,
      body: { code: 'approval_used' },
    });
    const records = (await desk.audit()).filter(({ approvalId }) => approvalId === asked.id);
    const said = records.map(({ action, phase, result, actorId }) =>
      [action, phase, result ?? '', actorId].join(' '),
    );
    expect(said).toEqual([
      `askApproval intent  ${ADA}`,
      `askApproval outcome ok ${ADA}`,
      `grantScope intent  ${ADA}`,
      `grantScope outcome approval_needed ${ADA}`,
      `approve intent  ${BEN}`,
      `approve outcome ok ${BEN}`,
      `grantScope intent  ${ADA}`,
      `grantScope outcome ok ${ADA}`,
      `grantScope intent  ${ADA}`,
      `grantScope outcome approval_used ${ADA}`,
    ]);
  });

  it('is never decided by who asked, however their id is spelled', async () => {
    const { ask } = newChange();
    const asked = await desk.ask('ada', ask);
    for (const as of ['ada', 'ADA'] as const) {
      expect(await desk.approve(as, asked)).toMatchObject({
        status: 403,
        body: { code: 'approval_not_yours' },
      });
    }
    expect(await stateOf(asked.id)).toBe('waiting');
    const again = await desk.ask('ADA', newChange().ask);
    expect((await desk.approve('ada', again)).status).toBe(403);
    // Nor by whoever writes into the database past all of this.
    const past = desk.bench.database.sql(
      `update approvals set state = 'approved', decided_by_id = asked_by_id where id = $1`,
      [asked.id],
    );
    await expect(past).rejects.toThrow('approvals_two_people');
  });

  it('is used by nobody but who asked, whose id may be spelled differently', async () => {
    const { ask, use } = newChange();
    const id = await desk.approved('ada', ask);
    for (const as of ['ben', 'cleo'] as const) {
      expect(await use(as, id)).toMatchObject({
        status: 403,
        body: { code: 'approval_not_yours' },
      });
    }
    expect((await use('ADA', id.toUpperCase())).status).toBe(200);
  });

  it('is for exactly what was asked for, and ids are the same in any spelling', async () => {
    const { change, ask, use } = newChange();
    const id = await desk.approved('ada', ask);
    const others = [
      { ...change, granted: false },
      { ...change, subject: { ...change.subject, id: randomUUID() } },
      { ...change, subject: { ...change.subject, kind: 'group' } },
      { ...change, scope: { kind: 'group', id: randomUUID() } },
    ];
    for (const other of others) {
      expect(await use('ada', id, other)).toMatchObject({
        status: 409,
        body: { code: 'approval_changed' },
      });
    }
    const subject = { ...change.subject, id: change.subject.id.toUpperCase() };
    expect((await use('ada', id, { ...change, subject })).status).toBe(200);
  });

  it('can be decided for half an hour, and used for half an hour after that', async () => {
    const { clock } = desk.bench;
    const late = newChange();
    const asked = await desk.ask('ada', late.ask);
    clock.now += HALF_AN_HOUR_MS;
    expect(await stateOf(asked.id)).toBe('expired');
    expect(await desk.approve('ben', asked)).toMatchObject({
      status: 409,
      body: { code: 'approval_expired' },
    });
    expect(await late.use('ada', asked.id)).toMatchObject({ body: { code: 'approval_expired' } });
    // Asked again it is another one.
    expect((await desk.ask('ada', late.ask)).id).not.toBe(asked.id);

    const inTime = newChange();
    const next = await desk.ask('ada', inTime.ask);
    clock.now += HALF_AN_HOUR_MS - 1;
    expect((await desk.approve('ben', next)).status).toBe(200);
    clock.now += HALF_AN_HOUR_MS - 1;
    expect(await stateOf(next.id)).toBe('approved');
    clock.now += 1;
    expect(await stateOf(next.id)).toBe('expired');
    expect(await inTime.use('ada', next.id)).toMatchObject({ body: { code: 'approval_expired' } });
  });

  it('that is refused says why, and lets nothing be done', async () => {
    const { ask, use } = newChange();
    const { id, hash } = await desk.ask('ada', ask);
    const decide = (body: unknown) => desk.call('ben', `/approvals/${id}/decision`, body);
    expect(await decide({ decision: 'refuse', hash, reason: ' ' })).toMatchObject({ status: 400 });
    expect(await decide({ decision: 'refuse', hash, reason: 'Not today.' })).toMatchObject({
      status: 200,
      body: { state: 'refused', reason: 'Not today.' },
    });
    expect(await decide({ decision: 'approve', hash, reason: '' })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect(await use('ada', id)).toMatchObject({ body: { code: 'approval_needed' } });
  });

  it('is decided about what was seen, and about nothing that was put in its place', async () => {
    const asked = await desk.ask('ada', newChange().ask);
    const other = { ...asked, hash: '0'.repeat(64) };
    expect(await desk.approve('ben', other)).toMatchObject({ body: { code: 'approval_changed' } });
    await desk.bench.database.sql(
      `update approvals set item = jsonb_set(item, '{change,granted}', 'false') where id = $1`,
      [asked.id],
    );
    expect(await desk.approve('ben', asked)).toMatchObject({ body: { code: 'approval_changed' } });
  });

  it('is taken back by who asked and by nobody else, as long as it was not used', async () => {
    const { ask, use } = newChange();
    const id = await desk.approved('ada', ask);
    const withdraw = (as: 'ada' | 'ben') => desk.call<Approval>(as, `/approvals/${id}/withdraw`);
    expect((await withdraw('ben')).status).toBe(404);
    expect((await withdraw('ada')).body.state).toBe('withdrawn');
    expect((await withdraw('ada')).body.state).toBe('withdrawn');
    expect(await use('ada', id)).toMatchObject({ body: { code: 'approval_needed' } });
  });

  it('is shown to admins and to who asked; the same asked again is the same request', async () => {
    const { ask } = newChange();
    const asked = await desk.ask('ada', ask);
    expect((await desk.ask('ada', ask)).id).toBe(asked.id);
    const idsOf = async (as: 'ada' | 'ben' | 'omar') => {
      const { body } = await desk.get<ApprovalList>(as, '/approvals');
      return body.approvals.map(({ id }) => id);
    };
    expect(await idsOf('ada')).toContain(asked.id);
    expect(await idsOf('ben')).toContain(asked.id);
    expect(await idsOf('omar')).toEqual([]);
    expect((await desk.get('omar', `/approvals/${asked.id}`)).status).toBe(404);
    expect((await desk.get('auditor', '/approvals')).status).toBe(403);
    expect((await desk.call('omar', `/approvals/${asked.id}/decision`, {})).status).toBe(403);
  });

  it('is not asked for where none is needed, by who may not do it anyway, or without an end', async () => {
    const id = randomUUID();
    const pin = { action: 'printPin', enrolmentId: id } as const;
    expect(await desk.call('ada', '/approvals', pin)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect(await desk.call('omar', '/approvals', newChange().ask)).toMatchObject({
      status: 403,
      body: { code: 'session_forbidden' },
    });
    const asked = await Promise.all(
      Array.from({ length: 25 }, () => desk.call('cleo', '/approvals', newChange().ask)),
    );
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(asked.filter(({ body }) => body.code === 'rate_limited')).toHaveLength(5);
  });

  it('is neither asked for nor given by somebody who is suspended', async () => {
    const asked = await desk.ask('ada', newChange().ask);
    await desk.call('cleo', `/operators/${BEN}/suspension`, { suspended: true });
    expect(await desk.approve('ben', asked)).toMatchObject({
      status: 403,
      body: { code: 'operator_suspended' },
    });
    expect(await desk.call('ben', '/approvals', newChange().ask)).toMatchObject({ status: 403 });
    await desk.call('cleo', `/operators/${BEN}/suspension`, { suspended: false });
    expect((await desk.approve('ben', asked)).status).toBe(200);
  });

  it('is told of by mail to whoever gets the alerts, without a name and without a link of its own', async () => {
    const { ask, change } = newChange();
    const { id } = await desk.ask('ada', ask);
    const rows = await desk.bench.database.sql(
      `select notice from outbox where recipient_id is null and notice->>'approvalId' = $1`,
      [id],
    );
    expect(rows).toMatchObject([
      {
        notice: {
          ...{ kind: 'approvalAsked', action: 'changeScope', approvalId: id },
          ...{ actorId: ADA, holderId: change.subject.id },
        },
      },
    ]);
  });

  it('comes from who asks, in no header that is not an id', async () => {
    const { use } = newChange();
    for (const header of ['x', `${OMAR} `, "' or true --"]) {
      expect((await use('ada', header)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await use('ada', randomUUID())).toMatchObject({ body: { code: 'approval_needed' } });
  });
});
