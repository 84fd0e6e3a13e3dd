import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ACTOR,
  createTestBench,
  OPERATOR,
  performOnPage,
  runToRest,
  type TestBench,
} from './testBench.ts';

describe('an enrolment when the key is not what it should be', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  it('takes the registration back when the proof does not hold, twice', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey({ proofFails: true });
    const { enrolment, kinds } = await runToRest(bench, key, await bench.start(holder, key));
    expect(kinds.filter((kind) => kind === 'prove')).toHaveLength(2);
    expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'proof_failed', left: null });
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    expect(key.credential).toBeNull();
  });

  it('stops after one attempt when the key has another PIN by the time of the proof, and asks to erase it', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey();
    let current = await bench.start(holder, key);
    while (current.action.kind !== 'prove') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    key.pin = 'changed behind our back';
    while (current.action.kind !== 'confirmReset') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    expect(current.action.code).toBe('key_pin_unknown');
    expect(key.pinRetries).toBe(7);
    expect(bench.directory.passkeys.get(holder)).toEqual([]);
    const { enrolment } = await runToRest(bench, key, current);
    expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'key_pin_unknown', left: null });
    expect(key.credential).toBeNull();
  });

  it('does not bind a key that is in another open enrolment', async () => {
    const key = bench.newKey();
    await bench.start(bench.newHolder(), key);
    const second = await bench.start(bench.newHolder(), key);
    expect(second.action).toEqual({ kind: 'useAnotherKey', code: 'key_in_use_elsewhere' });
    const other = bench.newKey();
    const { enrolment } = await runToRest(
      bench,
      other,
      await bench.enrolments.show(second.id, ACTOR, true),
    );
    expect(enrolment.action.kind).toBe('done');
  });

  it('does not erase a key that is registered for somebody, until that registration is gone', async () => {
    const owner = bench.newHolder();
    const key = bench.newKey();
    await runToRest(bench, key, await bench.start(owner, key));
    const next = bench.newHolder();
    expect((await bench.start(next, key)).action).toEqual({
      kind: 'useAnotherKey',
      code: 'key_in_use_elsewhere',
    });
    bench.directory.passkeys.set(owner, []);
    bench.clock.now += 60_000;
    const current = await bench.enrolments.show((await bench.start(next)).id, ACTOR, true);
    const read = await performOnPage(bench, bench.enrolments, key, current);
    expect(read.action.kind).toBe('confirmReset');
  });

  it('asks a key with a PIN for the operator’s own passkeys, and leaves such a key alone', async () => {
    const key = bench.newKey({ pin: '123456' });
    key.credential = {
      id: Uint8Array.of(1, 2, 3, 4, 5, 6),
      rpId: 'x',
      privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    };
    bench.directory.addPasskey(OPERATOR, { id: 'AQIDBAUG0' });
    const asked = await bench.start(bench.newHolder(), key);
    expect(asked.action).toMatchObject({ kind: 'readKey', operatorProbe: ['AQIDBAUG'] });
    const read = await performOnPage(bench, bench.enrolments, key, asked);
    expect(read.action).toEqual({ kind: 'useAnotherKey', code: 'key_is_operators_own' });
    bench.directory.passkeys.set(OPERATOR, []);
  });

  it('asks for the bound key when another one is plugged in', async () => {
    const key = bench.newKey();
    const current = await bench.start(bench.newHolder(), key);
    const other = await bench.enrolments.report(
      current.id,
      { seq: current.seq, key: bench.newKey().plugged(), event: { type: 'keySeen' } },
      ACTOR,
    );
    expect(other.action).toEqual({
      kind: 'wrongKey',
      expected: key.plugged().observation.identity,
    });
  });
});
