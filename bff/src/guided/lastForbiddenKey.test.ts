import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passkey } from '#shared/api/index.ts';
import { GraphError } from '#shared/failure/appError.ts';
import type { GuidedCaller } from './guidedService.ts';
import {
  createGuidedBench,
  type GuidedBench,
  MINUTE_MS,
  MODEL,
  OTHER_MODEL,
} from './testGuided.ts';

describe('a forbidden key that may be the last one that works', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench();
  });
  afterAll(() => place.close());

  const colleague = (): GuidedCaller => ({
    as: 'operator',
    actor: { id: randomUUID(), requestId: 'r' },
  });
  const ownOf = (id: string): GuidedCaller => ({
    as: 'holder',
    actor: { id, requestId: 'r', roles: [] },
  });

  /** What becomes of it beside these keys of the time before. */
  const register = async (before: readonly Partial<Passkey>[], isOwn = false) => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const holder = place.bench.newHolder();
    for (const one of before) place.bench.directory.addPasskey(holder, one);
    const begun = await place.start(holder, profileId, isOwn ? ownOf(holder) : colleague());
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    await place.look();
    return {
      ...{ holder, begun, state: (await place.show(begun)).state },
      left: place.bench.directory.passkeys.get(holder)?.length,
    };
  };

  const mailsAbout = (holder: string) =>
    place.bench.database.sql(
      `select recipient_id, notice->>'kind' as kind from outbox
       where notice->>'kind' = 'keyKept' and notice->>'person' = $1`,
      [place.bench.directory.people.get(holder)?.displayName],
    );

  it.each([
    ['has no other', []],
    ['has one of which nobody knows whether it works', [{ passkeyType: 'synced' }]],
    ['has one of no known model', [{ aaguid: null }]],
  ] as const)(
    'stays and is flagged where its holder %s, whatever the settings say',
    async (_why, before) => {
      const { begun, ...kept } = await register(before);
      expect(kept).toMatchObject({
        left: before.length + 1,
        state: { kind: 'done', forbidden: 'model_not_allowed', keptFor: 'last_key' },
      });
      expect(await place.inventoryOf(begun.id)).toHaveLength(1);
      expect(await place.auditOf(begun.id)).toContain('undoRegistration.outcome.last_key');
      expect(
        await place.bench.database.sql('select 1 from removals where enrolment_id = $1', [
          begun.id,
        ]),
      ).toEqual([]);
    },
  );

  it('goes where they have one that works', async () => {
    expect(await register([{}])).toMatchObject({ left: 1, state: { kind: 'removed' } });
  });

  it('goes where it does not work itself: the tenant’s policy keeps its model out', async () => {
    place.bench.directory.modelProblem = 'model_not_allowed';
    const gone = await register([]);
    place.bench.directory.modelProblem = null;
    expect(gone).toMatchObject({ left: 0, state: { kind: 'removed' } });
  });

  it('waits where the policy cannot be read now, and stays where it can never be', async () => {
    const { directory, clock } = place.bench;
    const readable = directory.isModelAllowed.bind(directory);
    const fail = (code: 'graph_unavailable' | 'graph_forbidden') => {
      directory.isModelAllowed = () => Promise.reject(new GraphError(code, 'as the test wants it'));
    };
    fail('graph_unavailable');
    const { begun, state } = await register([{}]);
    expect(state).toMatchObject({ kind: 'found', forbidden: 'model_not_allowed' });
    fail('graph_forbidden');
    clock.now += MINUTE_MS;
    await place.watch.look();
    directory.isModelAllowed = readable;
    expect((await place.show(begun)).state).toMatchObject({ kind: 'done', keptFor: 'last_key' });
  });

  it('is told to whoever began it, by mail; to whoever gets the alerts where that is the holder', async () => {
    const theirs = await register([]);
    expect(await mailsAbout(theirs.holder)).toMatchObject([{ recipient_id: expect.any(String) }]);
    const own = await register([], true);
    expect(await mailsAbout(own.holder)).toEqual([{ recipient_id: null, kind: 'keyKept' }]);
  });
});
