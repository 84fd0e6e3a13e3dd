import type { AuditRecord } from './auditRecord.ts';

/** The columns of an export, and nothing else gets into one. None can hold a PIN, a name or a free text. */
const COLUMNS: Readonly<
  Record<string, (record: AuditRecord) => string | number | null | undefined>
> = {
  seq: ({ seq }) => seq,
  at: ({ at }) => at,
  phase: ({ phase }) => phase,
  action: ({ action }) => action,
  result: ({ result }) => result,
  actorId: ({ actorId }) => actorId,
  holderId: ({ holderId }) => holderId,
  enrolmentId: ({ enrolmentId }) => enrolmentId,
  keySerial: ({ keySerial, detail }) => keySerial ?? detail.keySerial,
  keyAaguid: ({ keyAaguid, detail }) => keyAaguid ?? detail.aaguid,
  approvalId: ({ approvalId }) => approvalId,
  authenticationContexts: ({ authentication }) => authentication?.acrs.join(' '),
  authenticatedAt: ({ authentication }) => authentication?.authTime,
  requestId: ({ requestId }) => requestId,
  graphRequestId: ({ graphRequestId }) => graphRequestId,
  graphCode: ({ detail }) => detail.graphCode,
  methodId: ({ detail }) => detail.methodId,
  profileId: ({ detail }) => detail.profileId,
  batchId: ({ detail }) => detail.batchId,
  invitationId: ({ detail }) => detail.invitationId,
  removalId: ({ detail }) => detail.removalId,
  previousHash: ({ previousHash }) => previousHash,
  hash: ({ hash }) => hash,
};

/**
 * What a spreadsheet takes for a formula, also behind blanks: = + - @ and their full-width forms, and the control
 * characters that some cut off or break a line at. An apostrophe is guarded too, so that the guard can be taken off again.
 */
const DANGEROUS = /^(?:[\t\r\n\0']|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** What RFC 4180 has in quotes, and blanks at an end, which some readers cut off. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** One cell (RFC 4180, always quoted); one that a spreadsheet would calculate gets an apostrophe in front. */
export function csvCell(text: string): string {
  return `"${guarded(text).replaceAll('"', '""')}"`;
}

/** One cell, quoted only where a reader needs it: for programs that split at commas. Guarded like {@link csvCell}. */
export function plainCsvCell(text: string): string {
  return NEEDS_QUOTES.test(guarded(text)) ? csvCell(text) : guarded(text);
}

function guarded(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** One line of cells. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** The first line of an export. */
export function csvHead(): string {
  return csvLine(Object.keys(COLUMNS));
}

/** A record as a line of an export. */
export function csvRecord(record: AuditRecord): string {
  return csvLine(Object.values(COLUMNS).map((cell) => String(cell(record) ?? '')));
}
