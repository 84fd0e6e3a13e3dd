import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';

describe('a key that somebody signs in with', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  it('is not erased for the holder whose own it is, though our books do not know it', async () => {
    const holder = bench.newHolder();
    const key = bench.newKey({ serial: null, pin: '123456' });
    key.credential = {
      id: Uint8Array.of(9, 8, 7, 6, 5, 4),
      rpId: 'login.microsoft.com',
      privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    };
    bench.directory.addPasskey(holder, { id: 'CQgHBgUE0' });
    const asked = await bench.start(holder);
    expect(asked.action).toMatchObject({ kind: 'readKey', probe: ['CQgHBgUE'] });
    const read = await performOnPage(bench, bench.enrolments, key, asked);
    expect(read.action).toEqual({ kind: 'useAnotherKey', code: 'passkey_exists' });
  });

  it('counts as registered as long as the directory may not show it yet', async () => {
    const owner = bench.newHolder();
    const key = bench.newKey();
    await runToRest(bench, key, await bench.start(owner, key));
    bench.directory.passkeys.set(owner, []);
    const next = await bench.start(bench.newHolder());
    expect((await performOnPage(bench, bench.enrolments, key, next)).action).toEqual({
      kind: 'useAnotherKey',
      code: 'key_in_use_elsewhere',
    });
    bench.clock.now += 60_000;
    const later = await bench.enrolments.show(next.id, ACTOR, true);
    const read = await performOnPage(bench, bench.enrolments, key, later);
    expect(read.action.kind).toBe('confirmReset');
  });

  it('goes to somebody else after its holder was removed from the tenant', async () => {
    const leaver = bench.newHolder();
    const key = bench.newKey();
    await runToRest(bench, key, await bench.start(leaver, key));
    bench.clock.now += 60_000;
    bench.directory.removePerson(leaver);
    const next = await bench.start(bench.newHolder());
    const read = await performOnPage(bench, bench.enrolments, key, next);
    expect(read.action.kind).toBe('confirmReset');
  });

  it('is not confused with the bound one in what the page reports', async () => {
    const key = bench.newKey();
    const { id, seq } = await bench.start(bench.newHolder(), key);
    const other = bench.newKey({ pin: '123456' });
    await expect(
      bench.enrolments.report(id, { seq, key: other.plugged(), event: { type: 'pinSet' } }, ACTOR),
    ).rejects.toMatchObject({ code: 'wrong_key' });
    expect((await bench.enrolments.show(id, ACTOR, true)).seq).toBe(seq);
  });
});
