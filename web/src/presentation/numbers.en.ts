// Beside numbers.de.ts, not shared with it: what German words import must not lie in the first file of the page (german.ts).
const number = new Intl.NumberFormat('en-GB');
const rules = new Intl.PluralRules('en-GB');

/** A number as English writes it. */
export const digits = (value: number) => number.format(value);

/** The form of a word that goes with a number. */
export const plural = (value: number, one: string, other: string) =>
  rules.select(value) === 'one' ? one : other;
