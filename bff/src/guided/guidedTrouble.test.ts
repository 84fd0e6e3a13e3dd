import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typesOf } from '#bff/enrolment/testBench.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { AS_OPERATOR, createGuidedBench, type GuidedBench } from './testGuided.ts';

describe('the watch for keys from Microsoft’s page', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench();
  });
  afterAll(() => place.close());

  it('is found by another backend where the first one dies in the middle', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    place.bench.directory.addPasskey(holder);
    // It hears of the key and its connection breaks before anything is journaled.
    const dying = place.watchOver({
      ...place.bench.parts,
      store: {
        ...place.bench.parts.store,
        withEnrolment: () => new Promise(() => {}),
      },
    });
    place.bench.clock.now += 5_000;
    void dying.look();
    await expect.poll(() => place.bench.directory.calls.at(-1)).toBe('listPasskeys');
    expect((await place.show(begun)).state.kind).toBe('watching');
    await place.look(place.other);
    expect((await place.show(begun)).state.kind).toBe('done');
  });

  it('is looked for by one of two backends, and written down once', async () => {
    const holders = Array.from({ length: 6 }, () => place.bench.newHolder());
    const begun = await Promise.all(holders.map((holder) => place.start(holder)));
    for (const holder of holders) place.bench.directory.addPasskey(holder);
    place.bench.clock.now += 5_000;
    const before = place.looks();
    await Promise.all([place.watch.look(), place.other.look()]);
    expect(place.looks() - before).toBe(6);
    for (const one of begun) {
      expect(await typesOf(place.bench, one.id)).toEqual([
        ...['started', 'methodsAppeared', 'methodRecognised', 'finished'],
      ]);
    }
  });

  it('waits for a directory that refuses, and is found afterwards', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    place.bench.directory.addPasskey(holder);
    place.bench.directory.fail('listPasskeys', 'graph_throttled');
    await place.look();
    const before = place.looks();
    await place.look();
    expect(place.looks()).toBe(before);
    place.bench.clock.now += 30_000;
    await place.watch.look();
    expect((await place.show(begun)).state.kind).toBe('done');
    expect(place.bench.logLines.join('')).toContain('"event":"watch_failed"');
  });

  it.each([
    ['that says nothing', new GraphError('graph_unavailable', 'away'), 'graph_unavailable'],
    ['behind a database that fails', new AppError('conflict', 'lost'), 'conflict'],
    ['that breaks', new TypeError('broken'), 'internal'],
  ])('waits half a minute for a directory %s', async (_what, error, code) => {
    const begun = await place.start();
    const broken = place.watchOver({
      ...place.bench.parts,
      directory: Object.assign(
        Object.create(place.bench.directory) as typeof place.bench.directory,
        {
          listPasskeys: () => Promise.reject(error),
        },
      ),
    });
    await place.look(broken);
    expect(place.bench.logLines.at(-1)).toContain(`"code":"${code}"`);
    const before = place.looks();
    place.bench.clock.now += 29_000;
    await place.watch.look();
    expect(place.looks()).toBe(before);
    place.bench.clock.now += 1_000;
    await place.watch.look();
    expect(place.looks()).toBe(before + 1);
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });

  it('leaves what was found alone where somebody cancelled since Graph was asked', async () => {
    const holder = place.bench.newHolder();
    const begun = await place.start(holder);
    place.bench.directory.addPasskey(holder);
    const slow = place.watchOver({
      ...place.bench.parts,
      directory: Object.assign(
        Object.create(place.bench.directory) as typeof place.bench.directory,
        {
          listPasskeys: async (userId: string) => {
            const found = await place.bench.directory.listPasskeys(userId);
            await place.guided.cancel(begun.id, AS_OPERATOR);
            return found;
          },
        },
      ),
    });
    await place.look(slow);
    expect(await typesOf(place.bench, begun.id)).toEqual(['started', 'cancelled', 'rolledBack']);
  });

  it('stops between two looks when the backend is to stop', async () => {
    const begun = await place.start();
    place.bench.clock.now += 5_000;
    expect(await place.watch.look(AbortSignal.abort())).toBe(0);
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });
});
