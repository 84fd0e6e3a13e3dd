import { fromHex } from '#shared/bytes/hex.ts';
import { asMap } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { type GetInfo, parseGetInfoResponse } from '../commands/getInfo.ts';
import vectors from '../commands/vectors/getInfo.json' with { type: 'json' };

/** The firmwares of the vectors. */
export type KeyModel = 'opensk' | 'canokey' | 'pico' | 'solo' | 'vfido';

/** A model's getInfo, with members changed by number. */
export function getInfoMapOf(model: KeyModel, changes: CborMap = new Map()): CborMap {
  const found = vectors.keys.find(({ name }) => name === model);
  if (found === undefined) {
    throw new Error(`no vector for ${model}`);
  }
  return new Map([...asMap(decodeCbor(fromHex(found.hex))), ...changes]);
}

/** The same, parsed. */
export function getInfoOf(model: KeyModel, changes?: CborMap): GetInfo {
  return parseGetInfoResponse(getInfoMapOf(model, changes));
}

/** A model's options map with some changed; undefined removes one. */
export function optionsOf(
  model: KeyModel,
  changes: Readonly<Record<string, boolean | undefined>>,
): CborMap {
  const options: CborMap = new Map(getInfoOf(model).options);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) {
      options.delete(name);
    } else {
      options.set(name, value);
    }
  }
  return options;
}
