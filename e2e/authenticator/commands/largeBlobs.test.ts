import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { yubikey5 } from '../profiles/yubikey5.ts';
import { type Bench, LBW, MC, PIN, plugIn, RP_ID } from '../testing/bench.ts';

const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

const withChecksum = (body: Uint8Array) => concat(body, sha256(body).slice(0, 16));

async function write(
  { client, pin }: Bench,
  fragment: Uint8Array,
  offset: number,
  length?: number,
): Promise<number> {
  const head = Buffer.alloc(38, 0xff);
  head.writeUInt16BE(0x0c00, 32);
  head.writeUInt32LE(offset, 34);
  const request = new Map<number, CborValue>([
    [2, fragment],
    [3, offset],
    [5, pin.param(Buffer.concat([head, sha256(fragment)]))],
    [6, 2],
  ]);
  if (length !== undefined) request.set(4, length);
  return (await client.cbor(0x0c, request)).status;
}

const read = async ({ client }: Bench, offset: number, count: number) =>
  (
    await client.cbor(
      0x0c,
      new Map([
        [1, count],
        [3, offset],
      ]),
    )
  ).map.get(1);

async function ready(permission = LBW): Promise<Bench> {
  const bench = await plugIn(yubikey5);
  await bench.pin.setPin(PIN);
  await bench.pin.getToken(PIN, permission, permission === MC ? RP_ID : undefined);
  return bench;
}

describe('largeBlobs', () => {
  it('starts empty, with the checksum of an empty array', async () => {
    const bench = await ready();
    expect(await read(bench, 0, 100)).toEqual(withChecksum(Uint8Array.of(0x80)));
  });

  it('is written in fragments and read back from anywhere', async () => {
    const bench = await ready();
    const array = withChecksum(new Uint8Array(100).fill(0x2a));
    expect(await write(bench, array.slice(0, 60), 0, array.length)).toBe(0);
    expect(await write(bench, array.slice(60), 60)).toBe(0);
    expect(await read(bench, 10, 1000)).toEqual(array.slice(10));
  });

  it('refuses gaps, wrong checksums, too much and tokens for something else', async () => {
    const bench = await ready();
    const array = withChecksum(new Uint8Array(100));
    expect(await write(bench, array.slice(0, 50), 0, array.length)).toBe(0);
    expect(await write(bench, array.slice(60), 60)).toBe(0x02);
    expect(await write(bench, new Uint8Array(40), 0, 40)).toBe(0x3d);
    expect(await write(bench, new Uint8Array(40), 0, 5000)).toBe(0x18);
    expect(await write(bench, new Uint8Array(40), 0)).toBe(0x02);
    expect(await write(await ready(MC), array, 0, array.length)).toBe(0x33);
  });
});
