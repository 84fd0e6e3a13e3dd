import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuidedBench, type GuidedBench, MODEL, OTHER_MODEL } from './testGuided.ts';

describe('a forbidden key, where the last one that works needs an approval', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench(['lastMethod']);
  });
  afterAll(() => place.close());

  const register = async (before: number) => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const holder = place.bench.newHolder();
    for (let index = 0; index < before; index += 1) place.bench.directory.addPasskey(holder);
    const colleague = { as: 'operator', actor: { id: randomUUID(), requestId: 'r' } } as const;
    const begun = await place.start(holder, profileId, colleague);
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    await place.look();
    return {
      state: (await place.show(begun)).state,
      left: place.bench.directory.passkeys.get(holder)?.length,
    };
  };

  it('stays and is flagged where its holder has no other', async () => {
    expect(await register(0)).toMatchObject({
      left: 1,
      state: { kind: 'done', keptFor: 'last_key' },
    });
  });

  it('goes where they have one', async () => {
    expect(await register(1)).toMatchObject({ left: 1, state: { kind: 'removed' } });
  });
});
