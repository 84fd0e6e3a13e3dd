import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { finishGuided, removeForbidden } from '#bff/enrolment/guidedActions.ts';
import { openEnrolment } from '#bff/enrolment/openEnrolment.ts';
import { ACTOR, createTestBench, type TestBench, typesOf } from '#bff/enrolment/testBench.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { createSweeper } from '#bff/jobs/sweeper.ts';
import { createProfileBook } from '#bff/profiles/profileBook.ts';
import type { Store } from '#bff/store/store.ts';
import type { GuidedEnrolment } from '#shared/api/index.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import { createDirectoryWatch, type DirectoryWatch } from './directoryWatch.ts';
import { createGuidedService, type GuidedService } from './guidedService.ts';

const PROFILE = 'keep-pin';
const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const OTHER_MODEL = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';
const MINUTE_MS = 60_000;
const AS_OPERATOR = { as: 'operator', actor: ACTOR } as const;

describe('a key that is registered on Microsoft’s page', () => {
  let bench: TestBench;
  let second: Store;
  let guided: GuidedService;
  let watch: DirectoryWatch;
  let other: DirectoryWatch;
  beforeAll(async () => {
    bench = await createTestBench({ removalCaps: { perMinute: 10, perDay: 2 } });
    second = await bench.database.reopen();
    guided = createGuidedService(bench.parts);
    watch = watchOver(bench.parts);
    other = watchOver({ ...bench.parts, store: second });
  });
  afterAll(async () => {
    await second.close();
    await bench.close();
  });

  function watchOver(parts: EnrolmentParts): DirectoryWatch {
    const leases = createLeases({ holder: randomUUID(), now: parts.now });
    const directory = directoryFor(parts.directory, { class: 'bulk' });
    return createDirectoryWatch({ parts: { ...parts, directory }, leases });
  }

  function sweep() {
    const leases = createLeases({ holder: randomUUID(), now: bench.parts.now });
    return createSweeper({ parts: bench.parts, leases, idleMs: 2 * MINUTE_MS }).sweep();
  }

  let profiles = 0;
  /** A profile for this way, with some of it changed. */
  async function profileWith(change: Partial<ProfileContent>): Promise<string> {
    const book = createProfileBook(bench.parts);
    const base = await book.current(PROFILE);
    if (base === null) throw new TypeError('there is no such profile');
    const { id: _id, version: _version, ...content } = base;
    profiles += 1;
    const made = await book.create({ ...content, name: `Guided ${profiles}`, ...change }, ACTOR);
    return made.profile.id;
  }

  const start = (userId = bench.newHolder(), profileId = PROFILE, actor = ACTOR) =>
    guided.start({ userId, profileId }, actor);
  const show = ({ id }: GuidedEnrolment) => guided.show(id, AS_OPERATOR);
  const looks = () => bench.directory.calls.filter((call) => call === 'listPasskeys').length;

  /** The next look at the directory, by whichever backend. */
  async function look(by = watch): Promise<void> {
    bench.clock.now += 5_000;
    await by.look();
  }

  async function auditOf(id: string): Promise<string[]> {
    const rows = await bench.database.sql(
      `select action || '.' || phase || coalesce('.' || result, '') as said from audit where enrolment_id = $1 order by seq`,
      [id],
    );
    return rows.map(({ said }) => String(said));
  }
  const inventoryOf = (id: string) =>
    bench.database.sql('select * from inventory where enrolment_id = $1', [id]);

  it('is recognised by the first look that has it, and goes into books and journal', async () => {
    const holder = bench.newHolder();
    bench.directory.addPasskey(holder, { createdAt: '2025-01-01T00:00:00Z' });
    const begun = await start(holder);
    expect(begun).toMatchObject({
      holder: { id: holder },
      profile: { id: PROFILE },
      leftOut: [],
      state: { kind: 'watching', until: new Date(bench.clock.now + 10 * MINUTE_MS).toISOString() },
    });
    await look();
    expect((await show(begun)).state.kind).toBe('watching');
    const { id: methodId } = bench.directory.addPasskey(holder, { aaguid: MODEL, model: 'New' });
    await look();
    expect((await show(begun)).state).toMatchObject({
      ...{ kind: 'done', forbidden: null, keptFor: null },
      key: { id: methodId, aaguid: MODEL, model: 'New' },
    });
    expect(await typesOf(bench, begun.id)).toEqual([
      ...['started', 'methodsAppeared', 'methodRecognised', 'finished'],
    ]);
    expect(await auditOf(begun.id)).toEqual([
      ...['startEnrolment.intent', 'startEnrolment.outcome.ok'],
      ...['noticeNewKeys.intent', 'noticeNewKeys.outcome.ok'],
      ...['recogniseKey.intent', 'recogniseKey.outcome.ok'],
      ...['finishEnrolment.intent', 'finishEnrolment.outcome.ok'],
    ]);
    expect(await inventoryOf(begun.id)).toMatchObject([
      { method_id: methodId, serial: null, aaguid: MODEL, product_name: 'YubiKey 5 NFC' },
    ]);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(2);
  });

  it('has its way in the journal, so that no key is asked for', async () => {
    const begun = await start();
    const [row] = await bench.database.sql(
      `select event->>'way' as way from journal where enrolment_id = $1 and seq = 1`,
      [begun.id],
    );
    expect(row).toEqual({ way: 'guided' });
    const seen = await bench.enrolments.show(begun.id, ACTOR, true);
    expect(seen).toMatchObject({
      ...{ way: 'guided', key: null, pinDelivery: 'holderKnows' },
      action: { kind: 'guide', step: 'register' },
      steps: [{ name: 'register', state: 'current' }],
    });
    const { unfinished } = await bench.enrolments.unfinished();
    expect(unfinished.find(({ id }) => id === begun.id)).toMatchObject({
      ...{ next: { kind: 'guide', step: 'register' }, stoppedAt: 'register' },
    });
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is not taken for one that a lagging directory had left out of the first look', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    bench.directory.addPasskey(holder, { createdAt: '2025-01-01T00:00:00Z' });
    await look();
    expect((await show(begun)).state.kind).toBe('watching');
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it.each([
    ['its model is not listed', { aaguid: OTHER_MODEL }, 'model_not_allowed'],
    ['Entra does not say its model', { aaguid: null }, 'model_not_allowed'],
    ['it is synced', { aaguid: MODEL, passkeyType: 'synced' }, 'model_not_allowed'],
    ['nobody vouches for it', { attestationLevel: 'notAttested' }, 'attestation_untrusted'],
  ] as const)('stays and is flagged where %s', async (_why, passkey, code) => {
    const holder = bench.newHolder();
    const profileId = await profileWith({
      allowedAaguids: [MODEL],
      requireTrustedAttestation: true,
    });
    const begun = await start(holder, profileId);
    const { id: methodId } = bench.directory.addPasskey(holder, { aaguid: MODEL, ...passkey });
    await look();
    expect((await show(begun)).state).toMatchObject({
      ...{ kind: 'done', forbidden: code, keptFor: null, key: { id: methodId } },
    });
    expect(await auditOf(begun.id)).toContain(`recogniseKey.outcome.${code}`);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    expect(await inventoryOf(begun.id)).toHaveLength(1);
  });

  it('is removed again only where the profile says so, and only up to the limit of removals', async () => {
    const profileId = await profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const register = async (fault?: 'graph_forbidden') => {
      const holder = bench.newHolder();
      const begun = await start(holder, profileId);
      bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
      if (fault !== undefined) bench.directory.fail('deletePasskey', fault);
      await look();
      const left = bench.directory.passkeys.get(holder)?.length;
      return { id: begun.id, state: (await show(begun)).state, left };
    };
    const removed = await register();
    expect(removed).toMatchObject({
      ...{ left: 0, state: { kind: 'removed', forbidden: 'model_not_allowed' } },
    });
    expect(await typesOf(bench, removed.id)).toEqual([
      ...['started', 'methodsAppeared', 'methodRecognised', 'forbiddenRemovalStarted'],
      ...['registrationUndone', 'rolledBack'],
    ]);
    expect(await auditOf(removed.id)).toEqual(
      expect.arrayContaining(['undoRegistration.intent', 'undoRegistration.outcome.ok']),
    );
    expect(await inventoryOf(removed.id)).toEqual([]);

    const kept = { kind: 'done', forbidden: 'model_not_allowed' };
    const refused = await register('graph_forbidden');
    expect(refused).toMatchObject({ left: 1, state: { ...kept, keptFor: 'graph_forbidden' } });
    const limited = await register();
    expect(limited).toMatchObject({ left: 1, state: { ...kept, keptFor: 'removals_limited' } });
    for (const { id } of [refused, limited]) {
      const said = (await auditOf(id)).filter((one) => one.startsWith('undoRegistration'));
      expect(said.map((one) => one.split('.')[1])).toEqual(['intent', 'outcome']);
      expect(await inventoryOf(id)).toHaveLength(1);
    }
  });

  it('is asked for where two appear at once, and nothing is done before somebody has said', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    const [one, two] = [bench.directory.addPasskey(holder), bench.directory.addPasskey(holder)];
    await look();
    expect((await show(begun)).state).toMatchObject({
      ...{ kind: 'choose', keys: [{ id: one.id }, { id: two.id }] },
    });
    const before = looks();
    for (let minute = 0; minute < 5; minute += 1) await look();
    expect(looks()).toBe(before);
    const choose = (methodId: string) => guided.choose(begun.id, methodId, AS_OPERATOR);
    await expect(choose('another')).rejects.toMatchObject({ code: 'request_invalid' });
    await expect(guided.watchAgain(begun.id, AS_OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });
    const chosen = await choose(two.id);
    expect(chosen.state).toMatchObject({ kind: 'done', key: { id: two.id } });
    expect(await choose(one.id)).toEqual(chosen);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(2);
    expect(await inventoryOf(begun.id)).toMatchObject([{ method_id: two.id }]);
  });

  it('is looked for less and less often, for ten minutes, and then once more when somebody says so', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    const started = bench.clock.now;
    const before = looks();
    const times: number[] = [];
    while (bench.clock.now < started + 20 * MINUTE_MS) {
      const count = looks();
      await watch.look();
      if (looks() > count) times.push(bench.clock.now - started);
      bench.clock.now += 1_000;
    }
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect([...new Set(pauses)]).toEqual([5_000, 10_000, 20_000]);
    expect(times.at(-1)).toBe(10 * MINUTE_MS);
    expect(looks() - before).toBeLessThan(70);
    expect((await show(begun)).state).toMatchObject({ kind: 'over' });
    await expect(guided.choose(begun.id, 'x', AS_OPERATOR)).rejects.toMatchObject({
      code: 'conflict',
    });

    // Registered when nobody looked any more.
    bench.directory.addPasskey(holder);
    const again = await guided.watchAgain(begun.id, AS_OPERATOR);
    expect(again.state.kind).toBe('watching');
    expect(await guided.watchAgain(begun.id, AS_OPERATOR)).toEqual(again);
    await look();
    expect((await show(begun)).state.kind).toBe('done');
    expect(await typesOf(bench, begun.id)).toContain('watchResumed');
  });

  it('is given up an hour after its time, so that its holder can have another enrolment', async () => {
    const begun = await start();
    bench.clock.now += 71 * MINUTE_MS;
    await sweep();
    expect((await show(begun)).state).toEqual({ kind: 'ended', code: 'no_new_key' });
    await expect(guided.watchAgain(begun.id, AS_OPERATOR)).resolves.toMatchObject({
      state: { kind: 'ended' },
    });
  });

  it('is found by another backend where the first one dies in the middle', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    bench.directory.addPasskey(holder);
    // It hears of the key and its connection breaks before anything is journaled.
    const dying = watchOver({
      ...bench.parts,
      store: {
        ...bench.parts.store,
        withEnrolment: () => new Promise(() => {}),
      },
    });
    bench.clock.now += 5_000;
    void dying.look();
    await expect.poll(() => bench.directory.calls.at(-1)).toBe('listPasskeys');
    expect((await show(begun)).state.kind).toBe('watching');
    await look(other);
    expect((await show(begun)).state.kind).toBe('done');
  });

  it('is carried to its end by the next look where a backend dies between recognising and removing', async () => {
    const holder = bench.newHolder();
    const profileId = await profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const colleague = { id: randomUUID(), requestId: 'r' };
    const begun = await start(holder, profileId, colleague);
    bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    bench.directory.fail('deletePasskey', 'lostAfter');
    await look();
    expect((await show(begun)).state).toMatchObject({ kind: 'found' });
    expect((await bench.enrolments.show(begun.id, ACTOR, false)).lastFailure).toBe(
      'graph_outcome_unknown',
    );
    bench.clock.now += 20_000;
    await other.look();
    expect((await show(begun)).state).toMatchObject({ kind: 'removed' });
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
  });

  it('takes the same word twice for once, also while Entra does not let the key go', async () => {
    const holder = bench.newHolder();
    const profileId = await profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const colleague = { as: 'operator', actor: { id: randomUUID(), requestId: 'r' } } as const;
    const begun = await start(holder, profileId, colleague.actor);
    const [one] = [1, 2].map(() => bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL }));
    await look();
    bench.directory.fail('deletePasskey', 'graph_unavailable');
    for (const _time of [1, 2]) {
      const { state } = await guided.choose(begun.id, one?.id ?? '', colleague);
      expect(state).toMatchObject({ kind: 'found', forbidden: 'model_not_allowed' });
    }
    bench.directory.fail('deletePasskey', 'graph_unavailable');
    for (const _time of [1, 2]) await guided.cancel(begun.id, colleague);
    const types = await typesOf(bench, begun.id);
    expect(types.filter((type) => type === 'methodChosen' || type === 'cancelled')).toEqual([
      ...['methodChosen', 'cancelled'],
    ]);
    bench.directory.calm();
    bench.clock.now += MINUTE_MS;
    await watch.look();
    expect((await show(begun)).state).toMatchObject({ kind: 'removed', key: { id: one?.id } });
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('is not removed before the audit has the intent', async () => {
    const holder = bench.newHolder();
    const profileId = await profileWith({ allowedAaguids: [MODEL], onForbidden: 'remove' });
    const colleague = { id: randomUUID(), requestId: 'r' };
    const begun = await start(holder, profileId, colleague);
    bench.directory.addPasskey(holder, { aaguid: OTHER_MODEL });
    const mute = watchOver({
      ...bench.parts,
      audit: {
        append: (queries, first, ...more) =>
          first.action === 'undoRegistration'
            ? Promise.reject(new AppError('audit_unavailable', 'full'))
            : bench.parts.audit.append(queries, first, ...more),
      },
    });
    await look(mute);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    expect((await show(begun)).state.kind).toBe('found');
    bench.clock.now += 30_000;
    await watch.look();
    expect((await show(begun)).state.kind).toBe('removed');
  });

  it('is looked for by one of two backends, and written down once', async () => {
    const holders = Array.from({ length: 6 }, () => bench.newHolder());
    const begun = await Promise.all(holders.map((holder) => start(holder)));
    for (const holder of holders) bench.directory.addPasskey(holder);
    bench.clock.now += 5_000;
    const before = looks();
    await Promise.all([watch.look(), other.look()]);
    expect(looks() - before).toBe(6);
    for (const one of begun) {
      expect(await typesOf(bench, one.id)).toEqual([
        ...['started', 'methodsAppeared', 'methodRecognised', 'finished'],
      ]);
    }
  });

  it('waits for a directory that refuses, and is found afterwards', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    bench.directory.addPasskey(holder);
    bench.directory.fail('listPasskeys', 'graph_throttled');
    await look();
    const before = looks();
    await look();
    expect(looks()).toBe(before);
    bench.clock.now += 30_000;
    await watch.look();
    expect((await show(begun)).state.kind).toBe('done');
    expect(bench.logLines.join('')).toContain('"event":"watch_failed"');
  });

  it.each([
    ['that says nothing', new GraphError('graph_unavailable', 'away'), 'graph_unavailable'],
    ['behind a database that fails', new AppError('conflict', 'lost'), 'conflict'],
    ['that breaks', new TypeError('broken'), 'internal'],
  ])('waits half a minute for a directory %s', async (_what, error, code) => {
    const begun = await start();
    const broken = watchOver({
      ...bench.parts,
      directory: Object.assign(Object.create(bench.directory) as typeof bench.directory, {
        listPasskeys: () => Promise.reject(error),
      }),
    });
    await look(broken);
    expect(bench.logLines.at(-1)).toContain(`"code":"${code}"`);
    const before = looks();
    bench.clock.now += 29_000;
    await watch.look();
    expect(looks()).toBe(before);
    bench.clock.now += 1_000;
    await watch.look();
    expect(looks()).toBe(before + 1);
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it('never has a key of the time before removed, nor finishes without one, whatever it is told', async () => {
    const holder = bench.newHolder();
    const { id: methodId } = bench.directory.addPasskey(holder);
    const begun = await start(holder);
    await bench.parts.store.withEnrolment(begun.id, async (hold) => {
      const open = await openEnrolment(bench.parts, hold, begun.id, ACTOR);
      const forbidden = { methodId, code: 'model_not_allowed' } as const;
      await expect(removeForbidden(bench.parts, open, forbidden)).rejects.toThrow('time before');
      await expect(finishGuided(bench.parts, open)).rejects.toThrow('nothing to finish');
    });
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is in the books by the id that Graph gave it, where that is none that we can read', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    const odd = { id: 'not an id!', aaguid: null, model: null };
    bench.directory.addPasskey(holder, odd);
    await look();
    expect((await show(begun)).state).toMatchObject({ kind: 'done', key: odd });
    expect(await inventoryOf(begun.id)).toMatchObject([
      { credential_id: odd.id, method_id: odd.id, aaguid: '', product_name: '' },
    ]);
  });

  it('is looked for in no enrolment of another way', async () => {
    const { id } = await bench.start(bench.newHolder());
    const [now, before] = [new Date(bench.clock.now), looks()];
    await bench.database.sql('update enrolments set next_look_at = $2 where id = $1', [id, now]);
    await watch.look();
    expect(looks()).toBe(before);
    await bench.database.sql('update enrolments set next_look_at = null where id = $1', [id]);
  });

  it('is not looked for once somebody has cancelled, and stays where it is', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    bench.directory.addPasskey(holder);
    const cancelled = await guided.cancel(begun.id, AS_OPERATOR);
    expect(cancelled.state).toEqual({ kind: 'ended', code: 'cancelled' });
    expect(await guided.cancel(begun.id, AS_OPERATOR)).toEqual(cancelled);
    const before = looks();
    await look();
    expect(looks()).toBe(before);
    expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
  });

  it('leaves what was found alone where somebody cancelled since Graph was asked', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    bench.directory.addPasskey(holder);
    const slow = watchOver({
      ...bench.parts,
      directory: Object.assign(Object.create(bench.directory) as typeof bench.directory, {
        listPasskeys: async (userId: string) => {
          const found = await bench.directory.listPasskeys(userId);
          await guided.cancel(begun.id, AS_OPERATOR);
          return found;
        },
      }),
    });
    await look(slow);
    expect(await typesOf(bench, begun.id)).toEqual(['started', 'cancelled', 'rolledBack']);
  });

  it('stops between two looks when the backend is to stop', async () => {
    const begun = await start();
    bench.clock.now += 5_000;
    expect(await watch.look(AbortSignal.abort())).toBe(0);
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is begun only by a profile that allows it, and no other enrolment goes on beside it', async () => {
    const holder = bench.newHolder();
    await expect(start(holder, 'new-colleague')).rejects.toMatchObject({
      code: 'way_not_accepted',
    });
    const only = await profileWith({ ways: ['guided'] });
    await expect(bench.start(holder, undefined, only)).rejects.toMatchObject({
      code: 'way_not_accepted',
    });
    const begun = await start(holder);
    expect(await start(holder)).toEqual(begun);
    await expect(bench.start(holder, undefined, PROFILE)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(bench.start(holder)).rejects.toMatchObject({ code: 'conflict' });
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it('says what of the profile nobody can set on Microsoft’s page', async () => {
    const profileId = await profileWith({ minPinLength: 8, alwaysUv: true });
    const begun = await start(bench.newHolder(), profileId);
    expect(begun.leftOut).toEqual(['alwaysUv', 'minPinLength']);
    await guided.cancel(begun.id, AS_OPERATOR);
  });

  it('is carried on by a colleague, and the journal says so', async () => {
    const holder = bench.newHolder();
    const begun = await start(holder);
    const colleague = { id: randomUUID(), requestId: 'r' };
    await guided.cancel(begun.id, { as: 'operator', actor: colleague });
    expect(await typesOf(bench, begun.id)).toEqual([
      ...['started', 'carriedOn', 'cancelled', 'rolledBack'],
    ]);
  });

  it('is not found under an enrolment of another way', async () => {
    const { id } = await bench.start(bench.newHolder());
    await expect(guided.show(id, AS_OPERATOR)).rejects.toMatchObject({ code: 'not_found' });
    await expect(guided.cancel(id, AS_OPERATOR)).rejects.toMatchObject({ code: 'not_found' });
  });
});
