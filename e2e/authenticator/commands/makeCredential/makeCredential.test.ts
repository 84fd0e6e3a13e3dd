import { describe, expect, it } from 'vitest';
import { fromHex } from '#shared/bytes/hex.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { settle } from '../../manualClock.ts';
import { ctap20 } from '../../profiles/ctap20.ts';
import type { Profile } from '../../profiles/profile.ts';
import { solo } from '../../profiles/solo.ts';
import { alwaysUv, full, noEs256, noRk } from '../../profiles/variants.ts';
import { vfido } from '../../profiles/vfido.ts';
import { yubikey5 } from '../../profiles/yubikey5.ts';
import { type Bench, type MakeWish, MC, PIN, plugIn, RP_ID } from '../../testing/bench.ts';
import { readAuthData } from '../../testing/readAuthData.ts';

async function ready(profile: Profile): Promise<Bench> {
  const bench = await plugIn(profile);
  await bench.pin.setPin(PIN);
  await token(bench);
  return bench;
}

async function token({ pin, key }: Bench, rpId = RP_ID): Promise<void> {
  const modern = key.profile.info.options['pinUvAuthToken'] === true;
  const status = modern ? await pin.getToken(PIN, MC, rpId) : await pin.getToken(PIN);
  expect(status).toBe(0);
}

describe('makeCredential', () => {
  it('says who it is, for whom and with which key', async () => {
    const bench = await ready(yubikey5);
    const { map } = await bench.make();
    const data = readAuthData(map.get(2));
    expect(data.flags).toBe(0x45);
    expect(data.aaguid).toEqual(fromHex(yubikey5.info.aaguid));
    expect(data.credentialId).toHaveLength(48);
    expect([data.publicKey.get(1), data.publicKey.get(3), data.publicKey.get(-1)]).toEqual([
      2, -7, 1,
    ]);
  });

  it.each<[string, Profile, MakeWish, number]>([
    ['an algorithm the key has not', yubikey5, { algorithms: [-257] }, 0x26],
    ['ES256 of a key without it', noEs256, {}, 0x26],
    ['a discoverable credential of a key without them', noRk, {}, 0x2b],
    ['a full store', full, {}, 0x28],
    ['a server-side credential on a full key', full, { rk: false }, 0],
    ['up: false', yubikey5, { options: new Map([['up', false]]) }, 0x2c],
    [
      'verification on a key without a sensor',
      yubikey5,
      { withToken: false, options: new Map([['uv', true]]) },
      0x2c,
    ],
    ['no PIN where one is set', yubikey5, { withToken: false }, 0x36],
    ['no PIN for a server-side credential', yubikey5, { withToken: false, rk: false }, 0],
    [
      'no PIN for a server-side credential on an old key',
      ctap20,
      { withToken: false, rk: false },
      0x36,
    ],
    ['no PIN where verification is always wanted', alwaysUv, { withToken: false, rk: false }, 0x36],
    ['enterprise attestation that is off', yubikey5, { more: [[0x0a, 1]] }, 0x02],
    [
      'a param without a protocol',
      yubikey5,
      { withToken: false, more: [[8, new Uint8Array(32)]] },
      0x14,
    ],
    ['a param under protocol three', yubikey5, { more: [[9, 3]] }, 0x02],
    ['a forged param', yubikey5, { more: [[8, new Uint8Array(32)]] }, 0x33],
    ['a client data hash of 31 bytes', yubikey5, { more: [[1, new Uint8Array(31)]] }, 0x03],
    ['an RP that is text', yubikey5, { more: [[2, RP_ID]] }, 0x11],
    ['a user without an id', yubikey5, { more: [[3, new Map([['name', 'x']])]] }, 0x14],
    [
      'too long an excludeList',
      yubikey5,
      { excludeList: Array.from({ length: 9 }, () => new Uint8Array(4)) },
      0x15,
    ],
    ['credProtect of four', yubikey5, { extensions: new Map([['credProtect', 4]]) }, 0x2c],
    [
      'a largeBlobKey for a server-side credential',
      yubikey5,
      { rk: false, extensions: new Map([['largeBlobKey', true]]) },
      0x2c,
    ],
  ])('answers %s', async (_, profile, wish, status) => {
    const { make } = await ready(profile);
    expect((await make(wish)).status).toBe(status);
  });

  it('makes a credential without any PIN on a key that has none', async () => {
    const { make } = await plugIn(yubikey5);
    const { status, map } = await make({ withToken: false });
    expect(status).toBe(0);
    expect(readAuthData(map.get(2)).flags).toBe(0x41);
  });

  it.each([yubikey5, solo])(
    'wants a touch before $id tells that it is excluded',
    async (profile) => {
      const bench = await ready(profile);
      const { credentialId } = readAuthData((await bench.make()).map.get(2));
      await token(bench);
      bench.key.setTouchPolicy('manual');
      const answer = bench.make({ excludeList: [new Uint8Array(5), credentialId] });
      await settle();
      expect(bench.key.isWaitingForTouch()).toBe(true);
      bench.key.touch();
      expect((await answer).status).toBe(0x19);
      expect(bench.key.snapshot().credentials).toHaveLength(1);
    },
  );

  it('does not exclude what belongs to another RP, and nothing at all on the model that forgot', async () => {
    const bench = await ready(yubikey5);
    const { credentialId } = readAuthData((await bench.make()).map.get(2));
    await token(bench, 'example.org');
    const other = await bench.make({ rpId: 'example.org', excludeList: [credentialId] });
    expect(other.status).toBe(0);
    const careless = await ready(vfido);
    const first = readAuthData((await careless.make()).map.get(2));
    expect((await careless.make({ excludeList: [first.credentialId] })).status).toBe(0);
  });

  it('gives the same user at the same RP a new credential in place of the old one', async () => {
    const bench = await ready(yubikey5);
    await bench.make();
    await token(bench);
    await bench.make();
    expect(bench.key.snapshot().credentials).toHaveLength(1);
    await token(bench);
    await bench.make({ user: 'user-2' });
    expect(bench.key.snapshot().credentials).toHaveLength(2);
  });

  it('counts places down to full', async () => {
    const small = { ...yubikey5, capacity: 2 };
    const bench = await ready(small);
    const seen: number[] = [];
    for (const user of ['a', 'b', 'c']) {
      await token(bench);
      seen.push((await bench.make({ user })).status);
    }
    expect(seen).toEqual([0, 0, 0x28]);
    expect((await bench.client.cbor(4)).map.get(0x14)).toBe(0);
  });

  it.each([
    ['a no', 'deny', 0x27],
    ['nobody there', 'never', 0x2f],
  ] as const)('answers %s', async (_, policy, status) => {
    const bench = await ready(yubikey5);
    bench.key.setTouchPolicy(policy);
    const answer = bench.make();
    await bench.clock.advance(30_000);
    expect((await answer).status).toBe(status);
    expect(bench.key.snapshot().credentials).toEqual([]);
  });

  it('ends with 0x2D when it is cancelled', async () => {
    const bench = await ready(yubikey5);
    bench.key.setTouchPolicy('manual');
    const answer = bench.make();
    await settle();
    bench.client.send(bench.client.channel(), 0x11, new Uint8Array(0));
    expect((await answer).status).toBe(0x2d);
    expect((await bench.client.cbor(4)).status).toBe(0);
  });

  it('lets the user point at it by touch, with an empty param', async () => {
    const bench = await plugIn(yubikey5);
    const point = { withToken: false, more: [[8, new Uint8Array(0)]] } as MakeWish;
    expect((await bench.make(point)).status).toBe(0x35);
    await bench.pin.setPin(PIN);
    expect((await bench.make(point)).status).toBe(0x31);
    expect(bench.key.snapshot().touches).toBe(2);
  });

  it('fulfils the extensions of its model', async () => {
    const bench = await ready(yubikey5);
    const extensions = new Map<string, CborValue>([
      ['credBlob', Uint8Array.of(1, 2, 3)],
      ['credProtect', 3],
      ['hmac-secret', true],
      ['largeBlobKey', true],
      ['minPinLength', true],
      ['unheard-of', true],
    ]);
    const { map } = await bench.make({ extensions });
    expect(readAuthData(map.get(2)).extensions).toEqual(
      new Map<string, CborValue>([
        ['credBlob', true],
        ['credProtect', 3],
        ['hmac-secret', true],
      ]),
    );
    expect(map.get(5)).toHaveLength(32);
    expect(bench.key.snapshot().credentials[0]?.credProtect).toBe(3);
  });

  it.each([-7, -8, -35, -36, -47])('signs with algorithm %i', async (algorithm) => {
    const profile = { ...yubikey5, info: { ...yubikey5.info, algorithms: [algorithm] } };
    const bench = await ready(profile);
    const { status, map } = await bench.make({ algorithms: [-257, algorithm] });
    expect(status).toBe(0);
    expect(readAuthData(map.get(2)).publicKey.get(3)).toBe(algorithm);
  });
});
