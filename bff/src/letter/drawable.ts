/** What PDF's own fonts can draw beyond Latin-1 (WinAnsiEncoding, ISO 32000-1 annex D). */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const LONGEST_LINE = 120;

/** Tells whether PDF's own fonts have every character of a text. */
export function isDrawable(text: string): boolean {
  return [...text].every(isDrawableCharacter);
}

/**
 * A text from outside as one harmless line: composed, without control and direction characters, not longer than a line
 * may be. What the fonts lack becomes a question mark.
 */
export function drawableLine(text: string): string {
  const line = [...tidy(text)].map((letter) => (isDrawableCharacter(letter) ? letter : '?'));
  return line.length <= LONGEST_LINE ? line.join('') : `${line.slice(0, LONGEST_LINE).join('')}…`;
}

/** A text as one line of visible characters. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
}

function isDrawableCharacter(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  const isLatin1 = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff && code !== 0xad);
  return isLatin1 || BEYOND_LATIN_1.includes(letter);
}
