import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_GROUPS, DEMO_UNITS } from '#e2e/tenant/directory/directory.ts';
import type { ChangeScope, OperatorScopes, ScopeSubject } from '#shared/api/operatorScopes.ts';
import { BEGINNER, createGuardBench, type GuardBench } from './guardBench.ts';
import { NOTHING } from './targets.ts';

const BIG_GROUP = 5_000;
const SLOW_MS = 60_000;

describe('operators with scopes', () => {
  let guard: GuardBench;
  beforeAll(async () => {
    guard = await createGuardBench(BIG_GROUP, { hasScopes: true });
  }, SLOW_MS);
  afterAll(() => guard.close());

  /** Over what there is at the moment. */
  const change = async (body: Omit<ChangeScope, 'basedOn'>) => {
    const now = (await guard.call('A', 'GET', '/operators/scopes')).body as OperatorScopes;
    const basedOn = now.versions.find(({ subject }) => isSame(subject, body.subject))?.version ?? 0;
    return guard.call('A', 'POST', '/operators/scopes', { basedOn, ...body });
  };
  const isSame = (one: ScopeSubject, other: ScopeSubject) =>
    one.kind === other.kind && one.id === other.id;
  const operator = () => ({ kind: 'operator', id: guard.callerIds.O }) as const;
  const start = async (as: 'A' | 'O', holder: string) => {
    const body = { userId: holder, profileId: 'new-colleague' };
    const answer = await guard.call(as, 'POST', '/enrolments', body);
    return answer.status === 201 ? 'started' : answer.body['code'];
  };
  /** Somebody outside of everything but the staff. */
  const person = (groupIds: readonly string[] = [], unitIds: readonly string[] = []) => {
    const id = guard.newPerson();
    guard.tenant.faults.changePerson(id, { ...NOTHING, groupIds, unitIds });
    return id;
  };

  it('may act for nobody without one, while admins need none', async () => {
    expect(await start('O', person())).toBe('user_out_of_scope');
    expect(await start('A', person())).toBe('started');
  });

  it('may act for the people of a group, nested ones too, from the next key on and until it is taken back', async () => {
    const scope = { kind: 'group', id: DEMO_GROUPS.fieldStaff } as const;
    const subject = operator();
    const given = await change({ subject, scope, granted: true });
    expect(given).toMatchObject({
      status: 200,
      body: { inForce: true, scopes: [{ subject, scope }] },
    });
    expect(await start('O', person([DEMO_GROUPS.nordics]))).toBe('started');
    expect(await start('O', person([DEMO_GROUPS.itDepartment]))).toBe('user_out_of_scope');
    await change({ subject, scope, granted: false });
    expect(await start('O', person([DEMO_GROUPS.nordics]))).toBe('user_out_of_scope');
  });

  it('may act for a group of 5,000, without anybody reading it', async () => {
    const scope = { kind: 'group', id: DEMO_GROUPS.frontline } as const;
    await change({ subject: operator(), scope, granted: true });
    const before = guard.tenant.state.requests.length;
    expect(await start('O', person())).toBe('started');
    const asked = guard.tenant.state.requests.slice(before).filter((one) => !one.isBatchItem);
    expect(asked).toHaveLength(1);
    await change({ subject: operator(), scope, granted: false });
  });

  it('may act for a unit, or everybody, through a group that they are in, and not a minute longer', async () => {
    const subject = { kind: 'group', id: DEMO_GROUPS.itDepartment } as const;
    await change({ subject, scope: { kind: 'unit', id: DEMO_UNITS.essen }, granted: true });
    const ofEssen = () => person([], [DEMO_UNITS.essen]);
    expect(await start('O', ofEssen())).toBe('user_out_of_scope');
    const { O: operatorId } = guard.callerIds;
    guard.tenant.faults.changePerson(operatorId, { groupIds: [DEMO_GROUPS.itDepartment] });
    guard.aMinuteLater();
    expect(await start('O', ofEssen())).toBe('started');
    expect(await start('O', person())).toBe('user_out_of_scope');
    await change({ subject, scope: { kind: 'everyone' }, granted: true });
    expect(await start('O', person())).toBe('started');
    guard.tenant.faults.changePerson(operatorId, { groupIds: [] });
    guard.aMinuteLater();
    expect(await start('O', ofEssen())).toBe('user_out_of_scope');
  });

  it('get no next key of a batch once the scope is gone in the middle of it', async () => {
    const { bench } = guard;
    const scope = { kind: 'everyone' } as const;
    await change({ subject: operator(), scope, granted: true });
    const said = { name: 'A batch', profileId: 'new-colleague', assignment: 'next' } as const;
    const made = { ...said, resetsConfirmed: false, challengeMinutes: 5 };
    const { id } = await bench.batches.create(made, BEGINNER);
    const people = [person(), person()].map((userId) => ({ userId, serial: null }));
    await bench.batches.addPeople(id, { people }, BEGINNER);
    await bench.batches.changeState(id, { to: 'running' }, BEGINNER);
    const next = () =>
      guard.call('O', 'POST', `/batches/${id}/next`, { key: bench.newKey().plugged() });
    expect((await next()).status).toBe(201);
    await change({ subject: operator(), scope, granted: false });
    expect(await next()).toMatchObject({ status: 403, body: { code: 'user_out_of_scope' } });
  });

  it('do not give themselves one, nor does an admin, and each change is in the audit', async () => {
    const subject = operator();
    const body = { subject, scope: { kind: 'everyone' }, granted: true } as const;
    const withVersion = { basedOn: 0, ...body };
    expect((await guard.call('O', 'POST', '/operators/scopes', withVersion)).status).toBe(403);
    const own = { ...withVersion, subject: { kind: 'operator', id: guard.callerIds.A } };
    const refused = await guard.call('A', 'POST', '/operators/scopes', own);
    expect(refused).toMatchObject({ status: 403, body: { code: 'user_is_self' } });
    await change(body);
    const rows = await guard.bench.database.sql(
      `select action, phase, detail from audit where action in ('grantScope', 'revokeScope') order by seq desc limit 2`,
      [],
    );
    const detail = { subject: `operator:${subject.id}`, scope: `everyone:${subject.id}` };
    expect(rows).toMatchObject([
      { action: 'grantScope', phase: 'outcome', detail },
      { action: 'grantScope', phase: 'intent', detail },
    ]);
    expect((await guard.call('U', 'GET', '/operators/scopes')).status).toBe(200);
  });

  it('have a version for each change, and no change is made over an outdated one', async () => {
    const subject = { kind: 'operator', id: guard.newPerson() } as const;
    const group = { kind: 'group', id: DEMO_GROUPS.nordics } as const;
    const send = (body: Omit<ChangeScope, 'subject'>) =>
      guard.call('A', 'POST', '/operators/scopes', { subject, ...body });
    const everyone = { kind: 'everyone' } as const;
    const stateOf = async () => {
      const { body } = await guard.call('A', 'GET', '/operators/scopes');
      const now = body as OperatorScopes;
      const isTheirs = (one: { readonly subject: ScopeSubject }) => isSame(one.subject, subject);
      return {
        version: now.versions.find(isTheirs)?.version,
        changes: now.changes.filter(isTheirs),
      };
    };
    const given = await Promise.all([
      send({ basedOn: 0, scope: group, granted: true }),
      send({ basedOn: 0, scope: everyone, granted: true }),
    ]);
    expect(given.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect(given.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'conflict' });
    // What is there already is no change.
    const [first] = (await stateOf()).changes;
    const again = await send({ basedOn: 1, scope: first?.scope ?? everyone, granted: true });
    expect(again.status).toBe(200);
    expect((await stateOf()).version).toBe(1);
    expect(
      (await send({ basedOn: 1, scope: first?.scope ?? everyone, granted: false })).status,
    ).toBe(200);
    for (const basedOn of [0, 1, 3]) {
      const refused = await send({ basedOn, scope: group, granted: true });
      expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    }
    const changedBy = { id: guard.callerIds.A, displayName: expect.any(String) };
    const at = expect.any(String);
    expect(await stateOf()).toEqual({
      version: 2,
      changes: [
        { subject, scope: first?.scope, version: 2, granted: false, changedBy, at },
        { subject, scope: first?.scope, version: 1, granted: true, changedBy, at },
      ],
    });
    const refusals = await guard.bench.database.sql(
      `select count(*)::int as count from audit where holder_id = $1 and result = 'conflict'`,
      [subject.id],
    );
    expect(refusals).toEqual([{ count: 4 }]);
  });
});

describe('what admins may do for people with power', () => {
  let guard: GuardBench;
  beforeAll(async () => {
    guard = await createGuardBench(50, { adminsMay: ['enrol'] });
  }, SLOW_MS);
  afterAll(() => guard.close());

  it('is what the setting says, for admins only, and never for break-glass accounts, guests and themselves', async () => {
    const start = async (as: 'A' | 'O', holder: string) => {
      const body = { userId: holder, profileId: 'new-colleague' };
      return (await guard.call(as, 'POST', '/enrolments', body)).status;
    };
    const admin = { directoryRoles: ['Global Administrator'] };
    const withPower = guard.newPerson();
    guard.tenant.faults.changePerson(withPower, admin);
    expect(await start('O', withPower)).toBe(403);
    expect(await start('A', withPower)).toBe(201);
    const breakGlass = guard.newPerson();
    guard.breakGlassIds.push(breakGlass);
    const guest = guard.newPerson();
    guard.tenant.faults.changePerson(guest, { ...admin, userType: 'Guest' });
    for (const holder of [breakGlass, guest, guard.callerIds.A]) {
      expect(await start('A', holder)).toBeGreaterThanOrEqual(400);
    }
  });
});
