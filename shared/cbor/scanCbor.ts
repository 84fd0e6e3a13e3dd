import { utf8Decode } from '#shared/bytes/utf8.ts';
import { CborError } from '#shared/failure/appError.ts';
import type { CborKey } from './cborValue.ts';
import { compareBytes } from './compareBytes.ts';

/** What the scan holds an item to. */
export interface ScanRules {
  /** Also require shortest heads and sorted keys. */
  readonly canonical: boolean;
  readonly maxDepth: number;
}

/** What the scan found out about one item. */
export interface ScannedItem {
  /** Bytes that the item takes. */
  readonly length: number;
  /** Every text of the item, keys included, in the order of the wire. */
  readonly texts: readonly string[];
}

const MAJOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5 } as const;
const SIMPLE = { false: 0xf4, true: 0xf5, null: 0xf6 } as const;
const LARGEST_DIRECT_ARGUMENT = 23;
/** By the low five bits of the first byte: how many bytes hold the argument, and the least value that needs as many. */
const WIDE_ARGUMENTS: ReadonlyMap<number, { readonly width: number; readonly least: number }> =
  new Map([
    [24, { width: 1, least: 24 }],
    [25, { width: 2, least: 0x100 }],
    [26, { width: 4, least: 0x1_0000 }],
    [27, { width: 8, least: 0x1_0000_0000 }],
  ]);
const UINT64_MAX = (1n << 64n) - 1n;

interface Head {
  readonly major: number;
  /** Exact: a number in the safe range, else bigint. */
  readonly argument: number | bigint;
}

/**
 * Checks the one CBOR item at the start of `bytes` without building it, so that a hostile key cannot make the decoder
 * allocate, recurse or pick between readings. Bytes after the item are not looked at.
 * @throws CborError on the first thing that breaks the rules.
 * @see CTAP 2.3 §8 Message Encoding
 */
export function scanCbor(bytes: Uint8Array, rules: ScanRules): ScannedItem {
  const scanner = new CborScanner(bytes, rules);
  scanner.scanItem(0);
  return { length: scanner.offset, texts: scanner.texts };
}

class CborScanner {
  offset = 0;
  readonly texts: string[] = [];
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly rules: ScanRules;

  constructor(bytes: Uint8Array, rules: ScanRules) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.rules = rules;
  }

  scanItem(depth: number): void {
    const initial = this.bytes[this.offset];
    if (initial === SIMPLE.false || initial === SIMPLE.true || initial === SIMPLE.null) {
      this.offset += 1;
      return;
    }
    const { major, argument } = this.readHead();
    switch (major) {
      case MAJOR.unsigned:
        break;
      case MAJOR.negative:
        checkNegative(argument);
        break;
      case MAJOR.bytes:
        this.offset += this.checkedLength(argument, 1);
        break;
      case MAJOR.text:
        this.scanText(argument);
        break;
      case MAJOR.array:
        this.scanArray(argument, depth);
        break;
      case MAJOR.map:
        this.scanMap(argument, depth);
        break;
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
    const wide = WIDE_ARGUMENTS.get(information);
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

  private scanText(argument: number | bigint): void {
    const start = this.offset;
    this.offset += this.checkedLength(argument, 1);
    try {
      this.texts.push(utf8Decode(this.bytes.subarray(start, this.offset)));
    } catch (cause) {
      throw new CborError('text is not UTF-8', { cause });
    }
  }

  private scanArray(argument: number | bigint, depth: number): void {
    this.checkDepth(depth);
    const length = this.checkedLength(argument, 1);
    for (let index = 0; index < length; index += 1) {
      this.scanItem(depth + 1);
    }
  }

  private scanMap(argument: number | bigint, depth: number): void {
    this.checkDepth(depth);
    const size = this.checkedLength(argument, 2);
    const seen = new Set<CborKey>();
    let previous: Uint8Array | undefined;
    for (let index = 0; index < size; index += 1) {
      const start = this.offset;
      seen.add(this.scanKey());
      if (seen.size !== index + 1) {
        throw new CborError('map has a key twice');
      }
      const key = this.bytes.subarray(start, this.offset);
      if (this.rules.canonical && previous !== undefined && compareBytes(previous, key) >= 0) {
        throw new CborError('map keys are not sorted');
      }
      previous = key;
      this.scanItem(depth + 1);
    }
  }

  /** Returns the key's value, for which two encodings of the same key are one. */
  private scanKey(): CborKey {
    const { major, argument } = this.readHead();
    switch (major) {
      case MAJOR.unsigned:
        return argument;
      case MAJOR.negative:
        checkNegative(argument);
        return typeof argument === 'bigint' ? -1n - argument : -1 - argument;
      case MAJOR.text:
        this.scanText(argument);
        return this.texts.at(-1) ?? '';
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

function checkNegative(argument: number | bigint): void {
  if (argument === UINT64_MAX) {
    throw new CborError('integer needs more than 64 bits');
  }
}

function narrow(argument: bigint): number | bigint {
  return argument <= Number.MAX_SAFE_INTEGER ? Number(argument) : argument;
}
