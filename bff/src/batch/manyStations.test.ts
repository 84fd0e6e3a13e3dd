import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR, createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { createBatchService } from './batchService.ts';
import { areDifferent, enrolmentsOf, outcomes, runningBatch } from './testBatch.ts';

const OTHER = { id: '44444444-4444-4444-8444-444444444444', requestId: 'request-2' };

describe('a batch at many stations', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(OTHER.id);
  });
  afterAll(() => bench.close());

  /** A backend whose look-ups wait until they are let go. */
  function slowBackend() {
    const waiting: (() => void)[] = [];
    const directory: Directory = Object.create(bench.directory, {
      readiness: {
        value: () =>
          new Promise<FailureCode[]>((resolve, reject) => {
            waiting.push(() => {
              bench.directory.readiness().then(resolve, reject);
            });
          }),
      },
    });
    const { parts, enrolments } = bench;
    const batches = createBatchService({ ...parts, directory, enrolments });
    const hasClaimed = async (id: string, count: number) => {
      for (;;) {
        const { counts } = await bench.batches.show(id);
        if (counts.claimed === count && waiting.length === count) return;
      }
    };
    const letGo = () => {
      for (const go of waiting.splice(0)) go();
    };
    return { batches, hasClaimed, letGo };
  }

  it('gives 20 people to 64 stations at two backends, each once, each with a key of their own', async () => {
    const { id, users } = await runningBatch(bench, 20);
    const store = await bench.database.reopen();
    const backends = [bench.batches, bench.secondBatches(store)];
    const calls = Array.from({ length: 64 }, (_, index) => {
      const backend = backends[index % 2] ?? bench.batches;
      const actor = index % 4 < 2 ? ACTOR : OTHER;
      return backend.next(id, { key: bench.newKey().plugged() }, actor);
    });
    expect(await outcomes(calls)).toEqual({ opened: 20, batch_empty: 44 });
    const made = await enrolmentsOf(bench, id);
    expect(made.map(({ holder }) => holder).sort()).toEqual([...users].sort());
    expect(areDifferent(made.map(({ key }) => key))).toBe(true);
    await store.close();
  });

  it('gives one key that is asked for from everywhere at once one person', async () => {
    const { id } = await runningBatch(bench, 8);
    const store = await bench.database.reopen();
    const backends = [bench.batches, bench.secondBatches(store)];
    const key = { key: bench.newKey().plugged() };
    const calls = Array.from({ length: 16 }, (_, index) =>
      (backends[index % 2] ?? bench.batches).next(id, key, index % 4 < 2 ? ACTOR : OTHER),
    );
    const { opened = 0, ...refused } = await outcomes(calls);
    expect(opened).toBeGreaterThan(0);
    for (const code of Object.keys(refused))
      expect(['conflict', 'key_used_in_batch']).toContain(code);
    expect(await enrolmentsOf(bench, id)).toHaveLength(1);
    expect((await bench.batches.show(id)).counts).toMatchObject({
      waiting: 7,
      underWay: 1,
      failed: 0,
    });
    await store.close();
  });

  it('has somebody wait again a minute after the backend died that had claimed them', async () => {
    const { id, users } = await runningBatch(bench, 2);
    const dead = slowBackend();
    const key = bench.newKey();
    const lost = dead.batches.next(id, { key: key.plugged() }, ACTOR);
    await dead.hasClaimed(id, 1);
    const second = await bench.batches.next(id, { key: bench.newKey().plugged() }, ACTOR);
    expect(second.person.holder.id).toBe(users[1]);
    const next = () => bench.batches.next(id, { key: bench.newKey().plugged() }, ACTOR);
    await expect(next()).rejects.toMatchObject({ code: 'batch_empty' });
    bench.clock.now += 60_000;
    expect((await next()).person.holder.id).toBe(users[0]);
    // It was not dead after all, only late.
    dead.letGo();
    await expect(lost).rejects.toMatchObject({ code: 'conflict' });
    expect(await enrolmentsOf(bench, id)).toHaveLength(2);
    expect((await bench.batches.show(id)).counts).toMatchObject({ underWay: 2, failed: 0 });
  });

  it('gives the same key the same person at once after its backend died', async () => {
    const { id, users } = await runningBatch(bench, 2);
    const dead = slowBackend();
    const key = bench.newKey();
    const lost = dead.batches.next(id, { key: key.plugged() }, ACTOR);
    await dead.hasClaimed(id, 1);
    const again = await bench.batches.next(id, { key: key.plugged() }, ACTOR);
    expect(again.person.holder.id).toBe(users[0]);
    dead.letGo();
    await expect(lost).rejects.toMatchObject({ code: 'conflict' });
    expect(await enrolmentsOf(bench, id)).toHaveLength(1);
  });

  it('opens nothing any more once a pause was answered', async () => {
    const { id } = await runningBatch(bench, 4);
    const slow = slowBackend();
    const calls = Array.from({ length: 3 }, () =>
      slow.batches.next(id, { key: bench.newKey().plugged() }, ACTOR),
    );
    await slow.hasClaimed(id, 3);
    await bench.batches.changeState(id, { to: 'paused' }, ACTOR);
    slow.letGo();
    expect(await outcomes(calls)).toEqual({ batch_not_running: 3 });
    expect(await enrolmentsOf(bench, id)).toEqual([]);
    expect((await bench.batches.show(id)).counts).toMatchObject({ waiting: 4, claimed: 0 });
  });
});
