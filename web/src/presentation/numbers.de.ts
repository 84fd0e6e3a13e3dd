// Beside numbers.en.ts, not shared with it: what German words import must not lie in the first file of the page (german.ts).
const number = new Intl.NumberFormat('de-DE');
const rules = new Intl.PluralRules('de-DE');

/** A number as German writes it. */
export const digits = (value: number) => number.format(value);

/** The form of a word that goes with a number. */
export const plural = (value: number, one: string, other: string) =>
  rules.select(value) === 'one' ? one : other;
