import type { PlanRemoval } from '#shared/api/removals.ts';

type By = PlanRemoval['what']['by'];

/** How many a list may have. */
export const MOST: Readonly<Record<By, number>> = { people: 100, serials: 200, model: 1 };

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The entries of a list: the first column of each line, without quotes, headings that begin with # and what stands there twice. */
export function readList(text: string): string[] {
  const first = text
    .split(/\r?\n/)
    .map((line) => (line.split(/[,;\t]/)[0] ?? '').trim().replaceAll('"', ''));
  return [...new Set(first.filter((entry) => entry !== '' && !entry.startsWith('#')))];
}

/** What is to be removed by that list, or what is wrong with it. */
export function readWhat(
  by: By,
  text: string,
): PlanRemoval['what'] | 'missing' | 'tooMany' | 'badModel' {
  const entries = readList(text);
  const [first] = entries;
  if (first === undefined) return 'missing';
  if (entries.length > MOST[by]) return 'tooMany';
  switch (by) {
    case 'people':
      return { by, references: entries };
    case 'serials':
      return { by, serials: entries };
    case 'model':
      return GUID.test(first) ? { by, aaguid: first } : 'badModel';
  }
}
