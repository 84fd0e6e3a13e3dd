import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { foldJournal } from '#shared/enrolment/enrolmentState.ts';
import { chainsToRoot } from './attestationChain.ts';
import { checkCeremony } from './checkCeremony.ts';
import { readJournal } from './openEnrolment.ts';
import { ACTOR, createTestBench, performOnPage, runToRest, type TestBench } from './testBench.ts';
import { TestKey, type TestKeyOptions } from './testKey.ts';
import vectors from './vectors/attestationChain.json' with { type: 'json' };

const chain = [fromBase64Url(vectors.leaf), fromBase64Url(vectors.intermediate)];
const leafKey = createPrivateKey({
  key: Buffer.from(vectors.leafPrivateKey, 'base64url'),
  format: 'der',
  type: 'pkcs8',
});

function packed(signed: Uint8Array, key = leafKey, x5c: Uint8Array[] | null = chain) {
  const sig = Uint8Array.from(createSign('sha256').update(signed).sign(key));
  const attStmt: CborMap = new Map<string, CborValue>([
    ['alg', -7],
    ['sig', sig],
  ]);
  if (x5c !== null) attStmt.set('x5c', x5c);
  return { fmt: 'packed', attStmt };
}

describe('a registration before Graph sees it', () => {
  let bench: TestBench;
  let trusting: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
    trusting = await createTestBench({ attestationRoots: [vectors.otherRootPem, vectors.rootPem] });
  });
  afterAll(async () => {
    await bench.close();
    await trusting.close();
  });

  let serial = 0;
  async function enrol(options: TestKeyOptions, on = bench, holder = on.newHolder()) {
    serial += 1;
    const key = new TestKey({ serial: `2000${serial}`, ...options });
    on.directory.posted.length = 0;
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    const { enrolment } = await runToRest(on, key, await on.enrolments.start(body, ACTOR));
    return { action: enrolment.action, key, posts: on.directory.posted.length };
  }

  const strict = { fmt: 'packed', attStmt: new Map() };
  it.each<[string, TestKeyOptions, string]>([
    ['without user verification', { registrationFlags: 0x41 }, 'ceremony_invalid'],
    ['without user presence', { registrationFlags: 0x44 }, 'ceremony_invalid'],
    [
      'of another model than the key said',
      { signedAaguid: '00000000-0000-4000-8000-000000000000' },
      'key_not_genuine',
    ],
    ['with an empty packed statement', { attest: () => strict }, 'ceremony_invalid'],
    [
      'with a signature of somebody else’s key',
      {
        attest: (signed) =>
          packed(signed, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      },
      'ceremony_invalid',
    ],
    [
      'with a signature over something else',
      { attest: () => packed(Uint8Array.of(1, 2, 3)) },
      'ceremony_invalid',
    ],
    [
      'in a format that keys do not make',
      { attest: () => ({ fmt: 'tpm', attStmt: new Map() }) },
      'ceremony_invalid',
    ],
  ])('is refused %s, and removed from the key', async (_, options, code) => {
    const { action, key, posts } = await enrol(options);
    expect(action).toEqual({ kind: 'rolledBack', code, left: null });
    expect(posts).toBe(0);
    expect(key.credential).toBeNull();
  });

  it('is refused when the tenant does not take the model, and then nothing is left on the key', async () => {
    const holder = bench.newHolder();
    const key = new TestKey({ serial: '29990001' });
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    bench.directory.modelProblem = 'model_not_allowed';
    const refused = await bench.enrolments.start(body, ACTOR);
    expect(refused.action).toEqual({ kind: 'useAnotherKey', code: 'model_not_allowed' });
    bench.directory.modelProblem = null;
    let current = await bench.enrolments.show(refused.id, ACTOR, true);
    while (current.action.kind !== 'makeCredential') {
      current = await performOnPage(bench, bench.enrolments, key, current);
    }
    bench.directory.modelProblem = 'model_not_allowed';
    const { enrolment } = await runToRest(bench, key, current);
    bench.directory.modelProblem = null;
    expect(enrolment.action).toEqual({ kind: 'rolledBack', code: 'model_not_allowed', left: null });
    expect(key.credential).toBeNull();
  });

  it('is taken with a chain that leads to one of our roots, and with any where we have none', async () => {
    const attest = (signed: Uint8Array) => packed(signed);
    expect((await enrol({ attest }, trusting)).action.kind).toBe('done');
    expect((await enrol({ attest }, bench)).action.kind).toBe('done');
  });

  it.each<[string, TestKeyOptions['attest'], boolean, string | null]>([
    ['a chain to one of our roots', (signed) => packed(signed), true, null],
    ['a chain to somebody’s root', (signed) => packed(signed), false, 'attestation_untrusted'],
    ['no attestation', undefined, true, 'attestation_required'],
  ])('with %s, where the profile wants a trusted one', async (_, attest, isTrusting, code) => {
    const on = isTrusting ? trusting : bench;
    serial += 1;
    const key = new TestKey({ serial: `2000${serial}`, ...(attest && { attest }) });
    const body = { userId: on.newHolder(), profileId: 'new-colleague', key: key.plugged() };
    on.directory.fail('createPasskey', 'graph_throttled');
    let current = await on.enrolments.start(body, ACTOR);
    while (current.action.kind !== 'waitForTenant') {
      current = await performOnPage(on, on.enrolments, key, current);
    }
    const state = foldJournal(
      await on.parts.store.read((queries) => readJournal(queries, current.id)),
    );
    const profile = { ...state.profile, requireTrustedAttestation: true };
    const checked = await on.parts.store.read((queries) =>
      checkCeremony(on.parts, { state: { ...state, profile }, queries }),
    );
    expect(checked).toBe(code);
    await runToRest(on, key, current);
  });

  it('is noted as failed when the attestation cannot be read, and the key is read again', async () => {
    const key = new TestKey({ serial: '29990002' });
    const body = { userId: bench.newHolder(), profileId: 'new-colleague', key: key.plugged() };
    let current = await bench.enrolments.start(body, ACTOR);
    current = await performOnPage(bench, bench.enrolments, key, current);
    const garbled = await bench.enrolments.report(
      current.id,
      {
        seq: current.seq,
        keySession: key.session,
        event: { type: 'credentialMade', attestationObject: 'o2NmbXRkbm9uZQ' },
      },
      ACTOR,
    );
    expect(garbled).toMatchObject({ lastFailure: 'cbor_invalid', action: { kind: 'readKey' } });
    expect((await runToRest(bench, key, garbled)).enrolment.action.kind).toBe('done');
  });

  it('makes a new credential when the challenge ran out on the way to Graph', async () => {
    const holder = bench.newHolder();
    const key = new TestKey({ serial: '29990003' });
    const body = { userId: holder, profileId: 'new-colleague', key: key.plugged() };
    let current = await bench.enrolments.start(body, ACTOR);
    current = await performOnPage(bench, bench.enrolments, key, current);
    const before = key.credential;
    bench.clock.now += 290_000;
    // Less than 45 seconds are left: nobody is asked to touch the key for a challenge that will be dead.
    const fresh = await bench.enrolments.report(
      current.id,
      { seq: current.seq, keySession: key.session, event: { type: 'keySeen' } },
      ACTOR,
    );
    if (current.action.kind !== 'makeCredential' || fresh.action.kind !== 'makeCredential') {
      throw new Error(fresh.action.kind);
    }
    expect(fresh.action.clientDataHash).not.toBe(current.action.clientDataHash);
    expect((await runToRest(bench, key, fresh)).enrolment.action.kind).toBe('done');
    expect(key.credential).not.toBe(before);
  });
});

describe('chainsToRoot', () => {
  const now = new Date('2026-03-01T12:00:00Z');

  it('follows a chain to a root of ours', () => {
    expect(chainsToRoot(chain, [vectors.otherRootPem, vectors.rootPem], now)).toBe(true);
  });

  it.each<[string, Uint8Array[], string[], Date]>([
    ['to a root that is not ours', chain, [vectors.otherRootPem], now],
    ['without any roots', chain, [], now],
    ['with a link missing', chain.slice(0, 1), [vectors.rootPem], now],
    ['in the wrong order', chain.toReversed(), [vectors.rootPem], now],
    ['before its time', chain, [vectors.rootPem], new Date('2019-01-01')],
    ['after its time', chain, [vectors.rootPem], new Date('2091-01-01')],
    ['that is empty', [], [vectors.rootPem], now],
    ['that is no certificates', [Uint8Array.of(1, 2, 3)], [vectors.rootPem], now],
    [
      'with the attestation certificate as issuer',
      [chain[0], chain[0]].flatMap((c) => c ?? []),
      [vectors.rootPem],
      now,
    ],
  ])('refuses a chain %s', (_, x5c, roots, at) => {
    expect(chainsToRoot(x5c, roots, at)).toBe(false);
  });
});
