import { sha256 } from '@noble/hashes/sha2.js';
import type { Crypto } from './cryptoPort.ts';

/** SHA-256 of noble alone, for where nothing else of {@link Crypto} is needed yet. */
export const nobleSha256: Crypto['sha256'] = (data) => sha256(data);
