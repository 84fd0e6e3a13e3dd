import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import { ACTOR, createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { testTenantGraph } from '#bff/graph/testTenantGraph.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { testConfig } from '#bff/testDeps.ts';
import { CANARY_ID } from '#e2e/tenant/directory/seedPeople.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { graphClient } from '#e2e/tenant/testing/graphClient.ts';
import type { PostureDesk, PostureParts } from './postureDesk.ts';
import { POSTURE_LEASE } from './postureRows.ts';
import { testPostureDesk } from './testPosture.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECRET = { displayName: 'planted', endDateTime: '2049-01-01T00:00:00Z' };

describe('the desk that looks at the tenant', () => {
  let bench: TestBench;
  let tenant: Awaited<ReturnType<typeof graphClient>>['tenant'];
  let parts: Pick<PostureParts, 'client' | 'config'>;
  let looks: () => number;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    await bench.database.sql('delete from posture');
    await bench.database.sql('delete from outbox');
    bench.logLines.length = 0;
    const opened = await graphClient({ canary: true });
    ({ tenant } = opened);
    const clock = { now: () => Date.now(), pass: () => undefined };
    const { client } = testTenantGraph(tenant, opened.token, clock);
    const config = testConfig({
      ...{ graphOrigin: tenant.state.origin, revokesSessions: true },
      posture: {
        applicationId: DEMO_IDS.backend,
        ...{ expectedOwnerIds: [], canaryId: CANARY_ID, contexts: [] },
      },
    });
    parts = { client, config };
    looks = () => tenant.state.countRequests('GET', /owners$/) / 2;
  });

  const open = (changes: Parameters<typeof testPostureDesk>[1] = {}): PostureDesk =>
    testPostureDesk(bench.parts, { ...parts, ...changes });
  const later = (ms: number) => {
    bench.clock.now += ms;
  };
  const mails = async () =>
    (
      await bench.database.sql(
        `select notice ->> 'check' as name, notice ->> 'state' as state, recipient_id from outbox
         where notice ->> 'kind' = 'posture' order by created_at, name`,
      )
    ).map(({ name, state }) => `${name} ${state}`);
  const secrets = (passwordCredentials: readonly (typeof SECRET)[]) =>
    tenant.faults.setRegistration({ passwordCredentials });

  it('has nothing to show until somebody has looked', async () => {
    expect(await open().report()).toEqual({ checks: [], lookedAt: null, isLooking: false });
  });

  it('looks at the start and then daily, once for all backends', async () => {
    const [first, second] = [open(), open()];
    await first.lookWhenDue();
    await second.lookWhenDue();
    expect(looks()).toBe(1);
    const report = await second.report();
    expect(report.checks.map(({ state }) => state)).toEqual(Array(6).fill('ok'));
    expect(report).toMatchObject({
      ...{ lookedAt: new Date(bench.clock.now).toISOString(), isLooking: false },
    });
    later(DAY - 1);
    await first.lookWhenDue();
    expect(looks()).toBe(1);
    later(1);
    await second.lookWhenDue();
    await first.lookWhenDue();
    expect(looks()).toBe(2);
    later(1);
    // One that starts now looks for itself.
    await open().lookWhenDue();
    expect(looks()).toBe(3);
  });

  it('looks once when two backends are due in the same moment', async () => {
    const store = await bench.database.reopen();
    // The second has seen that it is time before the first has looked, and comes to the lease after it.
    const desk = open();
    let isFirst = true;
    const late = {
      ...store,
      read: (async (work) => {
        if (!isFirst) await desk.lookWhenDue();
        isFirst = false;
        return store.read(work);
      }) satisfies typeof store.read,
    };
    await open({ store: late }).lookWhenDue();
    expect(looks()).toBe(1);
    await store.close();
  });

  it('is as good as stopped while somebody else looks, and goes on when they died', async () => {
    const leases = createLeases({ holder: bench.parts.newId(), now: bench.parts.now });
    await bench.parts.store.read((queries) => leases.take(queries, POSTURE_LEASE, HOUR));
    expect(await open().look(ACTOR)).toMatchObject({ checks: [], isLooking: true });
    expect(looks()).toBe(0);
    later(HOUR);
    expect((await open().look(ACTOR)).checks).toHaveLength(6);
    expect(await open().report()).toMatchObject({ isLooking: false });
  });

  it('keeps since when a check is as it is', async () => {
    const desk = open();
    const { checks } = await desk.look(ACTOR);
    later(HOUR);
    secrets([SECRET]);
    const now = await desk.look(ACTOR);
    expect(now.checks.map(({ since }) => since === checks[0]?.since)).toEqual([
      ...[true, false, true, true, true, true],
    ]);
    expect(now.checks[1]).toMatchObject({
      ...{ check: 'secrets', state: 'attention' },
      findings: [{ code: 'secretThere', subject: 'planted' }],
    });
  });

  it('tells the administrators of a change once, and when it is over', async () => {
    const desk = open();
    await desk.look(ACTOR);
    secrets([SECRET]);
    await desk.look(ACTOR);
    later(1);
    await desk.look(ACTOR);
    expect(await mails()).toEqual(['secrets attention']);
    secrets([]);
    await desk.look(ACTOR);
    expect(await mails()).toEqual(['secrets attention', 'secrets ok']);
    const rows = await bench.database.sql('select distinct recipient_id from outbox');
    expect(rows).toEqual([{ recipient_id: null }]);
  });

  it('tells nobody of what was there at the first look; the log says it', async () => {
    secrets([SECRET]);
    await open().lookWhenDue();
    expect(await mails()).toEqual([]);
    const lines = bench.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ event }) => event === 'posture')).toMatchObject([
      { level: 'warn', action: 'secrets', reason: 'secretThere' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('planted');
  });

  it('tells of each thing that comes on top, and not of one that goes while another stays', async () => {
    const desk = open();
    await desk.look(ACTOR);
    const granted = async (...names: readonly string[]) => {
      tenant.faults.setRegistration({ exchangePermissions: names });
      later(1);
      await desk.look(ACTOR);
    };
    await granted('Mailbox.Read');
    expect(await mails()).toEqual(['permissions attention']);
    await granted('Mailbox.Read', 'full_access_as_app');
    await granted('Mailbox.Read', 'full_access_as_app', 'Exchange.ManageAsApp');
    const all = ['permissions attention', 'permissions broken', 'permissions broken'];
    expect(await mails()).toEqual(all);
    await granted('Mailbox.Read');
    expect(await mails()).toEqual(all);
    await granted();
    expect(await mails()).toEqual([...all, 'permissions ok']);
  });

  it('takes an outage for no change, and looks again after an hour', async () => {
    const desk = open();
    await desk.lookWhenDue();
    later(DAY);
    tenant.faults.add({
      ...{ path: 'servicePrincipals\\(', times: 4 },
      effect: { kind: 'status', status: 503, when: 'before' },
    });
    await desk.lookWhenDue();
    const { checks } = await desk.report();
    expect(checks.map(({ state }) => state)).toEqual([
      ...['unknown', 'unknown', 'unknown', 'unknown', 'ok', 'ok'],
    ]);
    later(HOUR - 1);
    await desk.lookWhenDue();
    expect((await desk.report()).checks[0]?.state).toBe('unknown');
    later(1);
    await desk.lookWhenDue();
    expect((await desk.report()).checks[0]?.state).toBe('ok');
    expect(await mails()).toEqual([]);
  });

  it('tells when it may not look any more: somebody took a permission away', async () => {
    const desk = open();
    await desk.look(ACTOR);
    tenant.faults.add({
      ...{ path: 'owners$' },
      effect: { kind: 'status', status: 403, when: 'before' },
    });
    await desk.look(ACTOR);
    expect(await mails()).toEqual(['owners unknown']);
    later(1);
    await desk.look(ACTOR);
    expect(await mails()).toEqual(['owners unknown', 'owners ok']);
  });

  it('keeps nothing of a look in the middle of which the backend ends', async () => {
    const ending = new AbortController();
    const { send } = parts.client;
    const client = {
      send: ((...args: Parameters<typeof send>) => {
        ending.abort();
        return send(...args);
      }) as typeof send,
    };
    await open({ client }).lookWhenDue(ending.signal);
    expect(await open().report()).toEqual({ checks: [], lookedAt: null, isLooking: false });
  });

  it('says who pressed the button, and who tried the canary', async () => {
    await open().look(ACTOR);
    const log = await bench.parts.store.read(readAuditLog);
    expect(log.slice(-3)).toMatchObject([
      { action: 'lookAtPosture', phase: 'outcome', result: 'ok', actorId: ACTOR.id },
      { action: 'probeCanary', phase: 'intent', actorId: ACTOR.id, holderId: CANARY_ID },
      { action: 'probeCanary', phase: 'outcome', result: 'ok', actorId: ACTOR.id },
    ]);
    await open().lookWhenDue();
  });

  it('never fails a job because of the tenant', async () => {
    const desk = testPostureDesk(bench.parts);
    await desk.lookWhenDue();
    const { checks } = await desk.report();
    expect(checks.map(({ check, state }) => `${check} ${state}`)).toEqual([
      ...['permissions unknown', 'secrets unknown', 'credential unknown', 'owners unknown'],
      ...['conditionalAccess ok', 'canary attention'],
    ]);
  });
});
