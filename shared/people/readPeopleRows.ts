import { type PeopleColumns, readHeading } from './columns.ts';
import { isSerialLike, readReference, readSerial, referenceKey } from './reference.ts';

/** A row of a list, with the line of the text that it begins on, counted from 1. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Somebody on a list; what the list calls them, and the key it gives them. */
export interface ListedPerson {
  readonly reference: string;
  readonly serial: string | null;
  readonly line: number;
}

/** Why a row was left out. */
export type RowProblem =
  | 'nobody_named'
  | 'several_named'
  | 'serial_malformed'
  | 'serial_repeated'
  | 'second_serial';

/** A row that was left out. `text` is its beginning, for the eye of who wrote the list. */
export interface LeftOutRow {
  readonly line: number;
  readonly problem: RowProblem;
  readonly text: string;
}

/** What became of all rows: each is somebody, somebody again, or named as left out. */
export interface PeopleList {
  readonly people: readonly ListedPerson[];
  readonly leftOut: readonly LeftOutRow[];
  /** Rows that named somebody who was on the list already. */
  readonly repeated: number;
}

const MOST_TEXT = 60;

type Named = { readonly reference: string; readonly serial: string | null } | RowProblem;

function readByColumns(cells: readonly string[], columns: PeopleColumns): Named {
  const references = columns.person.map((index) => readReference(cells[index] ?? ''));
  const reference = references.find((one) => one !== null);
  if (reference === undefined || reference === null) return 'nobody_named';
  const written = columns.serial === null ? '' : (cells[columns.serial] ?? '').trim();
  if (written === '') return { reference, serial: null };
  const serial = readSerial(written);
  return serial === null ? 'serial_malformed' : { reference, serial };
}

/** Without a heading: the one cell that names somebody, and the one beside it that looks like a serial number. */
function readByLook(cells: readonly string[]): Named {
  const references = cells.map(readReference).filter((one) => one !== null);
  const [reference] = references;
  if (reference === undefined) return 'nobody_named';
  if (new Set(references.map(referenceKey)).size > 1) return 'several_named';
  const serials = cells.filter(isSerialLike);
  return { reference, serial: serials.length === 1 ? (serials[0]?.trim() ?? null) : null };
}

/** Recipients in one line, as mail programs copy them, are a row each. */
function spread(rows: readonly TextRow[]): readonly TextRow[] {
  const [only] = rows;
  if (rows.length !== 1 || only === undefined) return rows;
  const { line, cells } = only;
  const isPair = cells.length === 2 && cells.some(isSerialLike);
  return isPair
    ? rows
    : cells.filter((cell) => cell.trim() !== '').map((cell) => ({ line, cells: [cell] }));
}

/**
 * Reads who is on a list. A row that names nobody is left out by its line and the rest goes on; nobody is on the list twice.
 * @param rows without comments; empty ones do not count
 */
export function readPeopleRows(rows: readonly TextRow[]): PeopleList {
  const written = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const columns = readHeading(written[0]?.cells ?? []);
  const people = new Map<string, ListedPerson>();
  const serials = new Set<string>();
  const leftOut: LeftOutRow[] = [];
  let repeated = 0;
  for (const { line, cells } of columns === null ? spread(written) : written.slice(1)) {
    const leave = (problem: RowProblem) =>
      leftOut.push({ line, problem, text: cells.join(' ').trim().slice(0, MOST_TEXT) });
    const named = columns === null ? readByLook(cells) : readByColumns(cells, columns);
    if (typeof named === 'string') {
      leave(named);
      continue;
    }
    const key = referenceKey(named.reference);
    const known = people.get(key);
    const isNewSerial = named.serial !== null && named.serial !== known?.serial;
    if (isNewSerial && known !== undefined) leave('second_serial');
    else if (isNewSerial && serials.has(named.serial)) leave('serial_repeated');
    else if (known !== undefined) repeated += 1;
    else people.set(key, { ...named, line });
    if (named.serial !== null) serials.add(named.serial);
  }
  return { people: [...people.values()], leftOut, repeated };
}
