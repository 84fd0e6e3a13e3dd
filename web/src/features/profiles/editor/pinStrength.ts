import type { PinPolicy } from '#shared/enrolment/profile.ts';
import { locale } from '#web/presentation/language.ts';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';

/** How many characters a PIN is drawn from; letters that look like others are left out. */
const CHARACTERS = { digits: 10, alphanumeric: 31 } as const;
const MOST_IN_WORDS = 15;

const inWords = new Intl.NumberFormat(locale, {
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
    ? words.pinCount(inWords.format(10 ** digits))
    : words.pinCountDigits(Math.floor(digits) + 1);
}
