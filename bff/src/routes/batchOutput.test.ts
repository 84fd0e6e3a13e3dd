import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  runToRest,
  type TestBench,
} from '#bff/enrolment/testBench.ts';
import { testCaller } from '#bff/testDeps.ts';

const callers = {
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Auditor'] }),
  admin: testCaller({ id: '77777777-7777-4777-8777-777777777777', roles: ['Admin'] }),
};
const WINDOW = randomUUID();

/** The cells of a line that has all of them in quotes. */
const cellsOf = (line = '') =>
  [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));

describe('what is taken out of a batch', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  function send(as: keyof typeof callers, path: string, body?: unknown, session = WINDOW) {
    const isPost = body !== undefined;
    return app.request(`/api${path}`, {
      method: isPost ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'application/json',
        'keywright-session': session,
        'idempotency-key': randomUUID(),
      },
      ...(isPost && { body: JSON.stringify(body) }),
    });
  }

  async function runningBatch(profileId: string, users: readonly string[]) {
    const { id } = await bench.batches.create(
      {
        name: 'A batch',
        profileId,
        assignment: 'next',
        resetsConfirmed: false,
        challengeMinutes: 5,
      },
      ACTOR,
    );
    const people = users.map((userId) => ({ userId, serial: null }));
    await bench.batches.addPeople(id, { people }, ACTOR);
    await bench.batches.changeState(id, { to: 'running' }, ACTOR);
    return id;
  }

  async function enrolNext(id: string) {
    const key = bench.newKey();
    const { enrolment } = await bench.batches.next(id, { key: key.plugged() }, ACTOR);
    const done = await runToRest(bench, key, enrolment);
    return { key, enrolment: done.enrolment };
  }

  it('results name who is done for scripts, and everybody in full, without formulas or PINs', async () => {
    const [a, b, c] = [bench.newHolder(), bench.newHolder(), bench.newHolder()];
    bench.directory.addPerson(a, { displayName: '=HYPERLINK("x")', userPrincipalName: '+a@x.y' });
    const id = await runningBatch('new-colleague', [a, b, c]);
    const { key, enrolment } = await enrolNext(id);
    await bench.batches.changePerson(id, b, { do: 'skip', reason: 'on "leave", @home' }, ACTOR);
    const scripts = await send('auditor', `/batches/${id}/results?format=scripts`);
    expect(scripts.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(scripts.headers.get('content-disposition')).toMatch(
      new RegExp(
        `^attachment; filename="keywright-batch-${id.slice(0, 8)}-scripts-[0-9T-]+Z.csv"$`,
      ),
    );
    expect(await scripts.text()).toBe(
      [
        '#upn, entraIDAuthMethodObjectId, serialNumber',
        `'+a@x.y,${enrolment.methodId},${key.options.serial}`,
        '',
      ].join('\r\n'),
    );
    const full = await (await send('operator', `/batches/${id}/results?format=full`)).text();
    const lines = full.split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(lines[1]).toContain('"done"');
    const { identity } = key.plugged().observation;
    const heading = cellsOf(lines[0]);
    const done = new Map(cellsOf(lines[1]).map((cell, index) => [heading[index], cell]));
    expect(Object.fromEntries(done)).toMatchObject({
      status: 'done',
      serialNumber: identity.serial,
      aaguid: identity.aaguid,
      firmware: '5.4.3',
      entraIDAuthMethodObjectId: enrolment.methodId,
      reason: '',
      startedAt: expect.stringMatching(/Z$/),
      endedAt: expect.stringMatching(/Z$/),
    });
    expect(lines[2]).toContain('"skipped","","on ""leave"", @home"');
    expect(lines[3]).toContain('"waiting"');
    expect(full).not.toContain(String(key.pin));
    const records = await bench.database.sql(
      `select phase, result, detail from audit where action = 'exportBatchResults' order by seq`,
    );
    expect(records.slice(-2)).toEqual([
      { phase: 'intent', result: null, detail: { batchId: id, format: 'full' } },
      { phase: 'outcome', result: 'ok', detail: { batchId: id, format: 'full', count: 3 } },
    ]);
  });

  it('letters come in list order, once, and are confirmed by one call', async () => {
    const users = [bench.newHolder(), bench.newHolder(), bench.newHolder()];
    const id = await runningBatch('sealed-letter', users);
    const done = [await enrolNext(id), await enrolNext(id)];
    expect((await send('auditor', `/batches/${id}/letters`, {})).status).toBe(403);
    const letters = await send('operator', `/batches/${id}/letters`, {});
    expect(letters.status).toBe(200);
    expect(letters.headers.get('content-type')).toBe('application/pdf');
    expect(letters.headers.get('keywright-left')).toBe('0');
    const reservationIds = (letters.headers.get('keywright-reservation') ?? '').split(',');
    expect(reservationIds).toHaveLength(2);
    const pdf = Buffer.from(await letters.arrayBuffer()).toString('latin1');
    expect([...pdf.matchAll(/\/Type \/Page\b/g)]).toHaveLength(2);
    const rows = await bench.database.sql(
      'select enrolment_id, reservation_id, state from escrow where enrolment_id = any($1)',
      [done.map(({ enrolment }) => enrolment.id)],
    );
    for (const [index, { enrolment }] of done.entries()) {
      expect(rows).toContainEqual({
        enrolment_id: enrolment.id,
        reservation_id: reservationIds[index],
        state: 'reserved',
      });
    }
    // Not confirmed, so the same page gets them again, and no other one.
    const again = await send('operator', `/batches/${id}/letters`, {});
    expect(again.headers.get('keywright-reservation')).toBe(reservationIds.join(','));
    expect((await send('operator', `/batches/${id}/letters`, {}, randomUUID())).status).toBe(404);
    const confirm = { reservationIds };
    const path = `/batches/${id}/letters/confirm`;
    expect((await send('operator', path, confirm, randomUUID())).status).toBe(409);
    for (let twice = 0; twice < 2; twice += 1) {
      expect(await (await send('operator', path, confirm)).json()).toEqual({ confirmed: 2 });
    }
    expect((await send('operator', `/batches/${id}/letters`, {})).status).toBe(404);
    const unknown = { reservationIds: [randomUUID()] };
    expect((await send('operator', path, unknown)).status).toBe(404);
    const audited = await bench.database.sql(
      `select action, phase, result from audit where enrolment_id = $1
       and action in ('printPin', 'confirmPin') order by seq`,
      [done[0]?.enrolment.id],
    );
    expect(audited).toEqual([
      { action: 'printPin', phase: 'intent', result: null },
      { action: 'printPin', phase: 'outcome', result: 'ok' },
      { action: 'printPin', phase: 'intent', result: null },
      { action: 'printPin', phase: 'outcome', result: 'ok' },
      { action: 'confirmPin', phase: 'outcome', result: 'ok' },
      { action: 'confirmPin', phase: 'outcome', result: 'ok' },
    ]);
  });

  it('no letter leaves where the profile keeps the PIN for its holder', async () => {
    const id = await runningBatch('new-colleague', [bench.newHolder()]);
    await enrolNext(id);
    expect((await send('operator', `/batches/${id}/letters`, {})).status).toBe(404);
  });

  it('one PIN that cannot be opened keeps nobody else from their letter', async () => {
    const id = await runningBatch('sealed-letter', [bench.newHolder(), bench.newHolder()]);
    const [broken] = [await enrolNext(id), await enrolNext(id)];
    await bench.database.sql(`update escrow set ciphertext = '\\x00' where enrolment_id = $1`, [
      broken?.enrolment.id,
    ]);
    const letters = await send('operator', `/batches/${id}/letters`, {});
    expect((letters.headers.get('keywright-reservation') ?? '').split(',')).toHaveLength(1);
    expect(bench.logLines.join('\n')).toContain('escrow_unreadable');
  });
});

describe('an operator who was stopped', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  const suspend = async (as: keyof typeof callers, suspended: boolean) => {
    const answer = await app.request(`/api/operators/${OPERATOR}/suspension`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ suspended }),
    });
    return { status: answer.status, body: await answer.json() };
  };

  async function runningBatch() {
    const said = { name: 'A batch', profileId: 'new-colleague', assignment: 'next' } as const;
    const settings = { resetsConfirmed: false, challengeMinutes: 5 };
    const { id } = await bench.batches.create({ ...said, ...settings }, ACTOR);
    const people = [{ userId: bench.newHolder(), serial: null }];
    await bench.batches.addPeople(id, { people }, ACTOR);
    await bench.batches.changeState(id, { to: 'running' }, ACTOR);
    return id;
  }

  it('begins nothing more from the moment an admin says so, until it is taken back', async () => {
    const id = await runningBatch();
    const key = { key: bench.newKey().plugged() };
    expect((await suspend('operator', true)).status).toBe(403);
    expect(await suspend('admin', true)).toMatchObject({
      status: 200,
      body: { suspended: [{ operatorId: OPERATOR, suspendedById: callers.admin.id }] },
    });
    await expect(bench.batches.next(id, key, ACTOR)).rejects.toMatchObject({
      code: 'operator_suspended',
    });
    await expect(bench.start(bench.newHolder())).rejects.toMatchObject({
      code: 'operator_suspended',
    });
    expect((await suspend('admin', false)).body).toEqual({ suspended: [] });
    await expect(bench.batches.next(id, key, ACTOR)).resolves.toMatchObject({
      person: { state: 'underWay' },
    });
  });

  it('gets no key once their account is disabled or gone', async () => {
    const id = await runningBatch();
    const key = { key: bench.newKey().plugged() };
    bench.directory.addPerson(OPERATOR, { enabled: false });
    const next = () => bench.batches.next(id, key, ACTOR);
    await expect(next()).rejects.toMatchObject({ code: 'session_forbidden' });
    bench.directory.people.delete(OPERATOR);
    await expect(next()).rejects.toMatchObject({ code: 'session_forbidden' });
    bench.directory.addPerson(OPERATOR);
    await expect(next()).resolves.toMatchObject({ person: { state: 'underWay' } });
  });
});
