import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { BatchPerson, BatchPersonState } from '#shared/api/index.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { AppError } from '#shared/failure/appError.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { ownEnrolment, standing, standsAt } from './standing.ts';

/** Which people of a batch to read: those after a position, in list order. */
export interface PeopleFilter {
  readonly after?: number | undefined;
  readonly state?: BatchPersonState | undefined;
  /** Anywhere in the name or the user principal name. */
  readonly query?: string | undefined;
  readonly limit: number;
}

/** Reads people of a batch in list order. */
export async function readPeople(
  queries: Queries,
  batchId: string,
  { after = 0, state, query, limit }: PeopleFilter,
  now: Date,
): Promise<BatchPerson[]> {
  const isAfter = gt(batchPeople.position, after);
  const isWanted = state && standsAt(state, queries, batchId, now);
  const isOfBatch = eq(batchPeople.batchId, batchId);
  const isCalled = query === undefined ? undefined : hasInName(query);
  return readWhere(queries, and(isOfBatch, isAfter, isWanted, isCalled), limit, now);
}

/** Not with `like`: what somebody types is no pattern. */
function hasInName(query: string): SQL {
  const text = query.toLowerCase();
  const has = (column: typeof batchPeople.displayName | typeof batchPeople.userPrincipalName) =>
    sql`strpos(lower(${column}), ${text}) > 0`;
  return sql`(${has(batchPeople.displayName)} or ${has(batchPeople.userPrincipalName)})`;
}

/** Reads one of them. @throws AppError `not_found`. */
export async function readPerson(
  queries: Queries,
  batchId: string,
  userId: string,
  now: Date,
): Promise<BatchPerson> {
  const isTheirs = and(eq(batchPeople.batchId, batchId), eq(batchPeople.userId, userId));
  const [person] = await readWhere(queries, isTheirs, 1, now);
  if (person === undefined) throw new AppError('not_found', 'nobody of this batch');
  return person;
}

async function readWhere(
  queries: Queries,
  isWanted: SQL | undefined,
  limit: number,
  now: Date,
): Promise<BatchPerson[]> {
  const rows = await selectPeople(queries, now)
    .where(isWanted)
    .orderBy(asc(batchPeople.position))
    .limit(limit);
  const ids = rows.flatMap(({ person }) => person.enrolmentId ?? []);
  const facts = await readFacts(queries, ids);
  return rows.map((row) => personView(row, facts.get(row.person.enrolmentId ?? '') ?? NO_FACTS));
}

function selectPeople(queries: Queries, now: Date) {
  return queries
    .select({
      person: batchPeople,
      state: standing(now),
      operatorId: enrolments.operatorId,
      operatorName: enrolments.operatorName,
      startedAt: enrolments.startedAt,
      endedAt: enrolments.endedAt,
    })
    .from(batchPeople)
    .leftJoin(enrolments, ownEnrolment);
}

type PersonRow = Awaited<ReturnType<typeof selectPeople>>[number];
type Facts = Pick<BatchPerson, 'key' | 'methodId' | 'code' | 'oldKeysKept'>;
const NO_FACTS: Facts = { key: null, methodId: null, code: null, oldKeysKept: [] };

/** What of a journal stands beside a person. The other lines, attestations among them, are not read. */
const TELLING: readonly JournalEvent['type'][] = [
  'keyBound',
  'registered',
  'registrationUndone',
  'oldKeyKept',
  'rolledBack',
];

async function readFacts(queries: Queries, enrolmentIds: readonly string[]) {
  const facts = new Map<string, Facts>();
  if (enrolmentIds.length === 0) return facts;
  const lines = await queries
    .select({ enrolmentId: journal.enrolmentId, event: journal.event })
    .from(journal)
    .where(
      and(
        inArray(journal.enrolmentId, [...enrolmentIds]),
        inArray(sql`${journal.event}->>'type'`, [...TELLING]),
      ),
    )
    .orderBy(asc(journal.enrolmentId), asc(journal.seq));
  for (const { enrolmentId, event } of lines) {
    facts.set(enrolmentId, afterEvent(facts.get(enrolmentId) ?? NO_FACTS, event));
  }
  return facts;
}

function afterEvent(facts: Facts, event: JournalEvent): Facts {
  switch (event.type) {
    case 'keyBound': {
      const { identity, productName, firmwareVersion } = event.key;
      const name = keyName(identity.aaguid, productName) ?? '';
      return { ...facts, key: { identity, productName: name, model: null, firmwareVersion } };
    }
    case 'registered':
      return {
        ...facts,
        methodId: event.methodId,
        key: facts.key && { ...facts.key, model: event.model },
      };
    case 'registrationUndone':
      return { ...facts, methodId: null };
    case 'oldKeyKept': {
      const { methodId, code } = event;
      return { ...facts, oldKeysKept: [...facts.oldKeysKept, { methodId, code }] };
    }
    case 'rolledBack':
      return { ...facts, code: event.code };
    default:
      return facts;
  }
}

function personView(row: PersonRow, facts: Facts): BatchPerson {
  const { person, state } = row;
  const { userId, displayName, userPrincipalName } = person;
  const endedAt = row.endedAt ?? person.failedAt;
  return {
    position: person.position,
    holder: { id: userId, displayName, userPrincipalName },
    serial: person.serial,
    state,
    enrolmentId: person.enrolmentId,
    operator: operatorOf(row),
    key: facts.key,
    methodId: facts.methodId,
    oldKeysKept: facts.oldKeysKept,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    code: state === 'failed' ? (facts.code ?? person.code) : null,
    reason: person.reason,
  };
}

function operatorOf({ person, state, operatorId, operatorName }: PersonRow) {
  if (operatorId !== null) return { id: operatorId, displayName: operatorName };
  if (state !== 'claimed' || person.claimedById === null) return null;
  return { id: person.claimedById, displayName: person.claimedByName };
}
