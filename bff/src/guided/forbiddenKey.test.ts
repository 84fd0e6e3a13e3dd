import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishGuided, removeForbidden } from '#bff/enrolment/guidedActions.ts';
import { openEnrolment } from '#bff/enrolment/openEnrolment.ts';
import { ACTOR, typesOf } from '#bff/enrolment/testBench.ts';
import { AppError } from '#shared/failure/appError.ts';
import {
  AS_OPERATOR,
  createGuidedBench,
  type GuidedBench,
  MINUTE_MS,
  MODEL,
  OTHER_MODEL,
} from './testGuided.ts';

describe('a key from Microsoft’s page that the profile forbids', () => {
  let place: GuidedBench;
  beforeAll(async () => {
    place = await createGuidedBench();
  });
  afterAll(() => place.close());

  it.each([
    ['its model is not listed', { aaguid: OTHER_MODEL }, 'model_not_allowed'],
    ['Entra does not say its model', { aaguid: null }, 'model_not_allowed'],
    ['it is synced', { aaguid: MODEL, passkeyType: 'synced' }, 'model_not_allowed'],
    ['nobody vouches for it', { attestationLevel: 'notAttested' }, 'attestation_untrusted'],
  ] as const)('stays and is flagged where %s', async (_why, passkey, code) => {
    const holder = place.bench.newHolder();
    const profileId = await place.profileWith({
      allowedAaguids: [MODEL],
      requireTrustedAttestation: true,
    });
    const begun = await place.start(holder, profileId);
    const { id: methodId } = place.bench.directory.addPasskey(holder, {
      aaguid: MODEL,
      ...passkey,
    });
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({
      ...{ kind: 'done', forbidden: code, keptFor: null, key: { id: methodId } },
    });
    expect(await place.auditOf(begun.id)).toContain(`recogniseKey.outcome.${code}`);
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(1);
    expect(await place.inventoryOf(begun.id)).toHaveLength(1);
  });

  it('is removed again only where the profile says so, and only up to the limit of removals', async () => {
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const register = async (fault?: 'graph_forbidden') => {
      const holder = place.bench.newHolder();
      place.bench.directory.addPasskey(holder);
      const begun = await place.start(holder, profileId);
      place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
      if (fault !== undefined) place.bench.directory.fail('deletePasskey', fault);
      await place.look();
      const left = place.bench.directory.passkeys.get(holder)?.length;
      return { id: begun.id, state: (await place.show(begun)).state, left };
    };
    const removed = await register();
    expect(removed).toMatchObject({
      ...{ left: 1, state: { kind: 'removed', forbidden: 'model_not_allowed' } },
    });
    expect(await typesOf(place.bench, removed.id)).toEqual([
      ...['started', 'methodsAppeared', 'methodRecognised', 'forbiddenRemovalStarted'],
      ...['registrationUndone', 'rolledBack'],
    ]);
    expect(await place.auditOf(removed.id)).toEqual(
      expect.arrayContaining(['undoRegistration.intent', 'undoRegistration.outcome.ok']),
    );
    expect(await place.inventoryOf(removed.id)).toEqual([]);

    const kept = { kind: 'done', forbidden: 'model_not_allowed' };
    const refused = await register('graph_forbidden');
    expect(refused).toMatchObject({ left: 2, state: { ...kept, keptFor: 'graph_forbidden' } });
    const limited = await register();
    expect(limited).toMatchObject({ left: 2, state: { ...kept, keptFor: 'removals_limited' } });
    for (const { id } of [refused, limited]) {
      const said = (await place.auditOf(id)).filter((one) => one.startsWith('undoRegistration'));
      expect(said.map((one) => one.split('.')[1])).toEqual(['intent', 'outcome']);
      expect(await place.inventoryOf(id)).toHaveLength(1);
    }
  });

  it('is carried to its end by the next look where a backend dies between recognising and removing', async () => {
    const holder = place.bench.newHolder();
    const other = place.bench.directory.addPasskey(holder);
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const colleague = { as: 'operator', actor: { id: randomUUID(), requestId: 'r' } } as const;
    const begun = await place.start(holder, profileId, colleague);
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    place.bench.directory.fail('deletePasskey', 'lostAfter');
    await place.look();
    expect((await place.show(begun)).state).toMatchObject({ kind: 'found' });
    expect((await place.bench.enrolments.show(begun.id, ACTOR, false)).lastFailure).toBe(
      'graph_outcome_unknown',
    );
    place.bench.clock.now += 20_000;
    await place.other.look();
    expect((await place.show(begun)).state).toMatchObject({ kind: 'removed' });
    expect(place.bench.directory.passkeys.get(holder)).toEqual([other]);
  });

  it('takes the same word twice for once, also while Entra does not let the key go', async () => {
    const holder = place.bench.newHolder();
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const colleague = { as: 'operator', actor: { id: randomUUID(), requestId: 'r' } } as const;
    const begun = await place.start(holder, profileId, colleague);
    const [one] = [1, 2].map(() =>
      place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL }),
    );
    await place.look();
    place.bench.directory.fail('deletePasskey', 'graph_unavailable');
    for (const _time of [1, 2]) {
      const { state } = await place.guided.choose(begun.id, one?.id ?? '', colleague);
      expect(state).toMatchObject({ kind: 'found', forbidden: 'model_not_allowed' });
    }
    place.bench.directory.fail('deletePasskey', 'graph_unavailable');
    for (const _time of [1, 2]) await place.guided.cancel(begun.id, colleague);
    const types = await typesOf(place.bench, begun.id);
    expect(types.filter((type) => type === 'methodChosen' || type === 'cancelled')).toEqual([
      ...['methodChosen', 'cancelled'],
    ]);
    place.bench.directory.calm();
    place.bench.clock.now += MINUTE_MS;
    await place.watch.look();
    expect((await place.show(begun)).state).toMatchObject({
      kind: 'removed',
      key: { id: one?.id },
    });
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('is not removed before the audit has the intent', async () => {
    const holder = place.bench.newHolder();
    place.bench.directory.addPasskey(holder);
    const profileId = await place.profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const colleague = { as: 'operator', actor: { id: randomUUID(), requestId: 'r' } } as const;
    const begun = await place.start(holder, profileId, colleague);
    place.bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    const mute = place.watchOver({
      ...place.bench.parts,
      audit: {
        append(queries, first, ...more) {
          if (first.action === 'undoRegistration') throw new AppError('audit_unavailable', 'full');
          return place.bench.parts.audit.append(queries, first, ...more);
        },
      },
    });
    await place.look(mute);
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(2);
    expect((await place.show(begun)).state.kind).toBe('found');
    place.bench.clock.now += 30_000;
    await place.watch.look();
    expect((await place.show(begun)).state.kind).toBe('removed');
  });

  it('never has a key of the time before removed, nor finishes without one, whatever it is told', async () => {
    const holder = place.bench.newHolder();
    const { id: methodId } = place.bench.directory.addPasskey(holder);
    const begun = await place.start(holder);
    await place.bench.parts.store.withEnrolment(begun.id, async (hold) => {
      const open = await openEnrolment(place.bench.parts, hold, begun.id, ACTOR);
      const forbidden = { methodId, code: 'model_not_allowed' } as const;
      await expect(removeForbidden(place.bench.parts, open, forbidden)).rejects.toThrow(
        'time before',
      );
      await expect(finishGuided(place.bench.parts, open)).rejects.toThrow('nothing to finish');
    });
    expect(place.bench.directory.passkeys.get(holder)).toHaveLength(1);
    await place.guided.cancel(begun.id, AS_OPERATOR);
  });
});
