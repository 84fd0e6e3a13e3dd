import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toHex } from '#shared/bytes/hex.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { MC, PIN, plugIn, RP_ID } from '../testing/bench.ts';
import { KEY_CATALOGUE, profileById } from './catalogue.ts';
import { checkProfile } from './checkProfile.ts';
import { u2fOnly } from './variants.ts';
import { yubikey5 } from './yubikey5.ts';

interface Captured {
  readonly id: string;
  readonly capabilities: number;
  readonly version: number[] | null;
  readonly versions: string[];
  readonly extensions: string[] | null;
  readonly aaguid: string;
  readonly options: Record<string, boolean>;
  readonly algorithms: number[] | null;
  readonly rest: Record<string, unknown>;
}

const text = readFileSync(new URL('./vectors/getInfo.json', import.meta.url), 'utf8');
const vectors = JSON.parse(text) as { keys: Captured[] };
const MEMBERS_OF_THEIR_OWN = [1, 2, 3, 4, 10, 21];

describe('the catalogue', () => {
  it.each(KEY_CATALOGUE)('describes a key that could exist: $id', (profile) => {
    expect(checkProfile(profile)).toEqual([]);
    expect(profileById(profile.id)).toBe(profile);
  });

  it('has one id, one label and one AAGUID a model', () => {
    for (const of of ['id', 'label'] as const) {
      expect(new Set(KEY_CATALOGUE.map((one) => one[of])).size).toBe(KEY_CATALOGUE.length);
    }
    expect(new Set(KEY_CATALOGUE.map(({ info }) => info.aaguid)).size).toBe(KEY_CATALOGUE.length);
    expect(() => profileById('nothing')).toThrow(RangeError);
  });

  it('notices a model that cannot be', () => {
    const impossible = {
      ...yubikey5,
      occupied: 101,
      info: { ...yubikey5.info, aaguid: 'short', options: { bioEnroll: true, alwaysUv: true } },
    };
    expect(checkProfile(impossible)).toHaveLength(5);
  });

  it.each(KEY_CATALOGUE.filter((profile) => profile !== u2fOnly))(
    'gives $id an answer to getInfo that changes with its PIN',
    async (profile) => {
      const { client, pin } = await plugIn(profile);
      const options = async () => (await client.cbor(4)).map.get(4) as Map<string, boolean>;
      expect((await options()).get('clientPin')).toBe(false);
      expect(await pin.setPin(PIN)).toBe(0);
      expect((await options()).get('clientPin')).toBe(true);
      const modern = profile.info.options['pinUvAuthToken'] === true;
      expect(await (modern ? pin.getToken(PIN, MC, RP_ID) : pin.getToken(PIN))).toBe(0);
    },
  );
});

describe('getInfo of models after real firmware', () => {
  it.each(vectors.keys)('is what $id answered', async (captured) => {
    const { client } = await plugIn(profileById(captured.id));
    const init = await client.init();
    expect(init.data[16]).toBe(captured.capabilities);
    if (captured.version) expect(Array.from(init.data.slice(13, 16))).toEqual(captured.version);
    const { map } = await client.cbor(4);
    expect(map.get(1)).toEqual(captured.versions);
    expect(map.get(2) ?? null).toEqual(captured.extensions);
    expect(toHex(map.get(3) as Uint8Array)).toBe(captured.aaguid);
    expect(Object.fromEntries(map.get(4) as Map<string, boolean>)).toEqual(captured.options);
    const algorithms = map.get(10) as CborMap[] | undefined;
    expect(algorithms?.map((one) => one.get('alg')) ?? null).toEqual(captured.algorithms);
    const rest = [...map].filter(([member]) => !MEMBERS_OF_THEIR_OWN.includes(Number(member)));
    expect(Object.fromEntries(rest)).toEqual(captured.rest);
  });

  it('has integers beyond 2^53 on the model that has them', async () => {
    const { client } = await plugIn(profileById('pico'));
    const commands = (await client.cbor(4)).map.get(0x15);
    expect(Array.isArray(commands) && commands.every((one) => typeof one === 'bigint')).toBe(true);
    expect(commands).toHaveLength(4);
  });
});
