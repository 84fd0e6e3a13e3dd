import { and, eq, inArray, or } from 'drizzle-orm';
import type { z } from 'zod';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { Directory } from '#bff/graph/directory.ts';
import { batchPeople } from '#bff/store/batchPeopleTable.ts';
import { batches } from '#bff/store/batchTable.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { AddBatchPeople, addedBatchPeople, Person } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './batchAudit.ts';
import type { BatchParts } from './batchParts.ts';
import { readBatchRow } from './batchView.ts';

type Added = z.infer<typeof addedBatchPeople>;

/** Look-ups at once: a list must not use up what people at keys need of the directory. */
const AT_ONCE = 8;
const ROWS_PER_INSERT = 100;

/**
 * Adds people at the end of a batch, in the order given. Their names are those of the directory now.
 * @throws AppError `not_found`, `conflict` once it is stopping, `request_invalid` without a serial where keys are assigned;
 * GraphError when the directory cannot be asked: then nobody was added.
 */
export async function addPeople(
  parts: BatchParts,
  batchId: string,
  { people }: AddBatchPeople,
  actor: Actor,
): Promise<Added> {
  const batch = await parts.store.read((queries) => readBatchRow(queries, batchId));
  const isAssigned = batch.assignment === 'serials';
  const wanted = new Map(
    people.map(({ userId, serial }) => [userId.toLowerCase(), isAssigned ? serial : null]),
  );
  if (isAssigned && [...wanted.values()].includes(null)) {
    throw new AppError('request_invalid', 'somebody has no key in a batch with assigned keys');
  }
  const before = await parts.store.read((queries) => findPresent(queries, batchId, wanted));
  const news = [...wanted.keys()].filter((id) => !before.people.has(id));
  const found = await lookUp(parts.directory, news);
  return parts.store.transaction(async (queries) => {
    // Whoever adds to this batch at the same time waits here.
    const [locked] = await queries
      .select({ state: batches.state, lastPosition: batches.lastPosition })
      .from(batches)
      .where(eq(batches.id, batchId))
      .for('no key update');
    if (locked === undefined || locked.state === 'stopping') {
      throw new AppError('conflict', 'nobody is added to a batch that is stopping');
    }
    const present = await findPresent(queries, batchId, wanted);
    const rows: (typeof batchPeople.$inferInsert)[] = [];
    const serialsTaken: string[] = [];
    let position = locked.lastPosition;
    for (const [userId, serial] of wanted) {
      const person = found.get(userId);
      if (person === undefined || present.people.has(userId)) continue;
      if (serial !== null && present.serials.has(serial)) {
        serialsTaken.push(userId);
        continue;
      }
      if (serial !== null) present.serials.add(serial);
      position += 1;
      const { displayName, userPrincipalName } = person;
      rows.push({ batchId, position, userId, displayName, userPrincipalName, serial });
    }
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      await queries.insert(batchPeople).values(rows.slice(from, from + ROWS_PER_INSERT));
    }
    await queries.update(batches).set({ lastPosition: position }).where(eq(batches.id, batchId));
    const detail = { count: rows.length };
    const records = wholeOf({ action: 'addBatchPeople', batchId, actor, detail });
    await parts.audit.append(queries, ...records);
    return {
      added: rows.length,
      already: [...wanted.keys()].filter((id) => present.people.has(id)).length,
      unknown: news.filter((id) => !found.has(id)),
      serialsTaken,
    };
  });
}

/** Which of these people, and which of these keys, the batch has. */
async function findPresent(
  queries: Queries,
  batchId: string,
  wanted: ReadonlyMap<string, string | null>,
) {
  const serials = [...wanted.values()].filter((serial) => serial !== null);
  const rows = await queries
    .select({ userId: batchPeople.userId, serial: batchPeople.serial })
    .from(batchPeople)
    .where(
      and(
        eq(batchPeople.batchId, batchId),
        or(
          inArray(batchPeople.userId, [...wanted.keys()]),
          serials.length > 0 ? inArray(batchPeople.serial, serials) : undefined,
        ),
      ),
    );
  return {
    people: new Set(rows.map(({ userId }) => userId).filter((id) => wanted.has(id))),
    serials: new Set(rows.flatMap(({ serial }) => serial ?? [])),
  };
}

async function lookUp(directory: Directory, ids: readonly string[]) {
  const found = new Map<string, Person>();
  const left = [...ids];
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      try {
        found.set(id, await directory.getPerson(id, { class: 'bulk' }));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'user_not_found') {
          left.length = 0;
          throw error;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}
