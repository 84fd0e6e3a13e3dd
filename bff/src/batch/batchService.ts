import type { z } from 'zod';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type {
  AddBatchPeople,
  addedBatchPeople,
  Batch,
  BatchPerson,
  BatchPersonState,
  BatchResultsFormat,
  ChangeBatchPerson,
  ChangeBatchState,
  NextInBatch,
  NextOfBatch,
} from '#shared/api/index.ts';
import { addPeople } from './addPeople.ts';
import type { BatchParts } from './batchParts.ts';
import { takeResults } from './batchResults.ts';
import { readBatch, readBatches, readBatchRow } from './batchView.ts';
import { changePerson, changeState, retryFailed } from './changeBatch.ts';
import { insertBatch, type NewBatch } from './createBatch.ts';
import { nextInBatch } from './nextInBatch.ts';
import { readPeople, readPerson } from './peopleView.ts';

/** Which people of a batch are wanted. */
export interface PeopleQuery {
  readonly after?: number | undefined;
  readonly state?: BatchPersonState | undefined;
  readonly query?: string | undefined;
}

/** Batches as the routes use them. Failures: AppError and GraphError, as the contract says for each (shared/api/batches.ts). */
export interface BatchService {
  list(): Promise<Batch[]>;
  create(body: NewBatch, actor: Actor): Promise<Batch>;
  show(id: string): Promise<Batch>;
  addPeople(
    id: string,
    body: AddBatchPeople,
    actor: Actor,
  ): Promise<z.infer<typeof addedBatchPeople>>;
  people(id: string, query: PeopleQuery): Promise<{ people: BatchPerson[]; next: number | null }>;
  changeState(id: string, body: ChangeBatchState, actor: Actor): Promise<Batch>;
  next(id: string, body: NextInBatch, actor: Actor): Promise<NextOfBatch>;
  changePerson(
    id: string,
    userId: string,
    body: ChangeBatchPerson,
    actor: Actor,
  ): Promise<BatchPerson>;
  retryFailed(id: string, actor: Actor): Promise<number>;
  /** CSV, in parts. */
  results(id: string, format: BatchResultsFormat, actor: Actor): Promise<AsyncIterable<string>>;
}

const PAGE = 200;

/** Builds the {@link BatchService}. */
export function createBatchService(parts: BatchParts): BatchService {
  const { store } = parts;
  const now = () => new Date(parts.now());
  const show = (id: string) => store.read((queries) => readBatch(queries, id, now()));
  return {
    list: () => store.read((queries) => readBatches(queries, now())),
    create: async (body, actor) => show(await insertBatch(parts, body, actor)),
    show,
    addPeople: (id, body, actor) => addPeople(parts, id, body, actor),
    people: (id, query) =>
      store.read(async (queries) => {
        await readBatchRow(queries, id);
        const read = await readPeople(queries, id, { ...query, limit: PAGE + 1 }, now());
        const people = read.slice(0, PAGE);
        const next = read.length > PAGE ? (people.at(-1)?.position ?? null) : null;
        return { people, next };
      }),
    async changeState(id, body, actor) {
      await changeState(parts, id, body, actor);
      return show(id);
    },
    next: (id, body, actor) => nextInBatch(parts, id, body, actor),
    async changePerson(id, userId, body, actor) {
      await changePerson(parts, id, userId, body, actor);
      return store.read((queries) => readPerson(queries, id, userId, now()));
    },
    retryFailed: (id, actor) => retryFailed(parts, id, actor),
    results: (id, format, actor) => takeResults(parts, id, format, actor),
  };
}
