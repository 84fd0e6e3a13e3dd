import { Secret } from '#bff/log/secret.ts';
import { isWeakPin } from './weakPins.ts';

/** Letters that look like another one or like a digit are left out: 0 O, 1 I L. */
const ALPHABETS = {
  digits: '0123456789',
  alphanumeric: '23456789ABCDEFGHJKMNPQRSTUVWXYZ',
} as const;

/** What to draw: `length` in code points. */
export interface PinRecipe {
  readonly length: number;
  readonly alphabet: keyof typeof ALPHABETS;
}

const BYTE_VALUES = 256;
const MOST_DRAWS = 1_000;

/**
 * Draws a PIN, each that is not weak as likely as any other: bytes that would favour some characters are thrown away,
 * and so are weak PINs as a whole.
 * @param randomBytes a cryptographic generator.
 */
export function drawPin(
  recipe: PinRecipe,
  randomBytes: (length: number) => Uint8Array,
): Secret<string> {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const pin = drawText(recipe, randomBytes);
    if (!isWeakPin(pin)) return new Secret(pin);
  }
  throw new TypeError('The random generator gives nothing but weak PINs.');
}

function drawText(recipe: PinRecipe, randomBytes: (length: number) => Uint8Array): string {
  const alphabet = ALPHABETS[recipe.alphabet];
  const fair = BYTE_VALUES - (BYTE_VALUES % alphabet.length);
  let text = '';
  while (text.length < recipe.length) {
    const bytes = randomBytes(recipe.length * 2);
    for (const byte of bytes) {
      if (byte < fair && text.length < recipe.length) text += alphabet[byte % alphabet.length];
    }
    bytes.fill(0);
  }
  return text;
}
