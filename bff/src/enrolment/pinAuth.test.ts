import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Enrolment, SealedPin } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import {
  type ConfigChange,
  configAuthMessage,
  enableEnterpriseAttestation,
  setMinPinLength,
  toggleAlwaysUv,
} from '#shared/ctap/commands/authenticatorConfig.ts';
import { ACTOR, createTestBench, performOnPage, type TestBench, typesOf } from './testBench.ts';
import { TestKey } from './testKey.ts';

describe('pin-auth', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  let serial = 0;
  async function enrolUntil(kind: Enrolment['action']['kind'], userId = bench.newHolder()) {
    serial += 1;
    const key = new TestKey({ serial: `3000${serial}` });
    const body = { userId, profileId: 'new-colleague', key: key.plugged() };
    let enrolment = await bench.enrolments.start(body, ACTOR);
    while (enrolment.action.kind !== kind) {
      enrolment = await performOnPage(bench, bench.enrolments, key, enrolment);
    }
    const { action } = enrolment;
    const sealed = 'sealed' in action ? action.sealed : null;
    if (sealed === null || !('pinHashEnc' in sealed)) throw new Error('not sealed');
    return { key, enrolment, sealed };
  }

  function ask(
    { key, enrolment, sealed }: { key: TestKey; enrolment: Enrolment; sealed: SealedPin },
    message: Uint8Array,
    change: { keySession?: string; encryptedToken?: string } = {},
  ) {
    const encryptedToken = change.encryptedToken ?? key.token(sealed) ?? '';
    const call = { keySession: key.session, message: toBase64Url(message), ...change };
    return bench.enrolments.authenticate(enrolment.id, { ...call, encryptedToken }, ACTOR);
  }

  const config = (change: ConfigChange) => configAuthMessage(change);

  it('authenticates the client data of the options and nothing else while a credential is made', async () => {
    const at = await enrolUntil('makeCredential');
    for (const message of [
      new Uint8Array(32),
      new Uint8Array(),
      config(setMinPinLength({ newMinPinLength: 6, forceChangePin: true })),
      Uint8Array.of(0x06),
    ]) {
      await expect(ask(at, message)).rejects.toMatchObject({ code: 'request_invalid' });
    }
  });

  it('lets a key be looked through for the passkeys that the person has already, where these are too many for one request', async () => {
    const userId = bench.newHolder();
    for (let count = 0; count < 9; count += 1) bench.directory.addPasskey(userId);
    const at = await enrolUntil('makeCredential', userId);
    // A look makes nothing, so the journal has nothing to say of it.
    expect(await ask(at, new Uint8Array(32))).toMatchObject({ seq: at.enrolment.seq });
    const { action } = at.enrolment;
    if (action.kind !== 'makeCredential') throw new Error(action.kind);
    expect(await ask(at, fromBase64Url(action.clientDataHash))).toMatchObject({
      seq: at.enrolment.seq + 1,
    });
  });

  it.each<[string, Uint8Array]>([
    ['another minimum', config(setMinPinLength({ newMinPinLength: 4, forceChangePin: true }))],
    ['no forced change', config(setMinPinLength({ newMinPinLength: 6, forceChangePin: false }))],
    [
      'an RP that may read',
      config(setMinPinLength({ newMinPinLength: 6, minPinLengthRpIds: ['x'] })),
    ],
    ['complexity', config(setMinPinLength({ newMinPinLength: 6, pinComplexityPolicy: true }))],
    ['no change at all', config(setMinPinLength({}))],
    ['alwaysUv', config(toggleAlwaysUv())],
    ['enterprise attestation', config(enableEnterpriseAttestation())],
    ['a long touch', config({ subCommand: 0x04 })],
    [
      'something behind it',
      concat(config(setMinPinLength({ newMinPinLength: 6 })), Uint8Array.of(0)),
    ],
    ['a reordered map', concat(config({ subCommand: 3 }), Uint8Array.of(0xa2, 3, 0xf5, 1, 6))],
    [
      'another command',
      concat(new Uint8Array(32).fill(0xff), Uint8Array.of(0x0a, 3), encodeCbor(new Map([[1, 6]]))),
    ],
    ['a proof', new Uint8Array(32).fill(7)],
  ])('refuses a policy with %s', async (_, message) => {
    const at = await enrolUntil('applyPolicy');
    await expect(ask(at, message)).rejects.toMatchObject({ code: 'request_invalid' });
  });

  it('authenticates the profile’s policy in one message or in two', async () => {
    const at = await enrolUntil('applyPolicy');
    for (const change of [
      { newMinPinLength: 6, forceChangePin: true },
      { newMinPinLength: 6 },
      { forceChangePin: true },
    ]) {
      const message = config(setMinPinLength(change));
      const { pinUvAuthParam } = await ask(at, message);
      expect(() => at.key.configure(message, pinUvAuthParam, {})).not.toThrow();
    }
  });

  it('journals that a credential may be made before it authenticates that, and nothing else', async () => {
    const at = await enrolUntil('makeCredential');
    const { action, seq } = at.enrolment;
    if (action.kind !== 'makeCredential') throw new Error(action.kind);
    const message = fromBase64Url(action.clientDataHash);
    await expect(ask(at, message, { encryptedToken: 'AAAA' })).rejects.toMatchObject({
      code: 'request_invalid',
    });
    expect((await bench.enrolments.show(at.enrolment.id, ACTOR, false)).seq).toBe(seq);
    expect(await ask(at, message)).toMatchObject({ seq: seq + 1 });
    expect(await typesOf(bench, at.enrolment.id)).toMatchObject({ [seq]: 'credentialStarted' });
    const later = await enrolUntil('prove');
    if (later.enrolment.action.kind !== 'prove') throw new Error(later.enrolment.action.kind);
    const proof = fromBase64Url(later.enrolment.action.clientDataHash);
    expect(await ask(later, proof)).toMatchObject({ seq: later.enrolment.seq });
  });

  it('lists what the key holds of this RP when that is to be looked at, and changes nothing', async () => {
    const at = await enrolUntil('makeCredential');
    const { action, id } = at.enrolment;
    if (action.kind !== 'makeCredential') throw new Error(action.kind);
    await ask(at, fromBase64Url(action.clientDataHash));
    await bench.enrolments.cancel(id, { keyIsLost: false }, ACTOR);
    const shown = await bench.enrolments.show(id, ACTOR, true);
    const enrolment = await performOnPage(bench, bench.enrolments, at.key, shown);
    if (enrolment.action.kind !== 'findCredentials' || enrolment.action.sealed === null) {
      throw new Error(enrolment.action.kind);
    }
    const look = { ...at, enrolment, sealed: enrolment.action.sealed };
    const about = (subCommand: number, params: Map<number, CborValue>) =>
      concat(Uint8Array.of(subCommand), encodeCbor(params));
    const hashOf = (rpId: string) => Uint8Array.from(createHash('sha256').update(rpId).digest());
    const anyCredential = new Map<string, CborValue>([
      ['id', Uint8Array.of(1, 2, 3)],
      ['type', 'public-key'],
    ]);
    for (const message of [
      Uint8Array.of(0x01),
      about(0x04, new Map([[0x01, hashOf('example.org')]])),
      about(0x06, new Map([[0x02, anyCredential]])),
      fromBase64Url(action.clientDataHash),
    ]) {
      await expect(ask(look, message)).rejects.toMatchObject({ code: 'request_invalid' });
    }
    for (const message of [
      Uint8Array.of(0x02),
      about(0x04, new Map([[0x01, hashOf('login.microsoft.com')]])),
    ]) {
      const { pinUvAuthParam } = await ask(look, message);
      expect(() => at.key.check(message, pinUvAuthParam)).not.toThrow();
    }
  });

  it('deletes no other credential than its own', async () => {
    const at = await enrolUntil('prove');
    await bench.enrolments.cancel(at.enrolment.id, { keyIsLost: false }, ACTOR);
    const shown = await bench.enrolments.show(at.enrolment.id, ACTOR, true);
    const undo = await performOnPage(bench, bench.enrolments, at.key, shown);
    if (undo.action.kind !== 'removeCredential' || undo.action.sealed === null) {
      throw new Error(undo.action.kind);
    }
    const other = new Map<string, string | Uint8Array>([
      ['id', Uint8Array.of(1, 2, 3)],
      ['type', 'public-key'],
    ]);
    const message = concat(Uint8Array.of(0x06), encodeCbor(new Map([[0x02, other]])));
    await expect(
      ask({ ...at, enrolment: undo, sealed: undo.action.sealed }, message),
    ).rejects.toMatchObject({ code: 'request_invalid' });
  });

  it('knows no other plug than the one it was read in', async () => {
    const at = await enrolUntil('applyPolicy');
    const message = config(setMinPinLength({ newMinPinLength: 6, forceChangePin: true }));
    await expect(ask(at, message, { keySession: randomUUID() })).rejects.toMatchObject({
      code: 'pin_session_lost',
    });
    for (const encryptedToken of [
      '',
      'AAAA',
      toBase64Url(new Uint8Array(32)),
      toBase64Url(new Uint8Array(96)),
    ]) {
      await expect(ask(at, message, { encryptedToken })).rejects.toMatchObject({
        code: 'request_invalid',
      });
    }
  });

  it('does not open a session that was moved to another enrolment', async () => {
    const [mine, theirs] = [await enrolUntil('applyPolicy'), await enrolUntil('applyPolicy')];
    await bench.database.sql(
      `update enrolments set pin_session = (select pin_session from enrolments where id = $1) where id = $2`,
      [mine.enrolment.id, theirs.enrolment.id],
    );
    const message = config(setMinPinLength({ newMinPinLength: 6, forceChangePin: true }));
    await expect(ask(theirs, message)).rejects.toMatchObject({ code: 'escrow_unreadable' });
  });

  it('refuses a key agreement that is no point on the curve', async () => {
    const key = new TestKey({ serial: '39990001' });
    const plugged = key.plugged();
    const off = {
      protocol: 2 as const,
      publicKey: { x: toBase64Url(new Uint8Array(32)), y: toBase64Url(new Uint8Array(32).fill(9)) },
    };
    await expect(
      bench.enrolments.start(
        { userId: bench.newHolder(), profileId: 'new-colleague', key: { ...plugged, peer: off } },
        ACTOR,
      ),
    ).rejects.toMatchObject({ code: 'crypto_invalid' });
  });
});
