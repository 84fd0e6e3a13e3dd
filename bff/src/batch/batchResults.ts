import { csvLine, plainCsvCell } from '#bff/audit/auditCsv.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { BatchPerson, BatchResultsFormat } from '#shared/api/index.ts';
import { firmwareText } from '#shared/enrolment/firmwareText.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { type BatchAction, intentOf, outcomeOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';
import { readBatchRow } from './batchView.ts';
import { readPeople } from './peopleView.ts';

type Columns = Readonly<
  Record<string, (person: BatchPerson) => string | number | null | undefined>
>;

/** Nothing else gets into a file: no PIN, and no text of which a spreadsheet would make a formula. */
const COLUMNS: Readonly<Record<BatchResultsFormat, Columns>> = {
  scripts: {
    '#upn': ({ holder }) => holder.userPrincipalName,
    entraIDAuthMethodObjectId: ({ methodId }) => methodId,
    serialNumber: ({ key }) => key?.identity.serial,
  },
  full: {
    position: ({ position }) => position,
    userPrincipalName: ({ holder }) => holder.userPrincipalName,
    displayName: ({ holder }) => holder.displayName,
    userId: ({ holder }) => holder.id,
    status: ({ state }) => state,
    code: ({ code }) => code,
    reason: ({ reason }) => reason,
    assignedSerial: ({ serial }) => serial,
    serialNumber: ({ key }) => key?.identity.serial,
    aaguid: ({ key }) => key?.identity.aaguid,
    product: ({ key }) => key?.productName,
    model: ({ key }) => key?.model,
    firmware: ({ key }) => firmwareOf(key),
    entraIDAuthMethodObjectId: ({ methodId }) => methodId,
    oldKeysKept: ({ oldKeysKept }) => oldKeysKept.map(({ code }) => code).join(' '),
    startedAt: ({ startedAt }) => startedAt,
    endedAt: ({ endedAt }) => endedAt,
    operatorId: ({ operator }) => operator?.id,
    operator: ({ operator }) => operator?.displayName,
    enrolmentId: ({ enrolmentId }) => enrolmentId,
  },
};
function firmwareOf(key: BatchPerson['key']): string | null {
  const version = key?.firmwareVersion ?? null;
  return version === null ? null : firmwareText(version);
}

/** The scripts write and read lines without quotes, and their heading has blanks after its commas. */
const LINES: Readonly<
  Record<BatchResultsFormat, { head: string; line(cells: readonly string[]): string }>
> = {
  scripts: {
    head: `${Object.keys(COLUMNS.scripts).join(', ')}\r\n`,
    line: (cells) => `${cells.map(plainCsvCell).join(',')}\r\n`,
  },
  full: { head: csvLine(Object.keys(COLUMNS.full)), line: csvLine },
};
const ROWS_AT_ONCE = 500;

/**
 * The results of a batch as CSV (RFC 4180), in parts as they are read. That they were taken is a record itself: without it
 * nothing is given.
 * @throws AppError `not_found`, `audit_unavailable`.
 */
export async function takeResults(
  parts: BatchParts,
  batchId: string,
  format: BatchResultsFormat,
  actor: Actor,
): Promise<AsyncGenerator<string>> {
  await parts.store.read((queries) => readBatchRow(queries, batchId));
  const said = { action: 'exportBatchResults', batchId, actor, detail: { format } };
  await parts.store.transaction((queries) => parts.audit.append(queries, intentOf(said)));
  return readLines(parts, said, format);
}

async function* readLines(
  parts: BatchParts,
  said: BatchAction,
  format: BatchResultsFormat,
): AsyncGenerator<string> {
  const columns = Object.values(COLUMNS[format]);
  const { head, line } = LINES[format];
  const state = format === 'scripts' ? ('done' as const) : undefined;
  let after = 0;
  let count = 0;
  let result = 'cancelled';
  try {
    yield head;
    for (;;) {
      const filter = { after, state, limit: ROWS_AT_ONCE };
      const now = new Date(parts.now());
      const people = await parts.store.read((queries) =>
        readPeople(queries, said.batchId, filter, now),
      );
      const last = people.at(-1);
      if (last === undefined) break;
      after = last.position;
      count += people.length;
      yield people
        .map((person) => line(columns.map((cell) => String(cell(person) ?? ''))))
        .join('');
    }
    result = 'ok';
  } catch (error) {
    result = failureCodeOf(error);
    throw error;
  } finally {
    const counted = { ...said, detail: { format, count } };
    await parts.store.transaction((queries) =>
      parts.audit.append(queries, outcomeOf(counted, result)),
    );
  }
}
