import { readReference } from './reference.ts';

/** Where in a row the person and their key's serial number stand. */
export interface PeopleColumns {
  /** By preference: the first that holds a person counts. */
  readonly person: readonly number[];
  readonly serial: number | null;
}

/**
 * Headings of a person's column, as letters only, the surest first. `username` is `#User.Name` of the Yubico scripts'
 * `usersToRegister.csv`, which holds the user principal name; its `User.ID` is a WebAuthn user handle and names nobody here.
 */
const PERSON = [
  'userprincipalname',
  'upn',
  'username',
  'login',
  'objectid',
  'id',
  'person',
  'user',
  'email',
  'emailaddress',
  'mail',
];
const SERIAL = ['serialnumber', 'serial', 'serialid', 'keyserial'];

function lettersOf(cell: string): string {
  return cell.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** The columns that a heading names; null when the row is no heading. */
export function readHeading(cells: readonly string[]): PeopleColumns | null {
  if (cells.some((cell) => readReference(cell) !== null)) return null;
  const names = cells.map(lettersOf);
  const person = PERSON.map((name) => names.indexOf(name)).filter((index) => index !== -1);
  if (person.length === 0) return null;
  const serial = SERIAL.map((name) => names.indexOf(name)).find((index) => index !== -1);
  return { person, serial: serial ?? null };
}
