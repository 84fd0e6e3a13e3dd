import { getInteger } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';

/** What the key says of one touch. Source: CTAP 2.3 §6.7, lastEnrollSampleStatus. */
const FEEDBACK = [
  'good',
  'too_high',
  'too_low',
  'too_left',
  'too_right',
  'too_fast',
  'too_slow',
  'poor_quality',
  'too_skewed',
  'too_short',
  'merge_failure',
  'exists',
  'database_full',
  'no_user_activity',
  'no_user_presence_transition',
] as const;

/** {@link FEEDBACK}, or `other` for a number of a later version. */
export type FingerprintFeedback = (typeof FEEDBACK)[number] | 'other';

/** One touch of a finger. */
export interface FingerprintSample {
  readonly feedback: FingerprintFeedback;
  /** How many good touches are still wanted; at 0 the finger is on the key. */
  readonly remainingSamples: number;
}

/** Reads lastEnrollSampleStatus (0x05) and remainingSamples (0x06). @throws CborError */
export function parseFingerprintSample(map: CborMap): FingerprintSample {
  return {
    feedback: FEEDBACK[getInteger(map, 0x05)] ?? 'other',
    remainingSamples: getInteger(map, 0x06),
  };
}
