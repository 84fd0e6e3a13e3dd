import { describe, expect, it } from 'vitest';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { canokey } from '../../profiles/canokey.ts';
import { pico } from '../../profiles/pico.ts';
import type { Profile } from '../../profiles/profile.ts';
import { alwaysUv } from '../../profiles/variants.ts';
import { yubikey5 } from '../../profiles/yubikey5.ts';
import { ACFG, type Bench, MC, PIN, plugIn, RP_ID } from '../../testing/bench.ts';
import { readAuthData } from '../../testing/readAuthData.ts';

type Params = Map<number, CborValue>;

async function config(
  { client, pin }: Bench,
  subCommand: number,
  params?: Params,
  protocol = 2,
): Promise<number> {
  const message = Buffer.concat([
    Buffer.alloc(32, 0xff),
    Buffer.of(0x0d, subCommand),
    params === undefined ? Buffer.alloc(0) : encodeCbor(params),
  ]);
  const request = new Map<number, CborValue>([
    [1, subCommand],
    [3, protocol],
    [4, pin.param(message)],
  ]);
  if (params !== undefined) request.set(2, params);
  return (await client.cbor(0x0d, request)).status;
}

async function ready(profile: Profile, pin = PIN): Promise<Bench> {
  const bench = await plugIn(profile);
  await bench.pin.setPin(pin);
  expect(await bench.pin.getToken(pin, ACFG)).toBe(0);
  return bench;
}

const params = (...members: [number, CborValue][]): Params => new Map(members);

describe('authenticatorConfig', () => {
  it.each<[string, Params, number]>([
    ['a longer minimum', params([1, 6]), 0],
    ['the same minimum', params([1, 4]), 0],
    ['a shorter minimum', params([1, 3]), 0x37],
    ['more than a PIN can be long', params([1, 64]), 0x37],
    ['an RP that may see the minimum', params([2, [RP_ID]]), 0],
    ['more RPs than fit', params([2, [RP_ID, 'example.org']]), 0x28],
    ['RPs that are numbers', params([2, [1]]), 0x11],
    ['a forced change', params([3, true]), 0],
  ])('setMinPINLength takes or refuses %s', async (_, wish, status) => {
    expect(await config(await ready(yubikey5), 3, wish)).toBe(status);
  });

  it('forces a new PIN when the old one is too short from now on', async () => {
    const bench = await ready(yubikey5, '1234');
    expect(await config(bench, 3, params([1, 6]))).toBe(0);
    expect(bench.key.snapshot()).toMatchObject({ forcePinChange: true, minPinLength: 6 });
    expect(await bench.pin.getToken('1234', MC, RP_ID)).toBe(0x31);
    expect(await bench.pin.changePin('1234', '12345')).toBe(0x37);
    expect(await bench.pin.changePin('1234', '654321')).toBe(0);
    expect(bench.key.snapshot()).toMatchObject({ forcePinChange: false, pinRetries: 8 });
  });

  it('leaves a PIN alone that is long enough, and keeps the token', async () => {
    const bench = await ready(yubikey5);
    expect(await config(bench, 3, params([1, 6]))).toBe(0);
    expect(bench.key.snapshot().forcePinChange).toBe(false);
    expect(await config(bench, 3, params([1, 7]))).toBe(0);
  });

  it('makes a token worthless after one call on the model that does so', async () => {
    const bench = await ready(pico);
    expect(await config(bench, 3, params([1, 6]))).toBe(0);
    expect(await config(bench, 3, params([1, 6]))).toBe(0x33);
    expect(await bench.pin.getToken(PIN, ACFG)).toBe(0);
    expect(await config(bench, 3, params([1, 6]))).toBe(0);
  });

  it('tells the minimum to RPs on the list', async () => {
    const bench = await ready(yubikey5);
    await config(bench, 3, params([1, 6], [2, [RP_ID]]));
    await bench.pin.getToken(PIN, MC, RP_ID);
    const { map } = await bench.make({ extensions: new Map([['minPinLength', true]]) });
    expect(readAuthData(map.get(2)).extensions).toEqual(new Map([['minPinLength', 6]]));
  });

  it('switches always-UV on and off', async () => {
    const bench = await ready(yubikey5);
    expect(await config(bench, 2)).toBe(0);
    const options = (await bench.client.cbor(4)).map.get(4) as Map<string, boolean>;
    expect([options.get('alwaysUv'), options.get('makeCredUvNotRqd')]).toEqual([true, false]);
    expect((await bench.make({ withToken: false, rk: false })).status).toBe(0x36);
    expect(await config(bench, 2)).toBe(0);
    expect(bench.key.snapshot().alwaysUv).toBe(false);
  });

  it('switches enterprise attestation on', async () => {
    const bench = await ready(yubikey5);
    expect(await config(bench, 1)).toBe(0);
    await bench.pin.getToken(PIN, MC, RP_ID);
    const { map } = await bench.make({ more: [[0x0a, 2]] });
    expect(map.get(4)).toBe(true);
  });

  it.each<[string, Profile, number, Params | undefined, number]>([
    ['an unknown subcommand', yubikey5, 0x77, undefined, 0x3e],
    ['enterprise attestation of a key without it', alwaysUv, 0x77, undefined, 0x3e],
  ])('refuses %s', async (_, profile, subCommand, wish, status) => {
    expect(await config(await ready(profile), subCommand, wish)).toBe(status);
  });

  it('is unknown to the model without it, which says so in its own way', async () => {
    const { client } = await plugIn(canokey);
    expect((await client.cbor(0x0d, new Map([[1, 2]]))).status).toBe(0xf1);
  });

  it('wants a token once there is a PIN, and none before', async () => {
    const bench = await plugIn(yubikey5);
    const grow = new Map<number, CborValue>([
      [1, 3],
      [2, params([1, 5])],
    ]);
    expect((await bench.client.cbor(0x0d, grow)).status).toBe(0);
    const force = new Map<number, CborValue>([
      [1, 3],
      [2, params([3, true])],
    ]);
    expect((await bench.client.cbor(0x0d, force)).status).toBe(0x35);
    await bench.pin.setPin(PIN);
    expect((await bench.client.cbor(0x0d, grow)).status).toBe(0x36);
    await bench.pin.getToken(PIN, MC, RP_ID);
    expect(await config(bench, 3, params([1, 6]))).toBe(0x33);
  });
});
