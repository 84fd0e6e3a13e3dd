import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { settle } from '../manualClock.ts';
import { canokey } from '../profiles/canokey.ts';
import type { Profile } from '../profiles/profile.ts';
import { solo } from '../profiles/solo.ts';
import { alwaysUv } from '../profiles/variants.ts';
import { vfido } from '../profiles/vfido.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import {
  type Bench,
  CLIENT_DATA_HASH,
  GA,
  type MakeWish,
  MC,
  PIN,
  plugIn,
  RP_ID,
} from '../testing/bench.ts';
import { readAuthData } from '../testing/readAuthData.ts';

async function token({ pin, key }: Bench, permission: number): Promise<void> {
  const modern = key.profile.info.options['pinUvAuthToken'] === true;
  expect(modern ? await pin.getToken(PIN, permission, RP_ID) : await pin.getToken(PIN)).toBe(0);
}

async function enrolled(
  profile: Profile,
  ...wishes: MakeWish[]
): Promise<{ bench: Bench; ids: Uint8Array[]; keys: CborMap[] }> {
  const bench = await plugIn(profile);
  await bench.pin.setPin(PIN);
  const ids: Uint8Array[] = [];
  const keys: CborMap[] = [];
  for (const wish of wishes.length > 0 ? wishes : [{}]) {
    await token(bench, MC);
    const { map } = await bench.make(wish);
    const { credentialId, publicKey } = readAuthData(map.get(2));
    ids.push(credentialId);
    keys.push(publicKey);
  }
  return { bench, ids, keys };
}

function verifies(publicKey: CborMap | undefined, answer: CborMap): boolean {
  const coordinate = (member: number) => toBase64Url(publicKey?.get(member) as Uint8Array);
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(-2), y: coordinate(-3) };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const data = concat(answer.get(2) as Uint8Array, CLIENT_DATA_HASH);
  return verify('sha256', data, key, answer.get(3) as Uint8Array);
}

const userOf = (map: CborMap) =>
  Buffer.from((map.get(4) as CborMap).get('id') as Uint8Array).toString();

describe('getAssertion', () => {
  it('signs with the key that makeCredential made, without a touch where none is asked for', async () => {
    const { bench, ids, keys } = await enrolled(yubikey5);
    await token(bench, GA);
    bench.key.setTouchPolicy('never');
    const { status, map } = await bench.assert({ up: false, allowList: ids });
    expect(status).toBe(0);
    expect(verifies(keys[0], map)).toBe(true);
    expect(readAuthData(map.get(2)).flags).toBe(0x04);
    expect((await bench.assert({ up: false, allowList: ids })).status).toBe(0);
  });

  it('signs badly when told to', async () => {
    const { bench, keys } = await enrolled(yubikey5);
    bench.key.faults.add({ kind: 'badAssertionSignature' });
    await token(bench, GA);
    expect(verifies(keys[0], (await bench.assert()).map)).toBe(false);
  });

  it('spends the token with a touch', async () => {
    const { bench } = await enrolled(yubikey5);
    await token(bench, GA);
    const { map } = await bench.assert();
    expect(readAuthData(map.get(2)).flags).toBe(0x05);
    expect((await bench.assert()).status).toBe(0x33);
  });

  it('claims presence without a touch on the model that does', async () => {
    const { bench } = await enrolled(solo);
    await token(bench, GA);
    const { map } = await bench.assert({ up: false });
    expect(readAuthData(map.get(2)).flags).toBe(0x05);
  });

  it.each<[Profile, string[], CborValue | undefined]>([
    [yubikey5, ['c', 'b', 'a'], 'alex@example.org'],
    [canokey, ['a', 'b', 'c'], undefined],
  ])('hands out several accounts in the order of its model', async (profile, order, name) => {
    const { bench } = await enrolled(profile, { user: 'a' }, { user: 'b' }, { user: 'c' });
    await token(bench, GA);
    const first = await bench.assert();
    expect(first.map.get(5)).toBe(3);
    expect((first.map.get(4) as CborMap).get('name')).toBe(name);
    const second = await bench.client.cbor(8);
    const third = await bench.client.cbor(8);
    expect([first, second, third].map(({ map }) => userOf(map))).toEqual(order);
    expect((await bench.client.cbor(8)).status).toBe(0x30);
  });

  it('forgets the other accounts after 30 s', async () => {
    const { bench } = await enrolled(yubikey5, { user: 'a' }, { user: 'b' });
    await token(bench, GA);
    await bench.assert();
    await bench.clock.advance(30_000);
    expect((await bench.client.cbor(8)).status).toBe(0x30);
  });

  it.each([
    [1, false, false, 0],
    [2, false, false, 0x2e],
    [2, true, false, 0],
    [3, true, false, 0x2e],
    [3, true, true, 0],
    [3, false, true, 0],
  ])(
    'with credProtect %i, id known %s and PIN %s answers %i',
    async (level, listed, pin, status) => {
      const extensions = new Map<string, CborValue>([['credProtect', level]]);
      const { bench, ids } = await enrolled(yubikey5, { extensions });
      await token(bench, GA);
      const wish = { withToken: pin, ...(listed ? { allowList: ids } : {}) };
      expect((await bench.assert(wish)).status).toBe(status);
    },
  );

  it.each<[string, Profile, Parameters<Bench['assert']>[0], number]>([
    ['an RP it has nothing for', yubikey5, { rpId: 'example.org', withToken: false }, 0x2e],
    ['ids it does not know', yubikey5, { allowList: [new Uint8Array(48)] }, 0x2e],
    ['the option rk', yubikey5, { options: new Map([['rk', true]]) }, 0x2b],
    [
      'verification without a sensor',
      yubikey5,
      { withToken: false, options: new Map([['uv', true]]) },
      0x2c,
    ],
    ['no PIN where verification is always wanted', alwaysUv, { withToken: false }, 0x36],
    [
      'a silent look where verification is always wanted',
      alwaysUv,
      { withToken: false, up: false },
      0,
    ],
  ])('answers %s', async (_, profile, wish, status) => {
    const { bench } = await enrolled(profile);
    await token(bench, GA);
    expect((await bench.assert(wish)).status).toBe(status);
  });

  it('says nothing of the user on the model that does not', async () => {
    const { bench } = await enrolled(vfido);
    await token(bench, GA);
    expect((await bench.assert()).map.has(4)).toBe(false);
  });

  it('gives out what the extensions stored', async () => {
    const { bench, ids } = await enrolled(yubikey5, {
      extensions: new Map<string, CborValue>([
        ['credBlob', Uint8Array.of(9, 8, 7)],
        ['hmac-secret', true],
        ['largeBlobKey', true],
      ]),
    });
    await token(bench, GA);
    const { publicKey, secret } = await bench.pin.agree();
    const saltEnc = bench.pin.encrypt(new Uint8Array(64).fill(5));
    const ask = async () => {
      await token(bench, GA);
      return bench.assert({
        allowList: ids,
        extensions: new Map<string, CborValue>([
          ['credBlob', true],
          [
            'hmac-secret',
            new Map<number, CborValue>([
              [1, publicKey],
              [2, saltEnc],
              [3, bench.pin.authenticate(secret, saltEnc)],
              [4, 2],
            ]),
          ],
          ['largeBlobKey', true],
        ]),
      });
    };
    const outputs = (map: CborMap) => readAuthData(map.get(2)).extensions;
    const [first, second] = [await ask(), await ask()];
    expect(outputs(first.map).get('credBlob')).toEqual(Uint8Array.of(9, 8, 7));
    expect(first.map.get(7)).toHaveLength(32);
    const open = (map: CborMap) => bench.pin.decrypt(outputs(map).get('hmac-secret') as Uint8Array);
    expect(open(first.map)).toHaveLength(64);
    expect(open(first.map)).toEqual(open(second.map));
  });

  it('waits for the touch before it signs', async () => {
    const { bench } = await enrolled(yubikey5);
    await token(bench, GA);
    bench.key.setTouchPolicy('manual');
    const answer = bench.assert();
    await settle();
    expect(bench.key.isWaitingForTouch()).toBe(true);
    bench.key.decline();
    expect((await answer).status).toBe(0x27);
  });
});
