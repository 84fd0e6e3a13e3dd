import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR } from '#bff/enrolment/testBench.ts';
import type { Target } from '#bff/guard/target.ts';
import type { GuidedCaller } from './guidedService.ts';
import { createGuidedBench, type GuidedBench, MODEL, OTHER_MODEL } from './testGuided.ts';

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

describe('somebody with power in the directory, on Microsoft’s page', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench();
  });
  afterAll(() => place.close());
  afterEach(() => {
    place.bench.directory.targets = null;
  });

  /** From now on everybody has power. */
  async function givePower(): Promise<void> {
    const { directory } = place.bench;
    const targetOf = async (userId: string): Promise<Target> => ({
      person: await directory.getPerson(userId),
      roles: [{ roleId: GLOBAL_ADMINISTRATOR, isOfPart: false }],
      roleGroups: [],
      isInRestrictedUnit: false,
      groupIds: new Set(),
      unitIds: new Set(),
    });
    directory.targets = {
      readTarget: targetOf,
      targetNow: async (userId) => ({ target: await targetOf(userId), passkeys: [] }),
    };
  }

  const ownOf = (id: string): GuidedCaller => ({
    as: 'holder',
    actor: { id, requestId: 'request-2', roles: [] },
  });

  it('is not watched for an operator', async () => {
    const holder = place.bench.newHolder();
    await givePower();
    await expect(place.start(holder)).rejects.toMatchObject({ code: 'user_protected' });
    expect(
      await place.bench.database.sql('select id from enrolments where holder_id = $1', [holder]),
    ).toEqual([]);
  });

  it('registers a key of their own, which is watched for them', async () => {
    const holder = place.bench.newHolder();
    await givePower();
    const begun = await place.start(holder, undefined, ownOf(holder));
    place.bench.directory.addPasskey(holder, { aaguid: MODEL });
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({ kind: 'done', forbidden: null });
  });

  it('keeps what they registered against the profile, whoever began it, and it is flagged', async () => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    for (const isOwn of [true, false]) {
      const holder = place.bench.newHolder();
      const begun = await place.start(holder, profileId, isOwn ? ownOf(holder) : undefined);
      await givePower();
      place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
      await place.look();
      expect((await place.show(begun)).state).toMatchObject({
        ...{ kind: 'done', forbidden: 'model_not_allowed', keptFor: 'user_protected' },
      });
      expect(place.bench.directory.passkeys.get(holder)).toHaveLength(1);
      expect(await place.auditOf(begun.id)).toEqual(
        expect.arrayContaining(['undoRegistration.intent']),
      );
      place.bench.directory.targets = null;
    }
  });

  it('loses none while nobody knows what power they have', async () => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const holder = place.bench.newHolder();
    place.bench.directory.addPasskey(holder);
    const begun = await place.start(holder, profileId);
    const unknown = () => Promise.reject(new TypeError('as the test wants it'));
    place.bench.directory.targets = { readTarget: unknown, targetNow: unknown };
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    await place.look();
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(2);
    place.bench.directory.targets = null;
    place.bench.clock.now += 30_000;
    await place.watch.look();
    expect((await place.show(begun)).state).toMatchObject({ kind: 'removed' });
  });
});

describe('the holder’s own way', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench();
  });
  afterAll(() => place.close());

  it('is for themself: as an operator nobody begins one for themself', async () => {
    const { id } = ACTOR;
    await expect(place.start(id)).rejects.toMatchObject({ code: 'user_is_self' });
    const own = { as: 'holder', actor: ACTOR } as const;
    expect((await place.start(id, undefined, own)).holder.id).toBe(id);
  });

  it('is for nobody else', async () => {
    const own = { as: 'holder', actor: ACTOR } as const;
    await expect(place.start(place.bench.newHolder(), undefined, own)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('loses a forbidden key of somebody without power, where the profile says so', async () => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const holder = place.bench.newHolder();
    place.bench.directory.addPasskey(holder);
    const actor = { id: holder, requestId: 'request-3', roles: [] };
    const begun = await place.start(holder, profileId, { as: 'holder', actor });
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({ kind: 'removed' });
  });
});
