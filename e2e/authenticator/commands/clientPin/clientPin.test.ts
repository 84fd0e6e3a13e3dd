import { describe, expect, it } from 'vitest';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { ctap20 } from '../../profiles/ctap20.ts';
import { opensk } from '../../profiles/opensk.ts';
import type { Profile } from '../../profiles/profile.ts';
import { vfido } from '../../profiles/vfido.ts';
import { yubikey5 } from '../../profiles/yubikey5.ts';
import { ACFG, BE, CM, GA, MC, PIN, plugIn, RP_ID } from '../../testing/bench.ts';
import { readRequest } from '../request.ts';

const withMinimum = (minPINLength: number): Profile => ({
  ...yubikey5,
  info: { ...yubikey5.info, minPINLength },
});

describe.each([1, 2] as const)('PIN protocol %i', (protocol) => {
  const plug = (profile: Profile = yubikey5) => plugIn(profile, { protocol });

  it('sets a PIN once, and hands out tokens for it', async () => {
    const { pin, key, client } = await plug();
    const hasPin = async () =>
      readRequest((await client.cbor(4)).map)
        .required(4, 'map')
        .get('clientPin');
    expect(await hasPin()).toBe(false);
    expect(await pin.getToken(PIN)).toBe(0x35);
    expect(await pin.setPin(PIN)).toBe(0);
    expect(await hasPin()).toBe(true);
    expect(await pin.setPin('another')).toBe(0x33);
    expect(await pin.getToken(PIN)).toBe(0);
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0);
    expect(key.snapshot().requests.slice(-2)).toEqual([
      'clientPin.getKeyAgreement',
      'clientPin.getTokenUsingPin',
    ]);
  });

  it('refuses one character repeated where the key has a PIN policy, and only there', async () => {
    const withPolicy = { ...yubikey5, info: { ...yubikey5.info, pinComplexityPolicy: true } };
    const strict = await plug(withPolicy);
    expect((await strict.client.cbor(4)).map.get(0x1b)).toBe(true);
    expect(await strict.pin.setPin('000000')).toBe(0x37);
    expect(await strict.pin.setPin(PIN)).toBe(0);
    expect(await strict.pin.changePin(PIN, '7777777')).toBe(0x37);
    const { pin } = await plug();
    expect(await pin.setPin('000000')).toBe(0);
  });

  it('blocks after three wrong PINs until it is plugged in again', async () => {
    const { pin, replug } = await plug();
    await pin.setPin(PIN);
    expect(await pin.getToken('0000', MC, RP_ID)).toBe(0x31);
    expect(await pin.getToken('0000')).toBe(0x31);
    expect(await pin.retries()).toEqual({ left: 6, blockedUntilReplug: false });
    expect(await pin.changePin('0000', '777777')).toBe(0x34);
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0x34);
    expect(await pin.retries()).toEqual({ left: 5, blockedUntilReplug: true });
    await replug();
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0);
    expect(await pin.retries()).toEqual({ left: 8, blockedUntilReplug: false });
  });

  it('blocks for good after eight wrong PINs', async () => {
    const { pin, replug, key } = await plug();
    await pin.setPin(PIN);
    const seen: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      if (attempt % 3 === 0 && attempt > 0) await replug();
      seen.push(await pin.getToken('0000', MC, RP_ID));
    }
    expect(seen).toEqual([0x31, 0x31, 0x34, 0x31, 0x31, 0x34, 0x31, 0x32]);
    await replug();
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0x32);
    expect(await pin.changePin(PIN, '777777')).toBe(0x32);
    expect(key.snapshot().pinRetries).toBe(0);
  });

  it('changes the PIN for who knows the old one', async () => {
    const { pin } = await plug();
    await pin.setPin(PIN);
    expect(await pin.changePin('0000', '777777')).toBe(0x31);
    expect(await pin.changePin(PIN, '777777')).toBe(0);
    expect(await pin.getToken(PIN)).toBe(0x31);
    expect(await pin.getToken('777777')).toBe(0);
  });

  it.each([
    ['three code points', '123', 0x37],
    ['four code points', '1234', 0],
    ['four code points of four bytes', '𝟘𝟙𝟚𝟛', 0],
    ['three code points of four bytes', '𝟘𝟙𝟚', 0x37],
    ['63 bytes', 'x'.repeat(63), 0],
    ['64 bytes', 'x'.repeat(64), 0x37],
  ])('judges a PIN of %s', async (_, candidate, status) => {
    const { pin } = await plug();
    expect(await pin.setPin(candidate)).toBe(status);
  });

  it('keeps to its own minimum length', async () => {
    const { pin } = await plug(withMinimum(6));
    expect(await pin.setPin('12345')).toBe(0x37);
    expect(await pin.setPin('123456')).toBe(0);
    expect(await pin.changePin('123456', '98765')).toBe(0x37);
  });

  it('keeps its key agreement until a wrong PIN', async () => {
    const { pin, client } = await plug();
    const ask = async () =>
      (
        await client.cbor(
          6,
          new Map([
            [1, protocol],
            [2, 2],
          ]),
        )
      ).map;
    const before = await ask();
    await pin.setPin(PIN);
    await pin.getToken(PIN, MC, RP_ID);
    expect(await ask()).toEqual(before);
    await pin.getToken('0000', MC, RP_ID);
    expect(await ask()).not.toEqual(before);
  });
});

describe('clientPIN', () => {
  const OFF_CURVE = new Map<number, CborValue>([
    [1, 2],
    [3, -25],
    [-1, 1],
    [-2, new Uint8Array(32).fill(1)],
    [-3, new Uint8Array(32).fill(1)],
  ]);

  it.each<[string, [number, CborValue][], number]>([
    ['no subcommand', [[1, 2]], 0x14],
    [
      'an unknown subcommand',
      [
        [1, 2],
        [2, 0x33],
      ],
      0x3e,
    ],
    ['no protocol for the key agreement', [[2, 2]], 0x14],
    [
      'protocol three',
      [
        [1, 3],
        [2, 2],
      ],
      0x02,
    ],
    ['a subcommand of the wrong type', [[2, 'two']], 0x11],
    [
      'a new PIN without anything else',
      [
        [1, 2],
        [2, 3],
        [5, new Uint8Array(64)],
      ],
      0x14,
    ],
    [
      'a point off the curve',
      [
        [1, 2],
        [2, 3],
        [3, OFF_CURVE],
        [4, new Uint8Array(32)],
        [5, new Uint8Array(80)],
      ],
      0x02,
    ],
    [
      'the sensor subcommand of a key without one',
      [
        [1, 2],
        [2, 7],
      ],
      0x3e,
    ],
  ])('refuses %s', async (_, members, status) => {
    const { client } = await plugIn(yubikey5);
    expect((await client.cbor(6, new Map(members))).status).toBe(status);
  });

  it.each([
    ['no permission at all', 0, RP_ID, 0x02],
    ['makeCredential without an RP', MC, undefined, 0x14],
    ['getAssertion without an RP', GA, undefined, 0x14],
    ['fingerprints on a key without a sensor', BE, undefined, 0x40],
    ['credential management', CM, undefined, 0],
    ['configuration', ACFG, undefined, 0],
  ])('answers a wish for %s', async (_, permissions, rpId, status) => {
    const { pin } = await plugIn(yubikey5);
    await pin.setPin(PIN);
    expect(await pin.getToken(PIN, permissions, rpId)).toBe(status);
  });

  it('has no tokens with permissions before 2.1', async () => {
    const { pin } = await plugIn(ctap20);
    await pin.setPin(PIN);
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0x3e);
    expect(await pin.getToken(PIN)).toBe(0);
  });

  it('refuses protocol two where only one is spoken', async () => {
    const { client } = await plugIn(ctap20);
    const request = new Map([
      [1, 2],
      [2, 2],
    ]);
    expect((await client.cbor(6, request)).status).toBe(0x02);
  });

  it.each([
    [yubikey5, 0x37],
    [opensk, 0],
  ])('treats the same PIN while a change is forced as its model does', async (profile, status) => {
    const { pin, key } = await plugIn(profile);
    await pin.setPin(PIN);
    key.restore(key.serialise().replace('"forcePinChange":false', '"forcePinChange":true'));
    expect(await pin.getToken(PIN, MC, RP_ID)).toBe(0x31);
    expect((await pin.retries()).left).toBe(8);
    expect(await pin.changePin(PIN, PIN)).toBe(status);
    expect(await pin.changePin(PIN, '246801')).toBe(0);
    expect(await pin.getToken('246801', MC, RP_ID)).toBe(0);
  });

  it('refuses the right PIN now and then where leading zeros are dropped', async () => {
    const { pin, key, replug } = await plugIn(vfido);
    await pin.setPin(PIN);
    const seen = new Set<number>();
    for (let turn = 0; turn < 600 && seen.size < 2; turn++) {
      await replug();
      seen.add(await pin.getToken(PIN));
    }
    expect(seen).toEqual(new Set([0, 0x31]));
    expect(key.snapshot().pinRetries).toBe(7);
  });
});
