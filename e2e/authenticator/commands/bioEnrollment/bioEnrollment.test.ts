import { describe, expect, it } from 'vitest';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { settle } from '../../manualClock.ts';
import { yubikey5 } from '../../profiles/yubikey5.ts';
import { yubikeyBio } from '../../profiles/yubikeyBio.ts';
import {
  ACFG,
  BE,
  type Bench,
  CLIENT_DATA_HASH,
  MC,
  PIN,
  plugIn,
  RP_ID,
} from '../../testing/bench.ts';
import { readAuthData } from '../../testing/readAuthData.ts';
import type { CborAnswer } from '../../testing/testClient.ts';

function bio(
  { client, pin }: Bench,
  subCommand: number,
  params?: Map<number, CborValue>,
  command = 0x09,
): Promise<CborAnswer> {
  const body = params === undefined ? new Uint8Array(0) : encodeCbor(params);
  const request = new Map<number, CborValue>([
    [1, 1],
    [2, subCommand],
    [4, 2],
    [5, pin.param(Buffer.concat([Buffer.of(1, subCommand), body]))],
  ]);
  if (params !== undefined) request.set(3, params);
  return client.cbor(command, request);
}

async function ready(): Promise<Bench> {
  const bench = await plugIn(yubikeyBio);
  await bench.pin.setPin(PIN);
  expect(await bench.pin.getToken(PIN, BE)).toBe(0);
  return bench;
}

async function enrol(bench: Bench, command = 0x09): Promise<Uint8Array> {
  const first = await bio(bench, 1, new Map([[3, 10_000]]), command);
  expect(first.status).toBe(0);
  const id = first.map.get(4) as Uint8Array;
  let remaining = first.map.get(6);
  while (remaining !== 0) {
    const params = new Map<number, CborValue>([
      [1, id],
      [3, 10_000],
    ]);
    remaining = (await bio(bench, 2, params, command)).map.get(6);
  }
  return id;
}

const options = async ({ client }: Bench) =>
  (await client.cbor(4)).map.get(4) as Map<string, boolean>;

describe.each([0x09, 0x40])('fingerprints on command %i', (command) => {
  it('enrols, names, lists and removes a finger', async () => {
    const bench = await ready();
    expect((await options(bench)).get('bioEnroll')).toBe(false);
    const id = await enrol(bench, command);
    const now = await options(bench);
    expect([now.get('bioEnroll'), now.get('uv')]).toEqual([true, true]);
    const named = new Map<number, CborValue>([
      [1, id],
      [2, 'Thumb'],
    ]);
    expect((await bio(bench, 5, named, command)).status).toBe(0);
    expect((await bio(bench, 4, undefined, command)).map.get(7)).toEqual([named]);
    expect((await bio(bench, 6, new Map([[1, id]]), command)).status).toBe(0);
    expect((await bio(bench, 4, undefined, command)).status).toBe(0x2c);
    expect((await bio(bench, 6, new Map([[1, id]]), command)).status).toBe(0x2c);
  });
});

describe('a fingerprint sensor', () => {
  it('tells bad samples and counts only good ones', async () => {
    const bench = await ready();
    bench.key.scriptSamples(0, 5);
    const { map } = await bio(bench, 1);
    expect([map.get(5), map.get(6)]).toEqual([0, 4]);
    const next = await bio(bench, 2, new Map([[1, map.get(4) ?? null]]));
    expect([next.map.get(5), next.map.get(6)]).toEqual([5, 4]);
  });

  it('says when nobody came', async () => {
    const bench = await ready();
    bench.key.setTouchPolicy('manual');
    const answer = bio(bench, 1, new Map([[3, 5_000]]));
    await bench.clock.advance(5_000);
    expect((await answer).map.get(5)).toBe(0x0d);
  });

  it('describes itself, and is no part of other keys', async () => {
    const bench = await ready();
    const { map } = await bench.client.cbor(
      9,
      new Map([
        [1, 1],
        [2, 7],
      ]),
    );
    expect([map.get(2), map.get(3), map.get(8)]).toEqual([1, 5, 15]);
    expect((await bench.client.cbor(9, new Map([[6, true]]))).map.get(1)).toBe(1);
    const { client } = await plugIn(yubikey5);
    expect((await client.cbor(9, new Map([[6, true]]))).status).toBe(0x01);
  });

  it('refuses to enrol with a token for something else, or without one', async () => {
    const bench = await ready();
    await bench.pin.getToken(PIN, ACFG);
    expect((await bio(bench, 1)).status).toBe(0x33);
    expect(
      (
        await bench.client.cbor(
          9,
          new Map([
            [1, 1],
            [2, 4],
          ]),
        )
      ).status,
    ).toBe(0x36);
  });

  it('is full after five fingers, and forgets a cancelled one', async () => {
    const bench = await ready();
    for (let finger = 0; finger < 5; finger++) await enrol(bench);
    expect((await bio(bench, 1)).status).toBe(0x17);
    const fresh = await ready();
    const { map } = await bio(fresh, 1);
    await fresh.client.cbor(
      9,
      new Map([
        [1, 1],
        [2, 3],
      ]),
    );
    expect((await bio(fresh, 2, new Map([[1, map.get(4) ?? null]]))).status).toBe(0x02);
  });

  it('hands out a token for a finger, which counts as the touch too', async () => {
    const bench = await ready();
    await enrol(bench);
    const before = bench.key.snapshot().touches;
    expect(await bench.pin.getTokenByFinger(MC, RP_ID)).toBe(0);
    const { status, map } = await bench.make();
    expect(status).toBe(0);
    expect(readAuthData(map.get(2)).flags).toBe(0x45);
    expect(bench.key.snapshot().touches).toBe(before + 1);
  });

  it('verifies on the key itself with the option uv', async () => {
    const bench = await ready();
    await enrol(bench);
    const { status, map } = await bench.make({
      withToken: false,
      options: new Map([
        ['rk', true],
        ['uv', true],
      ]),
    });
    expect(status).toBe(0);
    expect(readAuthData(map.get(2)).flags & 0x04).toBe(0x04);
  });

  it('blocks after three strange fingers, until the right PIN', async () => {
    const bench = await ready();
    await enrol(bench);
    bench.key.setTouchPolicy('manual');
    const seen: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const answer = bench.pin.getTokenByFinger(MC, RP_ID);
      await settle();
      bench.key.touch('a stranger');
      seen.push(await answer);
    }
    expect(seen).toEqual([0x3f, 0x3f, 0x3c, 0x3c]);
    const { map } = await bench.client.cbor(6, new Map([[2, 7]]));
    expect(map.get(5)).toBe(0);
    expect(await bench.pin.getToken(PIN, MC, RP_ID)).toBe(0);
    bench.key.setTouchPolicy('immediate');
    expect(await bench.pin.getTokenByFinger(MC, RP_ID)).toBe(0);
  });

  it('does not give configuration or enrolment rights to a finger', async () => {
    const bench = await ready();
    expect(await bench.pin.getTokenByFinger(MC, RP_ID)).toBe(0x30);
    await enrol(bench);
    expect(await bench.pin.getTokenByFinger(ACFG)).toBe(0x40);
    expect(await bench.pin.getTokenByFinger(BE)).toBe(0x40);
    expect(bench.pin.param(CLIENT_DATA_HASH)).toHaveLength(32);
  });
});
