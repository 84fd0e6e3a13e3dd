import { describe, expect, it } from 'vitest';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { ctap20, ctap21pre } from '../../profiles/ctap20.ts';
import type { Profile } from '../../profiles/profile.ts';
import { solo } from '../../profiles/solo.ts';
import { yubikey5 } from '../../profiles/yubikey5.ts';
import { type Bench, CM, MC, PIN, plugIn, RP_ID } from '../../testing/bench.ts';
import type { CborAnswer } from '../../testing/testClient.ts';

const OTHER_RP = 'example.org';

async function token({ pin, key }: Bench, permission: number, rpId?: string): Promise<void> {
  const modern = key.profile.info.options['pinUvAuthToken'] === true;
  expect(modern ? await pin.getToken(PIN, permission, rpId) : await pin.getToken(PIN)).toBe(0);
}

async function withCredentials(profile: Profile): Promise<Bench> {
  const bench = await plugIn(profile);
  await bench.pin.setPin(PIN);
  for (const [rpId, user] of [
    [RP_ID, 'a'],
    [RP_ID, 'b'],
    [OTHER_RP, 'c'],
  ] as const) {
    await token(bench, MC, rpId);
    expect((await bench.make({ rpId, user })).status).toBe(0);
  }
  return bench;
}

function manage(
  { client, pin, key }: Bench,
  subCommand: number,
  params?: Map<number, CborValue>,
  command = 0x0a,
): Promise<CborAnswer> {
  const body = params === undefined ? new Uint8Array(0) : encodeCbor(params);
  const protocol = key.profile.info.pinUvAuthProtocols?.includes(2) ? 2 : 1;
  const request = new Map<number, CborValue>([
    [1, subCommand],
    [3, protocol],
    [4, pin.param(Buffer.concat([Buffer.of(subCommand), body]))],
  ]);
  if (params !== undefined) request.set(2, params);
  return client.cbor(command, request);
}

const rpHash = async (bench: Bench, command: number): Promise<Uint8Array> =>
  (await manage(bench, 2, undefined, command)).map.get(4) as Uint8Array;

describe.each([
  [yubikey5, 0x0a],
  [yubikey5, 0x41],
  [ctap21pre, 0x41],
  [solo, 0x0a],
] as const)('credential management of a key', (profile, command) => {
  it(`lists RPs and accounts on command ${command} of ${profile.id}, and deletes one`, async () => {
    const bench = await withCredentials(profile);
    await token(bench, CM);
    const { map } = await manage(bench, 1, undefined, command);
    expect([map.get(1), map.get(2)]).toEqual([3, profile.capacity - 3]);
    const first = await manage(bench, 2, undefined, command);
    expect(first.map.get(5)).toBe(2);
    const second = await bench.client.cbor(command, new Map([[1, 3]]));
    const rps = [first, second].map((answer) => (answer.map.get(3) as CborMap).get('id'));
    expect(rps).toEqual([RP_ID, OTHER_RP]);
    expect((await bench.client.cbor(command, new Map([[1, 3]]))).status).toBe(0x30);

    const hash = await rpHash(bench, command);
    const one = await manage(bench, 4, new Map([[1, hash]]), command);
    expect(one.map.get(9)).toBe(2);
    const two = await bench.client.cbor(command, new Map([[1, 5]]));
    const ids = [one, two].map((answer) => (answer.map.get(6) as CborMap).get('id'));
    expect(ids).toEqual([new Uint8Array(Buffer.from('a')), new Uint8Array(Buffer.from('b'))]);
    expect((one.map.get(8) as CborMap).get(3)).toBe(-7);

    const gone = new Map([[2, one.map.get(7) ?? null]]);
    expect((await manage(bench, 6, gone, command)).status).toBe(0);
    expect((await manage(bench, 6, gone, command)).status).toBe(0x2e);
    expect(bench.key.snapshot().credentials.map(({ userId }) => userId)).toEqual(['62', '63']);
  });
});

describe('credential management', () => {
  it('is refused to tokens made for something else', async () => {
    const bench = await withCredentials(yubikey5);
    await token(bench, MC, RP_ID);
    expect((await manage(bench, 1)).status).toBe(0x33);
  });

  it('is refused without a token', async () => {
    const { client } = await withCredentials(yubikey5);
    expect((await client.cbor(0x0a, new Map([[1, 1]]))).status).toBe(0x36);
  });

  it('keeps a token of one RP away from the rest of the key', async () => {
    const bench = await withCredentials(yubikey5);
    await token(bench, CM);
    const hash = await rpHash(bench, 0x0a);
    const mine = (await manage(bench, 4, new Map([[1, hash]]))).map.get(7) ?? null;
    await token(bench, CM, OTHER_RP);
    const seen = [
      (await manage(bench, 1)).status,
      (await manage(bench, 2)).status,
      (await manage(bench, 4, new Map([[1, hash]]))).status,
      (await manage(bench, 6, new Map([[2, mine]]))).status,
    ];
    expect(seen).toEqual([0x33, 0x33, 0x33, 0x33]);
    expect(bench.key.snapshot().credentials).toHaveLength(3);
  });

  it('renames a user, where the model can', async () => {
    for (const [profile, status] of [
      [yubikey5, 0],
      [solo, 0x01],
    ] as const) {
      const bench = await withCredentials(profile);
      await token(bench, CM);
      const hash = await rpHash(bench, 0x0a);
      const id = (await manage(bench, 4, new Map([[1, hash]]))).map.get(7) ?? null;
      const user = new Map<string, CborValue>([
        ['id', new Uint8Array(Buffer.from('a'))],
        ['name', 'new@example.org'],
      ]);
      const params = new Map<number, CborValue>([
        [2, id],
        [3, user],
      ]);
      expect((await manage(bench, 7, params)).status).toBe(status);
      const name = status === 0 ? 'new@example.org' : 'alex@example.org';
      expect(bench.key.snapshot().credentials[0]?.userName).toBe(name);
    }
  });

  it('mistakes the user for the RP on the model that does', async () => {
    const bench = await withCredentials(solo);
    await token(bench, CM);
    const rp = (await manage(bench, 2)).map.get(3) as CborMap;
    expect(rp.get('name')).toBe('alex@example.org');
  });

  it('finds nothing on an empty key and is unknown to a 2.0 key', async () => {
    const empty = await plugIn(yubikey5);
    await empty.pin.setPin(PIN);
    await token(empty, CM);
    expect((await manage(empty, 2)).status).toBe(0x2e);
    const old = await plugIn(ctap20);
    expect((await old.client.cbor(0x0a, new Map([[1, 1]]))).status).toBe(0x01);
  });
});
