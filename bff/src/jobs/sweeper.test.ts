import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import {
  createTestBench,
  performOnPage,
  runToRest,
  type TestBench,
} from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import type { Store } from '#bff/store/store.ts';
import type { ActionKind, Enrolment } from '#shared/api/index.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { createLeases, type Leases } from './leases.ts';
import { createSweeper, type Sweeper } from './sweeper.ts';

const IDLE_MS = 120_000;
const LEASE_MS = 120_000;

/** A gate that work stops at until the test lets it through. */
function createGate() {
  let open = () => {};
  let arrive = () => {};
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return {
    open,
    arrived,
    async pass() {
      arrive();
      await isOpen;
    },
  };
}

describe('the sweeper', () => {
  let bench: TestBench;
  let second: Store;
  let leases: Leases;
  let sweeper: Sweeper;
  let other: Sweeper;
  beforeAll(async () => {
    bench = await createTestBench();
    second = await bench.database.reopen();
    leases = createLeases({ holder: randomUUID(), now: bench.parts.now });
    sweeper = sweeperOver(bench.parts, leases);
    other = sweeperOver({ ...bench.parts, store: second });
  });
  afterAll(async () => {
    await second.close();
    await bench.close();
  });

  function sweeperOver(parts: EnrolmentParts, own?: Leases): Sweeper {
    const mine = own ?? createLeases({ holder: randomUUID(), now: parts.now });
    return createSweeper({ parts, leases: mine, idleMs: IDLE_MS });
  }

  async function journalOf(id: string): Promise<JournalEvent['type'][]> {
    const rows = await bench.database.sql(
      `select event->>'type' as type from journal where enrolment_id = $1 order by seq`,
      [id],
    );
    return rows.map(({ type }) => type as JournalEvent['type']);
  }

  /** Goes on at a page until this is to be done there. */
  async function until(kind: ActionKind, key: TestKey, holder: string): Promise<Enrolment> {
    let current = await bench.start(holder, key);
    for (let step = 0; step < 30 && current.action.kind !== kind; step += 1) {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(current.action.kind).toBe(kind);
    return current;
  }

  /** An enrolment whose POST went out and whose answer nobody heard; nobody is at a page any more. */
  async function abandonAfterPost(fault: 'lostBefore' | 'lostAfter') {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const current = await until('makeCredential', key, holder);
    // The backend ends between its two looks: neither says anything.
    bench.directory.fail('createPasskey', fault);
    bench.directory.fail('listPasskeys', 'graph_unavailable');
    await performOnPage(bench, bench.enrolments, key, current);
    return { id: current.id, holder, key };
  }

  it('leaves alone what a page may still be at', async () => {
    const { id } = await abandonAfterPost('lostAfter');
    const before = await journalOf(id);
    bench.clock.now += IDLE_MS - 1;
    expect(await sweeper.sweep()).toEqual({ swept: 0, busy: 0, failed: 0 });
    expect(await journalOf(id)).toEqual(before);
    bench.clock.now += 1;
    expect(await sweeper.sweep()).toEqual({ swept: 1, busy: 0, failed: 0 });
  });

  it('finds a registration whose answer was lost, without any page', async () => {
    const { id, holder, key } = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    await sweeper.sweep();
    expect((await journalOf(id)).at(-1)).toBe('registered');
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    // What is left needs the key; a later sweep has nothing to do.
    bench.clock.now += IDLE_MS;
    expect(await sweeper.sweep()).toEqual({ swept: 0, busy: 0, failed: 0 });
    const resumed = await bench.enrolments.show(id, { id: randomUUID(), requestId: 'r' }, true);
    expect((await runToRest(bench, key, resumed)).enrolment.action.kind).toBe('done');
  });

  it('comes to "absent" by two looks a minute apart, and posts the same attestation again', async () => {
    const { id, holder, key } = await abandonAfterPost('lostBefore');
    const attestations = () =>
      bench.directory.posted
        .filter(({ displayName }) => displayName.includes(key.options.serial ?? ''))
        .map(({ publicKeyCredential }) => publicKeyCredential.response.attestationObject);
    bench.clock.now += IDLE_MS;
    await sweeper.sweep();
    expect((await journalOf(id)).at(-1)).toBe('absentSeen');
    expect(attestations()).toHaveLength(0);

    // One look is not enough, whoever asks and however often.
    bench.clock.now += 59_000;
    await sweeper.sweep();
    await sweeper.sweep();
    expect((await journalOf(id)).filter((type) => type === 'absentSeen')).toHaveLength(1);

    bench.clock.now += IDLE_MS;
    await sweeper.sweep();
    const types = await journalOf(id);
    expect(types.slice(-4)).toEqual(['absentSeen', 'absentSeen', 'postStarted', 'registered']);
    expect(attestations()).toHaveLength(1);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    const looks = await bench.database.sql(
      `select at from journal where enrolment_id = $1 and event->>'type' = 'absentSeen' order by seq`,
      [id],
    );
    const [one, two] = looks.map(({ at }) => (at as Date).getTime());
    expect((two ?? 0) - (one ?? 0)).toBeGreaterThanOrEqual(bench.parts.settleMs);
  });

  it('takes back what was cancelled and could not be taken back then', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const { id } = await until('prove', key, holder);
    bench.directory.fail('deletePasskey', 'graph_unavailable');
    await bench.enrolments.cancel(id, { keyIsLost: false }, { id: randomUUID(), requestId: 'r' });
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    bench.clock.now += IDLE_MS;
    await sweeper.sweep();
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    expect((await journalOf(id)).at(-1)).toBe('registrationUndone');
  });

  it('acts as the backend itself in the audit log', async () => {
    const { id } = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    await sweeper.sweep();
    const rows = await bench.database.sql(
      `select action, actor_id, request_id from audit where enrolment_id = $1 order by seq desc limit 1`,
      [id],
    );
    expect(rows).toMatchObject([{ action: 'register', actor_id: 'system' }]);
    expect(rows[0]?.['request_id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tries ever more rarely what keeps failing', async () => {
    const { id, holder } = await abandonAfterPost('lostAfter');
    bench.directory.fail('listPasskeys', ...Array(40).fill('graph_forbidden'));
    const before = (await journalOf(id)).length;
    for (let minute = 0; minute < 240; minute += 6) {
      bench.clock.now += 6 * 60_000;
      await sweeper.sweep();
    }
    const tries = (await journalOf(id)).length - before;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(15);
    for (let hour = 0; hour < 40; hour += 1) {
      bench.clock.now += 3_600_000;
      await sweeper.sweep();
    }
    expect((await journalOf(id)).at(-1)).toBe('registered');
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('does everything once when two backends sweep at the same time, fifty times', async () => {
    const abandoned: { id: string; holder: string }[] = [];
    for (let round = 0; round < 50; round += 1) abandoned.push(await abandonAfterPost('lostAfter'));
    bench.clock.now += IDLE_MS;
    bench.directory.calls.length = 0;
    const sweeps = await Promise.all([sweeper.sweep(), other.sweep()]);
    expect(sweeps.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
    expect(bench.directory.calls.filter((call) => call === 'listPasskeys')).toHaveLength(50);
    for (const { id, holder } of abandoned) {
      const types = await journalOf(id);
      expect(types.filter((type) => type === 'registered')).toHaveLength(1);
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    }
    expect(await bench.database.sql('select * from leases')).toEqual([]);
  });

  it('waits for the end of a lease that a killed backend left behind, and no longer', async () => {
    const { id } = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    await bench.database.store.read((queries) => leases.take(queries, `enrolment:${id}`, LEASE_MS));
    expect(await other.sweep()).toEqual({ swept: 0, busy: 1, failed: 0 });
    bench.clock.now += LEASE_MS;
    expect(await other.sweep()).toEqual({ swept: 1, busy: 0, failed: 0 });
    expect((await journalOf(id)).at(-1)).toBe('registered');
  });

  /** A sweep that stops in the middle of its call to Graph. */
  function pausedSweep() {
    const gate = createGate();
    const { directory } = bench;
    const slow = sweeperOver({
      ...bench.parts,
      directory: Object.create(directory, {
        listPasskeys: {
          value: async (userId: string) => {
            await gate.pass();
            return directory.listPasskeys(userId);
          },
        },
      }),
    });
    return { gate, sweep: slow.sweep() };
  }

  it('writes nothing after a pause in which its lease went to another backend', async () => {
    const { id } = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    const { gate, sweep } = pausedSweep();
    await gate.arrived;
    const before = await journalOf(id);
    bench.clock.now += LEASE_MS;
    const taken = await second.read((queries) => leases.take(queries, `enrolment:${id}`, LEASE_MS));
    expect(taken).not.toBeNull();
    gate.open();
    expect(await sweep).toEqual({ swept: 0, busy: 1, failed: 0 });
    expect(await journalOf(id)).toEqual(before);
    expect(await bench.database.sql('select token from leases')).toHaveLength(1);
    await second.read(async (queries) => taken && leases.release(queries, taken));
    bench.clock.now += IDLE_MS;
    await other.sweep();
  });

  it('loses to another backend when its connection was cut while it waited for Graph', async () => {
    const { id, holder } = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    const { gate, sweep } = pausedSweep();
    await gate.arrived;
    expect(await other.sweep()).toMatchObject({ swept: 0, busy: 1 });
    await bench.database.sql(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
    );
    bench.clock.now += LEASE_MS;
    expect(await other.sweep()).toEqual({ swept: 1, busy: 0, failed: 0 });
    const after = await journalOf(id);
    gate.open();
    expect(await sweep).toMatchObject({ swept: 0, failed: 1 });
    expect(await journalOf(id)).toEqual(after);
    expect(after.filter((type) => type === 'registered')).toHaveLength(1);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('goes on to the next one when the database refuses one of them', async () => {
    const { id } = await abandonAfterPost('lostAfter');
    const good = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    const { audit } = bench.parts;
    const picky = sweeperOver({
      ...bench.parts,
      audit: {
        ...audit,
        append(queries, entry) {
          if (entry.enrolmentId === id) throw new TypeError('a disk that is full');
          return audit.append(queries, entry);
        },
      },
    });
    expect(await picky.sweep()).toEqual({ swept: 1, busy: 0, failed: 1 });
    expect((await journalOf(good.id)).at(-1)).toBe('registered');
    await sweeper.sweep();
    expect((await journalOf(id)).at(-1)).toBe('registered');
  });

  it('begins nothing more once it was told to stop', async () => {
    await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    expect(await sweeper.sweep(AbortSignal.abort())).toEqual({ swept: 0, busy: 0, failed: 0 });
    expect((await sweeper.sweep()).swept).toBe(1);
  });

  it('looks through more enrolments than it reads at once', async () => {
    // Enough at rest before it that the one that is due comes on a later page of rows.
    await bench.database.sql(
      `with made as (
         insert into enrolments (id, holder_id, operator_id, profile_id, state, started_at, updated_at)
         select gen_random_uuid(), gen_random_uuid(), $1, 'new-colleague', 'open', '2026-01-01', '2026-01-01'
         from generate_series(1, 230) returning id, holder_id
       )
       insert into journal (enrolment_id, seq, at, event)
       select made.id, 1, '2026-01-01', jsonb_set(first.event, '{holder,id}', to_jsonb(made.holder_id))
       from made, (select event from journal where seq = 1 limit 1) as first`,
      [randomUUID()],
    );
    const { id } = await abandonAfterPost('lostAfter');
    bench.clock.now += IDLE_MS;
    expect((await sweeper.sweep()).swept).toBe(1);
    expect((await journalOf(id)).at(-1)).toBe('registered');
  });
});
