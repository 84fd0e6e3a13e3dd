import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '#bff/audit/auditChain.ts';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import type { Enrolment } from '#shared/api/index.ts';
import { enrolment as enrolmentSchema } from '#shared/api/index.ts';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  performOnPage,
  runToRest,
  type TestBench,
} from './testBench.ts';
import { TestKey } from './testKey.ts';

describe('an enrolment with a sealed PIN', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  let serial = 0;
  const newKey = (options: ConstructorParameters<typeof TestKey>[0] = {}) => {
    serial += 1;
    return new TestKey({ serial: `1000${serial}`, ...options });
  };
  const start = (holder: string, key?: TestKey, profileId = 'new-colleague') =>
    bench.enrolments.start(
      { userId: holder, profileId, ...(key && { key: key.plugged() }) },
      ACTOR,
    );

  it('needs eight calls of the page and four of Graph for a fresh key', async () => {
    const holder = bench.newHolder();
    const key = newKey();
    bench.directory.calls.length = 0;
    const { enrolment, kinds } = await runToRest(bench, key, await start(holder, key));
    expect(kinds).toEqual(['setPin', 'makeCredential', 'prove', 'applyPolicy', 'done']);
    expect(bench.directory.calls).toEqual([
      'getPerson',
      'listPasskeys',
      'creationOptions',
      'createPasskey',
    ]);
    expect(enrolmentSchema.parse(enrolment)).toEqual(enrolment);
    expect(enrolment).toMatchObject({
      pinDelivery: 'holderReveals',
      displayName: `Test Key ${key.options.serial}`,
      lastFailure: null,
      policySkipped: [],
    });
    expect(enrolment.steps.filter(({ state }) => state !== 'skipped')).toEqual(
      ['read', 'pin', 'credential', 'register', 'prove', 'policy'].map((name) => ({
        name,
        state: 'done',
      })),
    );
    expect(key).toMatchObject({ forcePinChange: true, minPinLength: 6 });
    const { pin } = {
      pin: (await bench.pins.reveal(enrolment.id, { id: holder, requestId: 'r' })).reveal(),
    };
    expect(pin).toBe(key.pin);
    expect(pin).toMatch(/^\d{8}$/);
  });

  it('speaks PIN protocol one with a key that knows no other', async () => {
    const key = newKey({ protocol: 1 });
    const { kinds } = await runToRest(bench, key, await start(bench.newHolder(), key));
    expect(kinds).toEqual(['setPin', 'makeCredential', 'prove', 'applyPolicy', 'done']);
  });

  it('leaves no PIN in the database, the log or any answer', async () => {
    const holder = bench.newHolder();
    const key = newKey();
    const answers: string[] = [];
    let current = await start(holder, key);
    while (current.action.kind !== 'done') {
      answers.push(JSON.stringify(current));
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const pin = key.pin ?? 'none';
    const tables = ['journal', 'audit', 'escrow', 'enrolments', 'inventory'];
    const dumps = await Promise.all(
      tables.map((table) => bench.database.sql(`select * from ${table}`)),
    );
    const texts = [...answers, ...bench.logLines, JSON.stringify(dumps)];
    for (const spelled of [
      pin,
      Buffer.from(pin).toString('hex'),
      Buffer.from(pin).toString('base64'),
    ]) {
      expect(texts.filter((text) => text.includes(spelled))).toEqual([]);
    }
    expect(bench.logLines.join('\n')).not.toContain(
      bench.directory.posted.at(-1)?.publicKeyCredential.response.attestationObject,
    );
  });

  it('goes on from every step after the backend and the page were restarted', async () => {
    for (let restartAfter = 0; restartAfter < 5; restartAfter += 1) {
      const key = newKey();
      let current = await start(bench.newHolder(), key);
      for (let step = 0; step < restartAfter; step += 1) {
        current = await performOnPage(bench, bench.enrolments, key, current);
      }
      const store = await bench.database.reopen();
      const restarted = bench.secondBackend(store);
      // The same plug and a backend that remembers nothing: the very same action.
      const again = await restarted.report(
        current.id,
        { seq: current.seq, keySession: key.session, event: { type: 'keySeen' } },
        ACTOR,
      );
      expect(again.action.kind).toBe(current.action.kind);
      expect(again.seq).toBe(current.seq);
      key.replug();
      const reloaded = await restarted.show(current.id, ACTOR, true);
      const { enrolment } = await runToRest(bench, key, reloaded, restarted);
      expect(enrolment.action.kind).toBe('done');
      await store.close();
    }
  });

  it('erases a key with an unknown PIN only after a yes', async () => {
    const key = newKey({ pin: 'someone else’s' });
    const { kinds } = await runToRest(bench, key, await start(bench.newHolder(), key));
    expect(kinds).toEqual([
      'confirmReset',
      'resetKey',
      'setPin',
      'makeCredential',
      'prove',
      'applyPolicy',
      'done',
    ]);
  });

  it('removes the old keys of a replacement after the proof, and only those', async () => {
    const holder = bench.newHolder();
    const old = bench.directory.addPasskey(holder);
    const key = newKey();
    let current = await start(holder, key, 'replacement');
    const later = bench.directory.addPasskey(holder, { displayName: 'Made meanwhile' });
    bench.directory.fail('deletePasskey', 'lostAfter');
    current = (await runToRest(bench, key, current)).enrolment;
    expect(current.action.kind).toBe('done');
    const left = bench.directory.passkeys.get(holder)?.map(({ id }) => id) ?? [];
    expect(left).toContain(later.id);
    expect(left).not.toContain(old.id);
    expect(left).toHaveLength(2);
  });

  describe('when Graph does not do its part', () => {
    const kindsOf = async (key: TestKey, holder: string) =>
      runToRest(bench, key, await start(holder, key));

    it.each([false, true])(
      'finds a registration whose answer was lost (opaque ids: %s)',
      async (opaque) => {
        const holder = bench.newHolder();
        bench.directory.opaqueIds = opaque;
        bench.directory.fail('createPasskey', 'lostAfter');
        const { enrolment } = await kindsOf(newKey(), holder);
        bench.directory.opaqueIds = false;
        expect(enrolment.action.kind).toBe('done');
        expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
      },
    );

    it('posts the same attestation again when two looks a minute apart find nothing', async () => {
      const holder = bench.newHolder();
      bench.directory.fail('createPasskey', 'lostBefore');
      bench.directory.posted.length = 0;
      bench.directory.calls.length = 0;
      const { enrolment, kinds } = await kindsOf(newKey(), holder);
      expect(enrolment.action.kind).toBe('done');
      expect(kinds).toContain('waitForTenant');
      expect(bench.directory.calls.filter((call) => call === 'createPasskey')).toHaveLength(2);
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    });

    it('tries again after the time a 429 asks for', async () => {
      const holder = bench.newHolder();
      bench.directory.fail('createPasskey', 'graph_throttled');
      const key = newKey();
      let current = await start(holder, key);
      while (current.action.kind !== 'waitForTenant') {
        current = await performOnPage(bench, bench.enrolments, key, current);
      }
      expect(current.lastFailure).toBe('graph_throttled');
      expect(current.action).toEqual({
        kind: 'waitForTenant',
        until: new Date(bench.clock.now + 2_000).toISOString(),
      });
      expect((await runToRest(bench, key, current)).enrolment.action.kind).toBe('done');
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    });

    it('takes everything back when Graph refuses the key', async () => {
      const holder = bench.newHolder();
      bench.directory.fail('createPasskey', 'graph_bad_request');
      const key = newKey();
      const { enrolment, kinds } = await kindsOf(key, holder);
      expect(kinds.slice(-2)).toEqual(['removeCredential', 'rolledBack']);
      expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'graph_bad_request' });
      expect(key.credential).toBeNull();
    });

    it('waits and says why when options are not to be had', async () => {
      bench.directory.fail('creationOptions', 'graph_unavailable', 'graph_unavailable');
      const key = newKey();
      let current = await start(bench.newHolder(), key);
      current = await performOnPage(bench, bench.enrolments, key, current);
      expect(current).toMatchObject({
        action: { kind: 'waitForTenant' },
        lastFailure: 'graph_unavailable',
      });
      expect((await runToRest(bench, key, current)).enrolment.action.kind).toBe('done');
    });
  });

  describe('when the key is not what it should be', () => {
    it('takes the registration back when the proof does not hold, twice', async () => {
      const holder = bench.newHolder();
      const key = newKey({ proofFails: true });
      const { enrolment, kinds } = await runToRest(bench, key, await start(holder, key));
      expect(kinds.filter((kind) => kind === 'prove')).toHaveLength(2);
      expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'proof_failed' });
      expect(bench.directory.passkeys.get(holder)).toEqual([]);
      expect(key.credential).toBeNull();
    });

    it('stops after one attempt when the key has another PIN by the time of the proof', async () => {
      const holder = bench.newHolder();
      const key = newKey();
      let current = await start(holder, key);
      while (current.action.kind !== 'prove') {
        current = await performOnPage(bench, bench.enrolments, key, current);
      }
      key.pin = 'changed behind our back';
      const { enrolment } = await runToRest(bench, key, current);
      expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'key_pin_unknown' });
      expect(key.pinRetries).toBe(7);
      expect(bench.directory.passkeys.get(holder)).toEqual([]);
    });

    it('does not bind a key that is in another open enrolment', async () => {
      const key = newKey();
      await start(bench.newHolder(), key);
      const second = await start(bench.newHolder(), key);
      expect(second.action).toEqual({ kind: 'useAnotherKey', code: 'key_in_use_elsewhere' });
      const other = newKey();
      const { enrolment } = await runToRest(
        bench,
        other,
        await bench.enrolments.show(second.id, ACTOR, true),
      );
      expect(enrolment.action.kind).toBe('done');
    });

    it('does not erase a key that is registered for somebody, until that registration is gone', async () => {
      const owner = bench.newHolder();
      const key = newKey();
      await runToRest(bench, key, await start(owner, key));
      const next = bench.newHolder();
      expect((await start(next, key)).action).toEqual({
        kind: 'useAnotherKey',
        code: 'key_in_use_elsewhere',
      });
      bench.directory.passkeys.set(owner, []);
      const current = await bench.enrolments.show((await start(next)).id, ACTOR, true);
      const read = await performOnPage(bench, bench.enrolments, key, current);
      expect(read.action.kind).toBe('confirmReset');
    });

    it('asks a key with a PIN for the operator’s own passkeys, and leaves such a key alone', async () => {
      const key = newKey({ pin: '123456' });
      key.credential = {
        id: Uint8Array.of(1, 2, 3, 4, 5, 6),
        rpId: 'x',
        privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
      };
      bench.directory.addPasskey(OPERATOR, { id: 'AQIDBAUG0' });
      const asked = await start(bench.newHolder(), key);
      expect(asked.action).toMatchObject({ kind: 'readKey', operatorProbe: ['AQIDBAUG'] });
      const read = await performOnPage(bench, bench.enrolments, key, asked);
      expect(read.action).toEqual({ kind: 'useAnotherKey', code: 'key_is_operators_own' });
      bench.directory.passkeys.set(OPERATOR, []);
    });

    it('asks for the bound key when another one is plugged in', async () => {
      const key = newKey();
      const current = await start(bench.newHolder(), key);
      const other = await bench.enrolments.report(
        current.id,
        { seq: current.seq, key: newKey().plugged(), event: { type: 'keySeen' } },
        ACTOR,
      );
      expect(other.action).toEqual({
        kind: 'wrongKey',
        expected: key.plugged().observation.identity,
      });
    });
  });

  describe('when several act at once', () => {
    it('takes one of two reports of the same step, and does it once', async () => {
      const holder = bench.newHolder();
      const key = newKey();
      let current = await start(holder, key);
      current = await performOnPage(bench, bench.enrolments, key, current);
      const other = bench.secondBackend(await bench.database.reopen());
      bench.directory.posted.length = 0;
      if (current.action.kind !== 'makeCredential' || current.action.sealed === null) {
        throw new Error(current.action.kind);
      }
      const { sealed, clientDataHash, rp } = current.action;
      const pinUvAuthParam = await bench.enrolments.authenticate(
        current.id,
        {
          keySession: key.session,
          encryptedToken: key.token(sealed) ?? '',
          message: clientDataHash,
        },
        ACTOR,
      );
      const event = {
        type: 'credentialMade' as const,
        attestationObject: key.makeCredential(rp.id, clientDataHash, pinUvAuthParam),
      };
      const body = { seq: current.seq, keySession: key.session, event };
      const results = await Promise.allSettled([
        bench.enrolments.report(current.id, body, ACTOR),
        other.report(current.id, body, ACTOR),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'stale_step' },
      });
      expect(bench.directory.posted).toHaveLength(1);
      expect(bench.directory.passkeys.get(holder)).toHaveLength(1);
    });

    it('serves more enrolments at once than there are connections', async () => {
      const finished = await Promise.all(
        Array.from({ length: 30 }, async () => {
          const key = newKey();
          return runToRest(bench, key, await start(bench.newHolder(), key));
        }),
      );
      expect(finished.every(({ enrolment }) => enrolment.action.kind === 'done')).toBe(true);
    });

    it('gives two starts for one person the same enrolment', async () => {
      const holder = bench.newHolder();
      const [a, b] = await Promise.all([start(holder), start(holder)]);
      expect(a.id).toBe(b.id);
      await expect(
        bench.enrolments.start(
          { userId: holder, profileId: 'new-colleague' },
          { id: '44444444-4444-4444-8444-444444444444', requestId: 'r' },
        ),
      ).rejects.toMatchObject({ code: 'conflict' });
    });
  });

  describe('refuses', () => {
    let current: Enrolment;
    let key: TestKey;
    beforeAll(async () => {
      key = newKey();
      current = await start(bench.newHolder(), key);
    });

    it.each([
      ['user_disabled', { enabled: false }],
      ['user_is_guest', { guest: true }],
    ] as const)('a person who is not to have a key: %s', async (code, change) => {
      const holder = bench.newHolder();
      bench.directory.addPerson(holder, change);
      await expect(start(holder)).rejects.toMatchObject({ code });
    });

    it('what the tenant’s policy refuses, before anything is written', async () => {
      const holder = bench.newHolder();
      bench.directory.problems.push('self_service_off');
      await expect(start(holder)).rejects.toMatchObject({ code: 'self_service_off' });
      bench.directory.problems.length = 0;
      expect(await bench.enrolments.list({ userId: holder })).toEqual([]);
      await expect(start('99999999-9999-4999-8999-999999999999')).rejects.toMatchObject({
        code: 'user_not_found',
      });
    });

    it('an event for another line of the journal than the last', async () => {
      for (const seq of [current.seq - 1, current.seq + 1]) {
        await expect(
          bench.enrolments.report(
            current.id,
            { seq, keySession: key.session, event: { type: 'pinSet' } },
            ACTOR,
          ),
        ).rejects.toMatchObject({ code: 'stale_step' });
      }
    });

    it.each([
      { type: 'resetDone' },
      { type: 'resetConfirmed' },
      { type: 'credentialMade', attestationObject: 'AAAA' },
      { type: 'proved', authenticatorData: 'AAAA', signature: 'AAAA' },
      { type: 'policyApplied' },
      { type: 'credentialRemoved' },
    ] as const)('an event that cannot be true now: $type', async (event) => {
      await expect(
        bench.enrolments.report(current.id, { seq: current.seq, key: key.plugged(), event }, ACTOR),
      ).rejects.toMatchObject({ code: 'conflict' });
    });

    it('an enrolment that does not exist', async () => {
      await expect(
        bench.enrolments.show('99999999-9999-4999-8999-999999999999', ACTOR, true),
      ).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  it('rolls back at once when nothing was done, and gives up a lost key when it is cancelled twice', async () => {
    const first = await start(bench.newHolder());
    expect((await bench.enrolments.cancel(first.id, ACTOR)).action).toEqual({
      kind: 'rolledBack',
      code: 'cancelled',
    });
    const holder = bench.newHolder();
    const key = newKey();
    let current = await start(holder, key);
    while (current.action.kind !== 'prove') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    const cancelled = await bench.enrolments.cancel(current.id, ACTOR);
    expect(cancelled.action.kind).toBe('readKey');
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    expect((await bench.enrolments.cancel(current.id, ACTOR)).action.kind).toBe('rolledBack');
  });

  it('lists what is open and what has ended', async () => {
    const holder = bench.newHolder();
    const { id } = await start(holder);
    const open = await bench.enrolments.list({ state: 'open', userId: holder });
    expect(open).toMatchObject([{ id, action: { kind: 'readKey' } }]);
    await bench.enrolments.cancel(id, ACTOR);
    expect(await bench.enrolments.list({ state: 'open', userId: holder })).toEqual([]);
    expect(await bench.enrolments.list({ state: 'ended', userId: holder })).toMatchObject([
      { id, action: { kind: 'rolledBack' } },
    ]);
  });

  it('has an audit log that holds, with an intent before every effect', async () => {
    const log = await bench.parts.store.read(readAuditLog);
    expect(log.length).toBeGreaterThan(100);
    expect(verifyAuditChain(log)).toBeNull();
    const outcomes = new Set(
      log.filter(({ phase }) => phase === 'outcome').map(({ action }) => action),
    );
    const intents = new Set(
      log.filter(({ phase }) => phase === 'intent').map(({ action }) => action),
    );
    for (const effect of [
      'setPin',
      'makeCredential',
      'register',
      'prove',
      'removeOldKey',
      'undoRegistration',
      'revealPin',
      'resetKey',
    ]) {
      expect(outcomes).toContain(effect);
      expect(intents).toContain(effect);
    }
    await bench.database.sql('alter table audit disable trigger user');
    await bench.database.sql(`update audit set actor_id = 'nobody' where seq = 17`);
    const forged = await bench.parts.store.read(readAuditLog);
    expect(verifyAuditChain(forged)).toEqual({ seq: 17, problem: 'record_changed' });
  });
});
