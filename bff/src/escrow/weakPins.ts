/** What people choose most and thieves try first, beyond what the rules below catch; lower case. */
const COMMON = new Set(
  `1004 1010 1122 1212 1313 1984 2000 2001 2012 2020 2580 4200 4321 5150 5683 6969 7410 7777 8520 9630
  007007 010203 101010 102030 112211 112233 121314 123321 123654 131313 142536 147852 147896 159357 159753 192837
  212121 232323 246810 314159 321654 332211 420420 456123 456789 520520 521521 654123 696969 741852 753951 778899
  789456 852456 963852 987654 998877 5201314 1314520 3141592 7758521 8675309 11223344 12341234 12344321 12345679
  14725836 15935728 19283746 20202020 27182818 31415926 36925814 74108520 78945612 88888888 98765421 10203040
  11235813 12131415 16180339 24681012 password passw0rd letmein1 welcome1 admin123 sunshine princess football
  baseball superman trustno1 iloveyou computer internet security changeme whatever starwars dragon monkey master
  qwerty123 abcd1234 abc12345 a1b2c3d4 1q2w3e4r 1qaz2wsx zaq12wsx pa55word p455w0rd secret99 summer22 winter23`.split(
    /\s+/,
  ),
);

/** Walks over a telephone's or computer's keys, each also backwards. */
const WALKS = [
  '147258369',
  '741852963',
  '123698745',
  '147896325',
  '159357',
  '753159',
  '1470258',
  '2580',
  '0852',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgb',
  '1qaz2wsx3edc4rfv5tgb',
  '1q2w3e4r5t6y7u8i9o0p',
  'abcdefghijklmnopqrstuvwxyz',
].flatMap((walk) => [walk, Array.from(walk).reverse().join('')]);

const FEWEST_DIFFERENT = 3;
const FEW_MATTERS_FROM = 6;

/**
 * Tells whether a PIN is among those a thief tries first: many thousands of every length by rule (repeats, sequences,
 * palindromes, dates, years, walks over the keyboard, hardly any different characters) and a list of favourites.
 * A holder of the key has eight tries, so a few thousand of a hundred million PINs are no loss.
 * @see NIST SP 800-63B-4 on blocklists of memorised secrets
 */
export function isWeakPin(pin: string): boolean {
  const text = pin.toLowerCase();
  return (
    COMMON.has(text) ||
    isRepeated(text) ||
    isSequence(text) ||
    isPalindrome(text) ||
    isDate(text) ||
    hasFewCharacters(text) ||
    WALKS.some((walk) => walk.includes(text)) ||
    isDoubledSequence(text)
  );
}

/** 11111111, 12121212, 123123, 12341234. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (Array.from(text).every((character, index) => character === text[index % period]))
      return true;
  }
  return false;
}

/** 12345678, 97531, 02468024: the same step from each character to the next, digits going round from 9 to 0. */
function isSequence(text: string): boolean {
  const isDigits = /^\d+$/.test(text);
  const steps = Array.from(text)
    .slice(1)
    .map((character, index) => {
      const step = character.charCodeAt(0) - text.charCodeAt(index);
      return isDigits ? (step + 10) % 10 : step;
    });
  return steps.every((step) => step === steps[0]);
}

function isPalindrome(text: string): boolean {
  return text === Array.from(text).reverse().join('');
}

/** Digits that read as a day: 24121984, 12241984, 19841224, and with two digits for the year. */
function isDate(text: string): boolean {
  if (!/^\d+$/.test(text)) return false;
  const at = (from: number, to: number) => Number(text.slice(from, to));
  if (text.length === 8) {
    return (
      (isYear(at(4, 8)) && isDayAndMonth(at(0, 2), at(2, 4))) ||
      (isYear(at(0, 4)) && isDayAndMonth(at(4, 6), at(6, 8)))
    );
  }
  if (text.length === 6)
    return isDayAndMonth(at(0, 2), at(2, 4)) || isDayAndMonth(at(2, 4), at(4, 6));
  return text.length === 4 && (isYear(at(0, 4)) || isDayAndMonth(at(0, 2), at(2, 4)));
}

function isYear(year: number): boolean {
  return year >= 1900 && year < 2100;
}

/** In either order. */
function isDayAndMonth(a: number, b: number): boolean {
  const fits = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return fits(a, b) || fits(b, a);
}

function hasFewCharacters(text: string): boolean {
  return text.length >= FEW_MATTERS_FROM && new Set(text).size < FEWEST_DIFFERENT;
}

/** 11223344: a sequence with every character twice. */
function isDoubledSequence(text: string): boolean {
  const halves = Array.from(text)
    .filter((_, index) => index % 2 === 0)
    .join('');
  const isDoubled = Array.from(text).every((character, index) => character === halves[index >> 1]);
  return isDoubled && isSequence(halves);
}
