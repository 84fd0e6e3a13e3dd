import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Enrolment, SealedPin } from '#shared/api/index.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import {
  type ConfigChange,
  configAuthMessage,
  enableEnterpriseAttestation,
  setMinPinLength,
  toggleAlwaysUv,
} from '#shared/ctap/commands/authenticatorConfig.ts';
import { ACTOR, createTestBench, performOnPage, type TestBench } from './testBench.ts';
import { TestKey } from './testKey.ts';

describe('pin-auth', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await createTestBench();
  });
  afterAll(() => bench.close());

  let serial = 0;
  async function enrolUntil(kind: Enrolment['action']['kind']) {
    serial += 1;
    const key = new TestKey({ serial: `3000${serial}` });
    const body = { userId: bench.newHolder(), profileId: 'new-colleague', key: key.plugged() };
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
      const pinUvAuthParam = await ask(at, message);
      expect(() => at.key.configure(message, pinUvAuthParam, {})).not.toThrow();
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
