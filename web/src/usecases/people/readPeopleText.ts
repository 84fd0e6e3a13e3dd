import Papa from 'papaparse';
import { readHeading } from '#shared/people/columns.ts';
import { type PeopleList, readPeopleRows, type TextRow } from '#shared/people/readPeopleRows.ts';

const SEPARATORS = [',', ';', '\t'];
/** What spreadsheets write first to tell each other the separator. */
const SEPARATOR_LINE = /^sep=(.)$/i;

function firstLineOf(lines: readonly string[]): number {
  return lines.findIndex((line) => line.trim() !== '');
}

/**
 * The heading of the Yubico scripts' files begins with `#`, which makes it a comment everywhere else: it is one that names
 * a person's column. Blanked lines keep the numbers of the others.
 */
function prepare(text: string): { readonly body: string; readonly separator: string | undefined } {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .split('\n');
  let first = firstLineOf(lines);
  const declared = SEPARATOR_LINE.exec(lines[first] ?? '')?.[1];
  if (declared !== undefined) {
    lines[first] = '';
    first = firstLineOf(lines);
  }
  const heading = lines[first] ?? '';
  const separator =
    declared ??
    SEPARATORS.find((one) => heading.includes(one) && readHeading(heading.split(one)) !== null);
  if (heading.startsWith('#') && separator !== undefined) lines[first] = heading.slice(1);
  return { body: lines.join('\n'), separator };
}

/** The first rows tell which separator makes sense of them. */
const TRIAL_ROWS = 200;

function bestSeparator(body: string): string | undefined {
  const worth = (separator: string) => {
    const { people, leftOut } = readPeopleRows(rowsOf(body, separator, TRIAL_ROWS));
    return people.length - leftOut.length;
  };
  const found = SEPARATORS.filter((separator) => body.includes(separator));
  return found.length < 2 ? found[0] : found.sort((a, b) => worth(b) - worth(a))[0];
}

function rowsOf(body: string, separator: string, most = 0): readonly TextRow[] {
  const rows: TextRow[] = [];
  let read = 0;
  let line = 1;
  Papa.parse<string[]>(body, {
    delimiter: separator,
    newline: '\n',
    comments: '#',
    preview: most,
    step: ({ data, meta }) => {
      // The row ends before the cursor; what it spans and the comments before it all count as lines.
      const inRow = data.join('').split('\n').length - 1;
      const end = Math.min(meta.cursor, body.length);
      const isLast = end === body.length && !body.endsWith('\n');
      for (; read < end; read += 1) if (body[read] === '\n') line += 1;
      rows.push({ line: line - inRow - (isLast ? 0 : 1), cells: data });
    },
  });
  return rows;
}

/**
 * Reads who is on a list that was pasted or dropped: comma, semicolon or tab, quoted or not, with or without a heading,
 * comments after `#`.
 */
export function readPeopleText(text: string): PeopleList {
  const { body, separator } = prepare(text);
  return readPeopleRows(rowsOf(body, separator ?? bestSeparator(body) ?? ','));
}
