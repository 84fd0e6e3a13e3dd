import { describe, expect, it } from 'vitest';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { supportsSetMinPinLength } from '#shared/ctap/features.ts';
import { createLocalPinUvPlatform } from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import { CtapError } from '#shared/failure/appError.ts';
import {
  type Bench,
  FIT_MODELS,
  NEW_PIN,
  PIN,
  plugIn,
  protocolOneWithPermissions,
} from './bench.ts';
import { enrol, makeFor, prove, RP_ID } from './enrolment.ts';
import { createQuickCrypto } from './quickCrypto.ts';

const MODELS = [...FIT_MODELS, protocolOneWithPermissions];
const WITH_POLICY = MODELS.filter(({ info }) => info.options['setMinPINLength'] === true);
const PERMISSION_GA = 2;

function token({ client, platform }: Bench, by = platform) {
  return client.acquireToken({ platform: by, permissions: PERMISSION_GA, rpId: RP_ID });
}

async function withPin(profile: (typeof MODELS)[number]): Promise<Bench> {
  const bench = plugIn(profile, { makeCrypto: createQuickCrypto });
  await bench.run(bench.client.setPin({ platform: bench.platform }));
  return bench;
}

describe.each(MODELS)('a wrong PIN on $id', (profile) => {
  it('says how many attempts are left, then that the key must be plugged in anew', async () => {
    const bench = await withPin(profile);
    for (const [code, pinRetries] of [
      ['pin_invalid', 7],
      ['pin_invalid', 6],
      ['pin_auth_blocked', 5],
    ] as const) {
      const error = await bench.fail(token(bench, bench.wrongPlatform));
      expect(error).toBeInstanceOf(CtapError);
      expect(error).toMatchObject({ code, pinRetries });
    }
  });

  it('sends no PIN, not even the right one, once the key wants to be plugged in anew', async () => {
    const bench = await withPin(profile);
    for (let wrong = 0; wrong < 3; wrong += 1) await bench.fail(token(bench, bench.wrongPlatform));
    bench.requests();
    const refusals = [
      await bench.fail(token(bench)),
      await bench.fail(makeFor(bench.client, bench.platform, 'alex')),
      await bench.fail(bench.client.changePin({ platform: bench.changing })),
    ];
    for (const error of refusals) expect(error).toMatchObject({ code: 'pin_auth_blocked' });
    expect(bench.requests()).toEqual([]);
    expect(bench.key.snapshot().pinRetries).toBe(5);
  });

  it('is forgotten after plugging in anew and entering the right one', async () => {
    const bench = await withPin(profile);
    for (let wrong = 0; wrong < 3; wrong += 1) await bench.fail(token(bench, bench.wrongPlatform));
    bench.replug();
    await bench.run(token(bench));
    expect(await bench.run(bench.client.pinRetries())).toMatchObject({ pinRetries: 8 });
  });

  it('blocks the key for good at the eighth, and only a reset helps', async () => {
    const bench = await withPin(profile);
    let last: unknown;
    for (let wrong = 0; wrong < 8; wrong += 1) {
      if (wrong % 2 === 0) bench.replug();
      last = await bench.fail(token(bench, bench.wrongPlatform));
    }
    expect(last).toMatchObject({ code: 'pin_blocked', pinRetries: 0 });
    bench.replug();
    expect(await bench.fail(token(bench))).toMatchObject({ code: 'pin_blocked' });
    if (!profile.quirks.reset) return;
    bench.replug();
    await bench.run(bench.client.reset());
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    await bench.run(token(bench));
  });
});

describe.each(MODELS)('the PIN of $id', (profile) => {
  it('is set once; a second first PIN is refused and the first one stays', async () => {
    const bench = await withPin(profile);
    const again = bench.client.setPin({ platform: bench.wrongPlatform });
    expect(await bench.fail(again)).toMatchObject({ code: 'pin_auth_invalid' });
    await bench.run(token(bench));
    expect(bench.key.snapshot().pinRetries).toBe(8);
  });

  it('is changed by who knows the old one', async () => {
    const bench = await withPin(profile);
    const { client, changing } = bench;
    await bench.run(client.changePin({ platform: changing }));
    expect(await bench.fail(token(bench))).toMatchObject({ code: 'pin_invalid', pinRetries: 7 });
    expect(await bench.fail(client.changePin({ platform: changing }))).toMatchObject({
      code: 'pin_invalid',
      pinRetries: 6,
    });
  });

  it('is asked for by a key that has one, and not there on a key without', async () => {
    const bench = plugIn(profile);
    expect(await bench.fail(token(bench))).toMatchObject({ code: 'pin_not_set' });
    expect(bench.key.snapshot().pinRetries).toBe(8);
  });
});

describe.each([yubikey5, ctap20])('a PIN for $id', (profile) => {
  it('may be any text of 4 code points to 63 bytes', async () => {
    for (const pin of [
      '2593',
      'päßwørt-9',
      '\u{1f511}\u{1f511}\u{1f511}\u{1f511}',
      'x'.repeat(63),
    ]) {
      const bench = plugIn(profile, { seed: pin });
      const crypto = createNobleCrypto((length) => new Uint8Array(length).fill(7));
      const platform = createLocalPinUvPlatform({ crypto, pin });
      await bench.run(bench.client.setPin({ platform }));
      await bench.run(token(bench, platform));
      expect(bench.key.snapshot()).toMatchObject({ pinSet: true, pinRetries: 8 });
    }
  });
});

describe.each(WITH_POLICY)('the minimum PIN length of $id', (profile) => {
  it('is kept by the key, and a shorter PIN is a policy violation', async () => {
    const bench = await withPin(profile);
    const { client, platform, changing } = bench;
    await bench.run(client.setMinPinLength({ platform, newMinPinLength: 8 }));
    expect(await bench.run(client.getInfo())).toMatchObject({
      minPinLength: 8,
      forcePinChange: true,
    });
    await bench.run(client.changePin({ platform: changing }));
    const crypto = createNobleCrypto((length) => new Uint8Array(length).fill(9));
    const back = createLocalPinUvPlatform({ crypto, pin: NEW_PIN, newPin: PIN });
    expect(await bench.fail(client.changePin({ platform: back }))).toMatchObject({
      code: 'pin_policy_violation',
    });
  });

  it('cannot be lowered', async () => {
    const bench = await withPin(profile);
    const { client, platform } = bench;
    await bench.run(client.setMinPinLength({ platform, newMinPinLength: 6 }));
    const lower = client.setMinPinLength({ platform, newMinPinLength: 5 });
    expect(await bench.fail(lower)).toMatchObject({ code: 'pin_policy_violation' });
    expect((await bench.run(client.getInfo())).minPinLength).toBe(6);
  });
});

describe.each(WITH_POLICY)('a forced PIN change on $id', (profile) => {
  it('is told from a wrong PIN, and costs no attempt', async () => {
    const bench = plugIn(profile);
    const { credential } = await bench.run(enrol(bench.client, bench.platform));
    for (const call of [
      () => token(bench),
      () => prove(bench.client, bench.platform, credential),
      () => makeFor(bench.client, bench.platform, 'kim'),
    ]) {
      expect(await bench.fail(call())).toMatchObject({ code: 'pin_change_required' });
    }
    expect(bench.key.snapshot().pinRetries).toBe(8);
  });

  it('ends with a new PIN, and the credential lives on', async () => {
    const bench = plugIn(profile);
    const { credential } = await bench.run(enrol(bench.client, bench.platform));
    await bench.run(bench.client.changePin({ platform: bench.changing }));
    expect((await bench.run(bench.client.getInfo())).forcePinChange).toBe(false);
    const crypto = createNobleCrypto((length) => new Uint8Array(length).fill(5));
    const holder = createLocalPinUvPlatform({ crypto, pin: NEW_PIN });
    const proof = await bench.run(prove(bench.client, holder, credential));
    expect(proof.credential?.id).toEqual(credential.id);
  });

  it('takes the old PIN again only where the firmware does', async () => {
    const bench = plugIn(profile);
    await bench.run(enrol(bench.client, bench.platform));
    const crypto = createNobleCrypto((length) => new Uint8Array(length).fill(3));
    const same = createLocalPinUvPlatform({ crypto, pin: PIN, newPin: PIN });
    const change = bench.client.changePin({ platform: same });
    if (profile.quirks.samePinAllowedOnForcedChange) {
      await bench.run(change);
      await bench.run(token(bench));
    } else {
      expect(await bench.fail(change)).toMatchObject({ code: 'pin_policy_violation' });
    }
  });
});

describe('a key without policy', () => {
  it.each(MODELS.filter((profile) => !WITH_POLICY.includes(profile)))(
    '$id: is not asked for one',
    async (profile) => {
      const bench = await withPin(profile);
      const { client, platform } = bench;
      expect(supportsSetMinPinLength(await bench.run(client.getInfo()))).toBe(false);
      bench.requests();
      for (const call of [
        () => client.setMinPinLength({ platform, newMinPinLength: 6 }),
        () => client.toggleAlwaysUv({ platform }),
        () => client.enableEnterpriseAttestation({ platform }),
        () => client.enableLongTouchForReset({ platform }),
      ]) {
        expect(await bench.fail(call())).toMatchObject({ code: 'command_unsupported' });
      }
      expect(bench.requests().filter((name) => name !== 'getInfo')).toEqual([]);
    },
  );
});

describe('a key with settings', () => {
  it('takes one after the other, each by its own token', async () => {
    const bench = await withPin(yubikey5);
    const { client, platform } = bench;
    await bench.run(client.enableEnterpriseAttestation({ platform }));
    await bench.run(client.toggleAlwaysUv({ platform }));
    await bench.run(client.setMinPinLength({ platform, minPinLengthRpIds: [RP_ID] }));
    expect(bench.key.snapshot()).toMatchObject({
      alwaysUv: true,
      enterpriseAttestation: true,
      minPinLengthRpIds: [RP_ID],
    });
  });
});
