import { createHash } from 'node:crypto';
import type { PinHash } from '../history/historyEvent.ts';

const HASH_BYTES = 16;

/** What a key keeps of a PIN, in hex. */
export function pinHashOf(pin: string): PinHash {
  return createHash('sha256').update(pin).digest().subarray(0, HASH_BYTES).toString('hex');
}
