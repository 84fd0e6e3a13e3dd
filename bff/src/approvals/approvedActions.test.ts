import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import { runToRest } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { Enrolment, ProfileHistory } from '#shared/api/index.ts';
import { profileContent } from '#shared/enrolment/profile.ts';
import { ADA, type ApprovalBench, createApprovalBench } from './testApprovals.ts';

const PROFILE = 'new-colleague';

describe('with two people for everything', () => {
  let desk: ApprovalBench;
  beforeAll(async () => {
    desk = await createApprovalBench(['protected', 'showPin', 'profiles', 'scopes']);
  });
  afterAll(() => desk.close());

  const askFor = (userId: string, key: TestKey | null = null): AskApproval => {
    const identity = key?.plugged().observation.identity;
    return {
      ...({ action: 'startEnrolment', userId, profileId: PROFILE, way: 'webhid' } as const),
      key: identity === undefined ? null : { serial: identity.serial, aaguid: identity.aaguid },
    };
  };
  const start = (
    userId: string,
    approval?: string,
    key: TestKey | null = null,
    as: 'ada' | 'omar' = 'ada',
  ) => {
    const body = { userId, profileId: PROFILE, ...(key && { key: key.plugged() }) };
    return desk.call<Enrolment>(as, '/enrolments', body, approval);
  };

  /** The page of the admin who began it. */
  function asAda(): EnrolmentService {
    const { enrolments } = desk.bench;
    const actor = { id: ADA, requestId: 'request-2', roles: ['Admin'] as const };
    return {
      ...enrolments,
      report: (id, event) => enrolments.report(id, event, actor),
      authenticate: (id, call) => enrolments.authenticate(id, call, actor),
    };
  }

  it('a key is enrolled for somebody with power, from its start to its end, once another one approved', async () => {
    const { bench } = desk;
    const holder = desk.newPowerful();
    const key = bench.newKey();
    expect(await start(holder, undefined, key)).toMatchObject({
      status: 403,
      body: { code: 'approval_needed' },
    });
    const approval = await desk.approved('ada', askFor(holder.toUpperCase(), key));
    const { status, body } = await start(holder.toUpperCase(), approval, key);
    expect(status).toBe(201);
    // What is checked again on the way counts as approved.
    const { enrolment } = await runToRest(bench, key, body, asAda());
    expect(enrolment.action.kind).toBe('done');
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    const records = (await desk.audit()).filter(({ enrolmentId }) => enrolmentId === enrolment.id);
    expect(records.length).toBeGreaterThan(10);
    expect(new Set(records.map(({ approvalId }) => approvalId))).toEqual(new Set([approval]));
    expect(await start(desk.newPowerful(), approval)).toMatchObject({
      body: { code: 'approval_changed' },
    });
  });

  it('neither another key, another profile, another way nor another person is begun with it', async () => {
    const { bench } = desk;
    const holder = desk.newPowerful();
    const key = bench.newKey();
    const approval = await desk.approved('ada', askFor(holder, key));
    const tries = [
      start(holder, approval, bench.newKey()),
      start(holder, approval),
      start(desk.newPowerful(), approval, key),
      desk.call(
        'ada',
        '/enrolments',
        { userId: holder, profileId: 'replacement', key: key.plugged() },
        approval,
      ),
      desk.call('ada', '/guided', { userId: holder, profileId: 'keep-pin' }, approval),
    ];
    for (const { body } of await Promise.all(tries)) {
      expect(body).toMatchObject({ code: 'approval_changed' });
    }
    expect((await start(holder, approval, key)).status).toBe(201);
  });

  it('a profile that was changed since the approval is another one', async () => {
    const holder = desk.newPowerful();
    const approval = await desk.approved('ada', askFor(holder));
    const profile = await profileOf(PROFILE);
    const change = { ...profileContent(profile), description: 'Changed since.' };
    const edit = { action: 'editProfile', profileId: PROFILE, basedOn: profile.version } as const;
    const ofEdit = await desk.approved('ada', { ...edit, profile: change } as AskApproval);
    const body = { basedOn: profile.version, profile: change };
    expect((await desk.call('ada', `/profiles/${PROFILE}/versions`, body, ofEdit)).status).toBe(
      201,
    );
    expect(await start(holder, approval)).toMatchObject({ body: { code: 'approval_changed' } });
  });

  it('nobody else’s person needs one, and no operator gets further with one', async () => {
    const plain = desk.bench.newHolder();
    expect((await start(plain)).status).toBe(201);
    const holder = desk.newPowerful();
    expect(await start(holder, undefined, null, 'omar')).toMatchObject({
      body: { code: 'user_protected' },
    });
    expect(await desk.call('omar', '/approvals', askFor(holder))).toMatchObject({
      body: { code: 'user_protected' },
    });
    const detail = await desk.get<{ problems: string[] }>('ada', `/users/${holder}`);
    expect(detail.body.problems).toEqual([]);
  });

  it('whoever got power in the middle of an enrolment that nobody approved gets no passkey of it', async () => {
    const { bench } = desk;
    const holder = bench.newHolder();
    const key = bench.newKey();
    const { body } = await start(holder, undefined, key);
    desk.makePowerful(holder);
    const { enrolment } = await runToRest(bench, key, body, asAda());
    expect(enrolment.action).toMatchObject({ kind: 'rolledBack', code: 'user_protected' });
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
  });

  it('nobody with power gets a key from a batch: it asks nobody', async () => {
    const { bench } = desk;
    const holder = desk.newPowerful();
    const inBatch = { name: 'A batch', profileId: PROFILE, assignment: 'next' };
    const made = await desk.call<{ id: string }>('ada', '/batches', {
      ...inBatch,
      resetsConfirmed: false,
    });
    const { id } = made.body;
    await desk.call('ada', `/batches/${id}/people`, { people: [{ userId: holder, serial: null }] });
    await desk.call('ada', `/batches/${id}/state`, { to: 'running' });
    const next = await desk.call('ada', `/batches/${id}/next`, { key: bench.newKey().plugged() });
    expect(next.status).toBeGreaterThanOrEqual(400);
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    const people = await desk.get(`ada`, `/batches/${id}/people`);
    expect(JSON.stringify(people.body)).toContain('approval_needed');
  });

  async function finished(profileId: string) {
    const { bench } = desk;
    const key = bench.newKey();
    const holder = bench.newHolder();
    const first = await bench.start(holder, key, profileId);
    const { enrolment } = await runToRest(bench, key, first);
    return { key, holder, id: enrolment.id };
  }

  it('a PIN is shown to the operator who asked, to the same window again, and not a second time', async () => {
    const { key, holder, id } = await finished('operator-tells');
    const show = (approval?: string) =>
      desk.call<{ pin: string }>('omar', `/enrolments/${id}/pin`, undefined, approval);
    expect(await show()).toMatchObject({ status: 403, body: { code: 'approval_needed' } });
    const ask = { action: 'showPinToOperator', enrolmentId: id.toUpperCase() } as const;
    const asked = await desk.ask('omar', ask);
    expect(asked.item).toMatchObject({ userId: holder, key: { serial: expect.any(String) } });
    await desk.approve('ben', asked);
    expect((await desk.call('omar', `/enrolments/${id}/letter`, undefined, asked.id)).status).toBe(
      403,
    );
    const shown = await show(asked.id);
    expect(shown).toMatchObject({ status: 200, body: { pin: key.pin } });
    // Its answer was lost: the same window asks once more.
    expect((await show(asked.id)).body.pin).toBe(key.pin);
    desk.bench.clock.now += 61_000;
    expect(await show(asked.id)).toMatchObject({ status: 409, body: { code: 'approval_used' } });
    const log = await desk.audit();
    expect(log.filter(({ enrolmentId }) => enrolmentId === id).at(-1)).toMatchObject({
      ...{ action: 'showPinToOperator', result: 'approval_used', approvalId: asked.id },
    });
  });

  it('a letter is printed once', async () => {
    const { id } = await finished('sealed-letter');
    const print = (approval?: string) =>
      desk.call('omar', `/enrolments/${id}/letter`, undefined, approval);
    expect(await print()).toMatchObject({ body: { code: 'approval_needed' } });
    const approval = await desk.approved('omar', { action: 'printPin', enrolmentId: id });
    expect((await print(approval)).status).toBe(200);
  });

  it('a holder gets their own PIN without anybody else', async () => {
    const { key, holder, id } = await finished(PROFILE);
    const viewer = { id: holder, requestId: 'r', session: 's' };
    const disclosed = await desk.bench.pins.disclose('holder', id, viewer);
    expect(disclosed.pin.reveal()).toBe(key.pin);
  });

  async function profileOf(id: string) {
    const { body } = await desk.get<ProfileHistory>('ada', `/profiles/${id}`);
    const [newest] = body.versions;
    if (newest === undefined) throw new TypeError('no such profile');
    return newest.profile;
  }

  it('profiles are added, changed and retired as they were approved, and not otherwise', async () => {
    const profile = { ...profileContent(await profileOf('keep-pin')), name: 'Another one' };
    expect(await desk.call('ada', '/profiles', { profile })).toMatchObject({
      body: { code: 'approval_needed' },
    });
    const ofNew = await desk.approved('ada', { action: 'createProfile', profile } as AskApproval);
    const changed = { ...profile, forcePinChange: !profile.forcePinChange };
    expect(await desk.call('ada', '/profiles', { profile: changed }, ofNew)).toMatchObject({
      status: 409,
      body: { code: 'approval_changed' },
    });
    const made = await desk.call<{ profile: { id: string } }>(
      'ada',
      '/profiles',
      { profile },
      ofNew,
    );
    expect(made.status).toBe(201);
    const { id } = made.body.profile;
    const retire = { action: 'retireProfile', profileId: id, basedOn: 1 } as const;
    const path = `/profiles/${id}/retire`;
    expect((await desk.call('ada', path, { basedOn: 1 })).status).toBe(403);
    const ofRetiring = await desk.approved('ada', retire);
    expect((await desk.call('ada', path, { basedOn: 1 }, ofRetiring)).status).toBe(200);
  });
});

describe('with nothing that needs two people', () => {
  let desk: ApprovalBench;
  beforeAll(async () => {
    desk = await createApprovalBench([]);
  });
  afterAll(() => desk.close());

  it('everything goes as it did, and nobody is told of approvals', async () => {
    expect((await desk.get('ada', '/me')).body).not.toHaveProperty('hasApprovals');
    const holder = desk.newPowerful();
    const body = { userId: holder, profileId: PROFILE };
    expect((await desk.call('ada', '/enrolments', body)).status).toBe(201);
    expect((await desk.get('ada', '/approvals')).body).toEqual({ needed: [], approvals: [] });
  });
});
