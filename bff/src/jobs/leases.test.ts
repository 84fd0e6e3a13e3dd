import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '#bff/store/store.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { createLeases, type Lease, type Leases } from './leases.ts';

const FOR_MS = 60_000;

describe('a lease', () => {
  let database: TestStore;
  let second: Store;
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const now = () => clock.now;
  const first = createLeases({ holder: randomUUID(), now });
  const other = createLeases({ holder: randomUUID(), now });
  beforeAll(async () => {
    database = await createTestStore();
    second = await database.reopen();
    await database.sql('create table written (what text)');
  });
  afterAll(async () => {
    await second.close();
    await database.close();
  });

  const take = (leases: Leases, name: string, store = database.store) =>
    store.read((queries) => leases.take(queries, name, FOR_MS));
  const release = (leases: Leases, lease: Lease) =>
    database.store.read((queries) => leases.release(queries, lease));
  async function took(leases: Leases, name: string): Promise<Lease> {
    const lease = await take(leases, name);
    if (lease === null) throw new Error('somebody else has it');
    return lease;
  }
  const writeUnder = (leases: Leases, lease: Lease, what: string) =>
    database.store.withEnrolment(randomUUID(), (hold) =>
      leases
        .fence(hold, lease)
        .transaction((queries) => queries.execute(sql`insert into written values (${what})`)),
    );
  const written = async (what: string) =>
    (await database.sql('select * from written where what = $1', [what])).length;

  it('is had by one, and by the next one when it was given back', async () => {
    const lease = await took(first, 'a');
    expect(await take(other, 'a')).toBeNull();
    expect(await take(first, 'a')).toBeNull();
    expect(await take(other, 'b')).not.toBeNull();
    await release(first, lease);
    const next = await took(other, 'a');
    expect(next.token).toBeGreaterThan(lease.token);
  });

  it('of a backend that died ends by its time', async () => {
    const lease = await took(first, 'dead');
    clock.now += FOR_MS - 1;
    expect(await take(other, 'dead')).toBeNull();
    clock.now += 1;
    const next = await took(other, 'dead');
    expect(next.token).toBeGreaterThan(lease.token);
    expect(await take(first, 'dead')).toBeNull();
  });

  it('goes to one of two that take it over at once, fifty times', async () => {
    for (let round = 0; round < 50; round += 1) {
      await took(first, `race-${round}`);
    }
    clock.now += FOR_MS;
    for (let round = 0; round < 50; round += 1) {
      const taken = await Promise.all([
        take(first, `race-${round}`),
        take(other, `race-${round}`, second),
      ]);
      expect(taken.filter((lease) => lease !== null)).toHaveLength(1);
    }
  });

  it('goes to one of two that take it first at once, fifty times', async () => {
    for (let round = 0; round < 50; round += 1) {
      const taken = await Promise.all([
        take(first, `new-${round}`),
        take(other, `new-${round}`, second),
      ]);
      expect(taken.filter((lease) => lease !== null)).toHaveLength(1);
    }
  });

  it('lets its holder write, also after its time while nobody else wants it', async () => {
    const lease = await took(first, 'late');
    await writeUnder(first, lease, 'in time');
    clock.now += 2 * FOR_MS;
    await writeUnder(first, lease, 'late');
    expect([await written('in time'), await written('late')]).toEqual([1, 1]);
  });

  it('keeps a backend that was paused from writing once another one has the job', async () => {
    const lease = await took(first, 'paused');
    clock.now += FOR_MS;
    const next = await took(other, 'paused');
    await expect(writeUnder(first, lease, 'stale')).rejects.toMatchObject({ code: 'conflict' });
    await writeUnder(other, next, 'fresh');
    await release(other, next);
    await expect(writeUnder(first, lease, 'stale')).rejects.toMatchObject({ code: 'conflict' });
    expect([await written('stale'), await written('fresh')]).toEqual([0, 1]);
  });

  it('cannot be given back by who lost it', async () => {
    const lease = await took(first, 'lost');
    clock.now += FOR_MS;
    await took(other, 'lost');
    await release(first, lease);
    expect(await take(first, 'lost')).toBeNull();
  });

  it('is not taken over in the middle of a write', async () => {
    const lease = await took(first, 'middle');
    clock.now += FOR_MS;
    await database.store.withEnrolment(randomUUID(), (hold) =>
      first.fence(hold, lease).transaction(async () => {
        expect(await take(other, 'middle', second)).toBeNull();
      }),
    );
    expect(await take(other, 'middle', second)).not.toBeNull();
  });
});
