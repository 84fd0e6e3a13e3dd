import { lostKeyMessages as words } from '#web/presentation/messages.lostKey.ts';

/** A key as its holder knows it: with the number that is printed on it. */
export function keyTitle(name: string, serial: string | null): string {
  const known = name === '' ? words.unnamed : name;
  return serial === null || known.includes(serial) ? known : `${known} (${serial})`;
}
