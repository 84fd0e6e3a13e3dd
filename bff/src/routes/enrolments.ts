import { z } from '@hono/zod-openapi';
import type { EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { approvalHeader } from '#bff/http/approvalHeader.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  cancelEnrolment,
  enrolment,
  enrolmentList,
  guid,
  pinAuthAnswer,
  pinAuthRequest,
  reportEvent,
  startEnrolment,
  unfinishedList,
} from '#shared/api/index.ts';

const params = z.object({ id: guid });

const enrolmentAnswer = {
  description: 'The enrolment with its next action',
  content: { 'application/json': { schema: enrolment } },
} as const;

const start = defineRoute({
  method: 'post',
  path: '/enrolments',
  operationId: 'startEnrolment',
  summary: 'Open an enrolment, or take up the one this operator has open for the person',
  request: {
    headers: approvalHeader,
    body: { required: true, content: { 'application/json': { schema: startEnrolment } } },
  },
  responses: { 201: enrolmentAnswer },
});

const list = defineRoute({
  method: 'get',
  path: '/enrolments',
  operationId: 'listEnrolments',
  summary: 'Enrolments, newest first, at most 100',
  request: {
    query: z.object({ state: z.enum(['open', 'ended']).optional(), userId: guid.optional() }),
  },
  responses: {
    200: {
      description: 'The enrolments as they stand',
      content: { 'application/json': { schema: enrolmentList } },
    },
  },
});

const unfinished = defineRoute({
  method: 'get',
  path: '/enrolments/unfinished',
  operationId: 'listUnfinished',
  summary: 'Every enrolment that is not at its end, with the one thing to do about it',
  responses: {
    200: {
      description: 'Of any operator, the longest at rest first',
      content: { 'application/json': { schema: unfinishedList } },
    },
  },
});

const show = defineRoute({
  method: 'get',
  path: '/enrolments/{id}',
  operationId: 'getEnrolment',
  summary: 'One enrolment; for an operator it goes on with what needs no key',
  request: { params },
  responses: { 200: enrolmentAnswer },
});

const report = defineRoute({
  method: 'post',
  path: '/enrolments/{id}/events',
  operationId: 'reportEvent',
  summary: 'Report what was seen or done, and get the next action',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: reportEvent } } },
  },
  responses: { 200: enrolmentAnswer },
});

const authenticate = defineRoute({
  method: 'post',
  path: '/enrolments/{id}/pin-auth',
  operationId: 'authenticateForKey',
  summary: 'Authenticate one CTAP message of the current action for a key with a sealed PIN',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: pinAuthRequest } } },
  },
  responses: {
    200: {
      description: 'The pinUvAuthParam and the length of the journal',
      content: { 'application/json': { schema: pinAuthAnswer } },
    },
  },
});

const cancel = defineRoute({
  method: 'post',
  path: '/enrolments/{id}/cancel',
  operationId: 'cancelEnrolment',
  summary: 'Take back what was done, with the key or without it',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: cancelEnrolment } } },
  },
  responses: { 200: enrolmentAnswer },
});

/**
 * Enrolments: `/api/enrolments…`. Admins and operators act, each on what they began; an admin can end any; auditors read.
 * Failures: those of {@link EnrolmentService}, as problem documents.
 */
export function createEnrolmentRoutes(deps: { readonly enrolments: EnrolmentService }) {
  const { enrolments } = deps;
  return createRoutes()
    .openapi(start, async (c) =>
      c.json(await enrolments.start(c.req.valid('json'), actorOf(c)), 201),
    )
    .openapi(list, async (c) =>
      c.json({ enrolments: await enrolments.list(c.req.valid('query')) }, 200),
    )
    .openapi(unfinished, async (c) => c.json(await enrolments.unfinished(), 200))
    .openapi(show, async (c) => {
      const { id } = c.req.valid('param');
      const mayAct = c.var.caller.roles.some((role) => role === 'Admin' || role === 'Operator');
      return c.json(await enrolments.show(id, actorOf(c), mayAct), 200);
    })
    .openapi(report, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await enrolments.report(id, c.req.valid('json'), actorOf(c)), 200);
    })
    .openapi(authenticate, async (c) => {
      const { id } = c.req.valid('param');
      const call = c.req.valid('json');
      return c.json(await enrolments.authenticate(id, call, actorOf(c)), 200);
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await enrolments.cancel(id, c.req.valid('json'), actorOf(c)), 200);
    });
}
