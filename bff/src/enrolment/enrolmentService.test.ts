import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '#bff/audit/auditChain.ts';
import { readAuditLog } from '#bff/audit/auditLog.ts';
import { enrolment as enrolmentSchema } from '#shared/api/index.ts';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';

describe('an enrolment with a sealed PIN', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  it('needs eight calls of the page and four of Graph for a fresh key', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    bench.directory.calls.length = 0;
    const { enrolment, kinds } = await runToRest(bench, key, await bench.start(holder, key));
    expect(kinds).toEqual(['setPin', 'makeCredential', 'prove', 'applyPolicy', 'done']);
    expect(bench.directory.calls).toEqual([
      'readTarget',
      'listPasskeys',
      'creationOptions',
      'createPasskey',
    ]);
    expect(enrolmentSchema.parse(enrolment)).toEqual(enrolment);
    expect(enrolment).toMatchObject({
      pinDelivery: 'holderReveals',
      displayName: `YubiKey 5 NFC ${key.options.serial}`,
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
    const viewer = { id: holder, requestId: 'r', session: 'a window' };
    const pin = (await bench.pins.disclose('holder', enrolment.id, viewer)).pin.reveal();
    expect(pin).toBe(key.pin);
    expect(pin).toMatch(/^\d{8}$/);
  });

  it('speaks PIN protocol one with a key that knows no other', async () => {
    const key = bench.newKey({ protocol: 1 });
    const { kinds } = await runToRest(bench, key, await bench.start(bench.newHolder(), key));
    expect(kinds).toEqual(['setPin', 'makeCredential', 'prove', 'applyPolicy', 'done']);
  });

  it('leaves no PIN in the database, the log or any answer', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    const answers: string[] = [];
    let current = await bench.start(holder, key);
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
      const key = bench.newKey();
      let current = await bench.start(bench.newHolder(), key);
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
    const key = bench.newKey({ pin: 'someone else’s' });
    const { kinds } = await runToRest(bench, key, await bench.start(bench.newHolder(), key));
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
    const key = bench.newKey();
    let current = await bench.start(holder, key, 'replacement');
    const later = bench.directory.addPasskey(holder, { displayName: 'Made meanwhile' });
    bench.directory.fail('deletePasskey', 'lostAfter');
    current = (await runToRest(bench, key, current)).enrolment;
    expect(current.action.kind).toBe('done');
    const left = bench.directory.passkeys.get(holder)?.map(({ id }) => id) ?? [];
    expect(left).toContain(later.id);
    expect(left).not.toContain(old.id);
    expect(left).toHaveLength(2);
  });

  it('has an audit log that holds, with an intent before every effect', async () => {
    const doubtful = bench.newKey({ proofFails: true });
    await runToRest(bench, doubtful, await bench.start(bench.newHolder(), doubtful));
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
      'applyPolicy',
      'removeCredential',
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
