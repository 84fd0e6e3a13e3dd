import { utf8Decode } from '#shared/bytes/utf8.ts';
import { CborError } from '#shared/failure/appError.ts';
import { MAJOR, SIMPLE, WIDE_ARGUMENTS } from './cborHead.ts';
import type { CborKey, CborMap, CborValue } from './cborValue.ts';
import { compareBytes } from './compareBytes.ts';

/** What the reader holds an item to. */
export interface CborRules {
  /** Also require shortest heads and sorted keys. */
  readonly canonical: boolean;
  readonly maxDepth: number;
}

/** One item, as it was read. */
export interface ReadItem {
  readonly value: CborValue;
  /** Bytes that the item takes. */
  readonly length: number;
}

const SIMPLE_VALUES: ReadonlyMap<number, boolean | null> = new Map([
  [SIMPLE.false, false],
  [SIMPLE.true, true],
  [SIMPLE.null, null],
]);
const LARGEST_DIRECT_ARGUMENT = 23;
const UINT64_MAX = (1n << 64n) - 1n;

interface Head {
  readonly major: number;
  /** Exact: a number in the safe range, else bigint. */
  readonly argument: number | bigint;
}

/**
 * Reads the one CBOR item at the start of `bytes`. Nothing is built from a length that the bytes do not bear out, and each
 * reading but one is refused, so that a hostile key can make it neither allocate, nor recurse deeply, nor be understood in
 * two ways. Bytes after the item are not looked at; byte strings are copies.
 * @throws CborError on the first thing that breaks the rules.
 * @see CTAP 2.3 §8 Message Encoding
 */
export function readCbor(bytes: Uint8Array, rules: CborRules): ReadItem {
  const reader = new CborReader(bytes, rules);
  const value = reader.readItem(0);
  return { value, length: reader.offset };
}

class CborReader {
  offset = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly rules: CborRules;

  constructor(bytes: Uint8Array, rules: CborRules) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.rules = rules;
  }

  readItem(depth: number): CborValue {
    const initial = this.bytes[this.offset] ?? Number.NaN;
    const simple = SIMPLE_VALUES.get(initial);
    if (simple !== undefined) {
      this.offset += 1;
      return simple;
    }
    const { major, argument } = this.readHead();
    switch (major) {
      case MAJOR.unsigned:
        return argument;
      case MAJOR.negative:
        return negative(argument);
      case MAJOR.bytes:
        return this.take(argument).slice();
      case MAJOR.text:
        return this.readText(argument);
      case MAJOR.array:
        return this.readArray(argument, depth);
      case MAJOR.map:
        return this.readMap(argument, depth);
      default:
        throw new CborError('tags, floats and simple values beyond null are not allowed');
    }
  }

  private readHead(): Head {
    const initial = this.bytes[this.offset];
    if (initial === undefined) {
      throw new CborError('data ends inside an item');
    }
    this.offset += 1;
    const major = initial >> 5;
    const information = initial & 0x1f;
    if (information <= LARGEST_DIRECT_ARGUMENT) {
      return { major, argument: information };
    }
    const wide = WIDE_ARGUMENTS.find((one) => one.information === information);
    if (wide === undefined) {
      throw new CborError('indefinite lengths and reserved heads are not allowed');
    }
    if (this.bytes.length - this.offset < wide.width) {
      throw new CborError('data ends inside a head');
    }
    const argument = this.readArgument(wide.width);
    if (this.rules.canonical && argument < wide.least) {
      throw new CborError('head is longer than needed');
    }
    return { major, argument };
  }

  private readArgument(width: number): number | bigint {
    const start = this.offset;
    this.offset += width;
    switch (width) {
      case 1:
        return this.view.getUint8(start);
      case 2:
        return this.view.getUint16(start);
      case 4:
        return this.view.getUint32(start);
      default:
        return narrow(this.view.getBigUint64(start));
    }
  }

  /** A length is believed only when the bytes left can hold it, each unit taking at least `unitBytes`. */
  private checkedLength(argument: number | bigint, unitBytes: number): number {
    const remaining = this.bytes.length - this.offset;
    if (argument > remaining / unitBytes) {
      throw new CborError('length exceeds the data');
    }
    return Number(argument);
  }

  private take(argument: number | bigint): Uint8Array {
    const start = this.offset;
    this.offset += this.checkedLength(argument, 1);
    return this.bytes.subarray(start, this.offset);
  }

  private readText(argument: number | bigint): string {
    const bytes = this.take(argument);
    try {
      return utf8Decode(bytes);
    } catch (cause) {
      throw new CborError('text is not UTF-8', { cause });
    }
  }

  private readArray(argument: number | bigint, depth: number): CborValue[] {
    this.checkDepth(depth);
    const length = this.checkedLength(argument, 1);
    const items: CborValue[] = [];
    while (items.length < length) items.push(this.readItem(depth + 1));
    return items;
  }

  private readMap(argument: number | bigint, depth: number): CborMap {
    this.checkDepth(depth);
    const size = this.checkedLength(argument, 2);
    const map: CborMap = new Map();
    let previous: Uint8Array | undefined;
    while (map.size < size) {
      const start = this.offset;
      const key = this.readKey();
      if (map.has(key)) {
        throw new CborError('map has a key twice');
      }
      const encodedKey = this.bytes.subarray(start, this.offset);
      const isSorted = previous === undefined || compareBytes(previous, encodedKey) < 0;
      if (this.rules.canonical && !isSorted) {
        throw new CborError('map keys are not sorted');
      }
      previous = encodedKey;
      map.set(key, this.readItem(depth + 1));
    }
    return map;
  }

  private readKey(): CborKey {
    const { major, argument } = this.readHead();
    switch (major) {
      case MAJOR.unsigned:
        return argument;
      case MAJOR.negative:
        return negative(argument);
      case MAJOR.text:
        return this.readText(argument);
      default:
        throw new CborError('map key is neither an integer nor text');
    }
  }

  private checkDepth(depth: number): void {
    if (depth >= this.rules.maxDepth) {
      throw new CborError('data is nested too deeply');
    }
  }
}

function negative(argument: number | bigint): number | bigint {
  if (argument === UINT64_MAX) {
    throw new CborError('integer needs more than 64 bits');
  }
  // The last number of the safe range has none below it that is safe.
  return argument < Number.MAX_SAFE_INTEGER ? -1 - Number(argument) : -1n - BigInt(argument);
}

function narrow(argument: bigint): number | bigint {
  return argument <= Number.MAX_SAFE_INTEGER ? Number(argument) : argument;
}
