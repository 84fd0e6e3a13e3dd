import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { streamText } from '#bff/http/streamText.ts';
import {
  addBatchPeople,
  addedBatchPeople,
  batch,
  batchList,
  batchPeople,
  batchPeopleQuery,
  batchPerson,
  batchResultsFormat,
  changeBatchPerson,
  changeBatchState,
  createBatch,
  guid,
  nextInBatch,
  nextOfBatch,
  retriedBatch,
} from '#shared/api/index.ts';

const params = z.object({ id: guid });
const personParams = params.extend({ userId: guid });

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: json(schema) });

const list = defineRoute({
  method: 'get',
  path: '/batches',
  operationId: 'listBatches',
  summary: 'Batches, newest first, at most 100',
  responses: { 200: { description: 'The batches', content: json(batchList) } },
});

const create = defineRoute({
  method: 'post',
  path: '/batches',
  operationId: 'createBatch',
  summary: 'Make a batch without people',
  request: { body: body(createBatch) },
  responses: { 201: { description: 'The batch', content: json(batch) } },
});

const show = defineRoute({
  method: 'get',
  path: '/batches/{id}',
  operationId: 'getBatch',
  summary: 'One batch with its counts and pace',
  request: { params },
  responses: { 200: { description: 'The batch', content: json(batch) } },
});

const add = defineRoute({
  method: 'post',
  path: '/batches/{id}/people',
  operationId: 'addBatchPeople',
  summary: 'Add people at the end of a batch, at most 200 at once',
  request: { params, body: body(addBatchPeople) },
  responses: { 200: { description: 'What came of each', content: json(addedBatchPeople) } },
});

const people = defineRoute({
  method: 'get',
  path: '/batches/{id}/people',
  operationId: 'listBatchPeople',
  summary: 'The people of a batch in list order, at most 200',
  request: { params, query: batchPeopleQuery },
  responses: { 200: { description: 'People', content: json(batchPeople) } },
});

const changeState = defineRoute({
  method: 'post',
  path: '/batches/{id}/state',
  operationId: 'changeBatchState',
  summary: 'Start, pause, resume or end a batch',
  request: { params, body: body(changeBatchState) },
  responses: { 200: { description: 'The batch', content: json(batch) } },
});

const next = defineRoute({
  method: 'post',
  path: '/batches/{id}/next',
  operationId: 'nextInBatch',
  summary: 'Open the enrolment of the person whom the plugged key is for',
  request: { params, body: body(nextInBatch) },
  responses: {
    201: { description: 'The enrolment and the person', content: json(nextOfBatch) },
  },
});

const changePerson = defineRoute({
  method: 'post',
  path: '/batches/{id}/people/{userId}',
  operationId: 'changeBatchPerson',
  summary: 'Leave somebody out, or have them wait again',
  request: { params: personParams, body: body(changeBatchPerson) },
  responses: { 200: { description: 'The person', content: json(batchPerson) } },
});

const retry = defineRoute({
  method: 'post',
  path: '/batches/{id}/retry',
  operationId: 'retryBatch',
  summary: 'Have everybody wait again who failed',
  request: { params },
  responses: { 200: { description: 'How many', content: json(retriedBatch) } },
});

const results = defineRoute({
  method: 'get',
  path: '/batches/{id}/results',
  operationId: 'exportBatchResults',
  summary: 'What came of a batch, as a file; that it was taken is a record itself',
  request: { params, query: z.object({ format: batchResultsFormat }) },
  responses: {
    200: { description: 'CSV (RFC 4180)', content: { 'text/csv': { schema: z.string() } } },
  },
});

/**
 * Batches: `/api/batches…`. Admins and operators act in any of them; auditors read.
 * Failures: as the contract says for each (shared/api/batches.ts), as problem documents.
 */
export function createBatchRoutes({ batches, clock }: Pick<AppDeps, 'batches' | 'clock'>) {
  return createRoutes()
    .openapi(list, async (c) => c.json({ batches: await batches.list() }, 200))
    .openapi(create, async (c) =>
      c.json(await batches.create(c.req.valid('json'), actorOf(c)), 201),
    )
    .openapi(show, async (c) => c.json(await batches.show(c.req.valid('param').id), 200))
    .openapi(add, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await batches.addPeople(id, c.req.valid('json'), actorOf(c)), 200);
    })
    .openapi(people, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await batches.people(id, c.req.valid('query')), 200);
    })
    .openapi(changeState, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await batches.changeState(id, c.req.valid('json'), actorOf(c)), 200);
    })
    .openapi(next, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await batches.next(id, c.req.valid('json'), actorOf(c)), 201);
    })
    .openapi(changePerson, async (c) => {
      const { id, userId } = c.req.valid('param');
      const change = c.req.valid('json');
      return c.json(await batches.changePerson(id, userId, change, actorOf(c)), 200);
    })
    .openapi(retry, async (c) => {
      const { id } = c.req.valid('param');
      return c.json({ retried: await batches.retryFailed(id, actorOf(c)) }, 200);
    })
    .openapi(results, async (c) => {
      const { id } = c.req.valid('param');
      const { format } = c.req.valid('query');
      const lines = await batches.results(id, format, actorOf(c));
      const made = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '-');
      return c.body(streamText(lines), 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        // Named here, by nothing that anybody typed.
        'content-disposition': `attachment; filename="keywright-batch-${id.slice(0, 8)}-${format}-${made}Z.csv"`,
      });
    });
}
