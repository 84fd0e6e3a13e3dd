import { Secret } from '#bff/log/secret.ts';
import type { SettingReader } from './settingReader.ts';

const KEY_BYTES = 32;
/** 32 random bytes have fewer than 20 distinct values, or differences, less than once in 10^9 keys. */
const LEAST_DISTINCT = 20;

function decode(text: string): Buffer | undefined {
  const trimmed = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (/^[A-Za-z0-9+/]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, 'base64');
  if (/^[A-Za-z0-9_-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, 'base64url');
  return undefined;
}

/** Tells a key that somebody typed, counted up or filled with one value from a random one. */
function isWeakKey(key: Uint8Array): boolean {
  const steps = key.map((byte, index) => byte - (key[(index + 1) % key.length] ?? 0));
  return new Set(key).size < LEAST_DISTINCT || new Set(steps).size < LEAST_DISTINCT;
}

/** Text typed on a keyboard and then encoded has printable bytes only: chance (95/256)^32 for a random key. */
function isTyped(key: Uint8Array): boolean {
  return key.every((byte) => byte >= 0x20 && byte < 0x7f);
}

/** Reads the master key of the escrow: 32 bytes from ESCROW_KEY_FILE. */
export function readEscrowKey(settings: SettingReader): Secret<Uint8Array> | undefined {
  const text = settings.getFile('ESCROW_KEY_FILE');
  if (text === undefined) return undefined;
  const key = decode(text);
  if (key === undefined || key.length !== KEY_BYTES) return settings.refuse('ESCROW_KEY_FILE');
  if (isWeakKey(key) || isTyped(key)) {
    return settings.refuse('ESCROW_KEY_FILE', 'holds a key that is not random');
  }
  return new Secret(new Uint8Array(key));
}
