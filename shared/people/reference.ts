const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NAME_WITH_DOMAIN = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,255}$/;
/** As mail programs write recipients: `Adele Vance <adele.vance@contoso.example>`. */
const IN_BRACKETS = /<([^<>]+)>\s*$/;

/**
 * What a cell says of a person: an object id, or a user principal name or mail address, in the spelling of the list.
 * Null for anything else. Whether somebody is called so only the directory knows.
 */
export function readReference(cell: string): string | null {
  const text = (IN_BRACKETS.exec(cell)?.[1] ?? cell).trim();
  return OBJECT_ID.test(text) || NAME_WITH_DOMAIN.test(text) ? text : null;
}

/** The same reference, however it is spelled: Entra does not tell upper from lower case. */
export function referenceKey(reference: string): string {
  return reference.toLowerCase();
}

const SERIAL = /^[0-9A-Za-z-]{4,32}$/;
const DIGITS = /^\d{5,20}$/;

/** A key's serial number; null for a cell that cannot be one. */
export function readSerial(cell: string): string | null {
  const text = cell.trim();
  return SERIAL.test(text) ? text : null;
}

/** Whether a cell without a heading is meant as a serial number. */
export function isSerialLike(cell: string): boolean {
  return DIGITS.test(cell.trim());
}
