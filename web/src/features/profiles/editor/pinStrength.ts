import type { PinPolicy } from '#shared/enrolment/profile.ts';

/** How many characters a PIN is drawn from; letters that look like others are left out. */
const CHARACTERS = { digits: 10, alphanumeric: 31 } as const;
const MOST_IN_WORDS = 15;

const inWords = new Intl.NumberFormat('en', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumFractionDigits: 0,
});

/** How many PINs there are to draw from, in words. Null where the length is none yet. */
export function pinCount({
  length,
  alphabet,
}: Pick<Extract<PinPolicy, { source: 'random' }>, 'length' | 'alphabet'>): string | null {
  if (!Number.isInteger(length) || length < 1) return null;
  const digits = length * Math.log10(CHARACTERS[alphabet]);
  return digits < MOST_IN_WORDS
    ? `${inWords.format(10 ** digits)} PINs`
    : `so many PINs that the number has ${Math.floor(digits) + 1} digits`;
}
