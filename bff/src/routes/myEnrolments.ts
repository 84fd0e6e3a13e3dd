import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppDeps } from '#bff/deps.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  cancelEnrolment,
  enrolment,
  guid,
  ownInvitation,
  pinAuthAnswer,
  pinAuthRequest,
  reportEvent,
  startOwnEnrolment,
} from '#shared/api/index.ts';

const params = z.object({ id: guid });
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: json(schema) });
const enrolmentAnswer = {
  description: 'The enrolment with its next action',
  content: json(enrolment),
} as const;

const invited = defineRoute({
  method: 'get',
  path: '/me/invitation',
  operationId: 'getMyInvitation',
  summary: 'The invitation that waits for the caller',
  responses: { 200: { description: 'The newest one', content: json(ownInvitation) } },
});

const start = defineRoute({
  method: 'post',
  path: '/me/enrolments',
  operationId: 'startMyEnrolment',
  summary: 'Open the caller’s own enrolment by their invitation, or take up the one that is open',
  request: { body: body(startOwnEnrolment) },
  responses: { 201: enrolmentAnswer },
});

const show = defineRoute({
  method: 'get',
  path: '/me/enrolments/{id}',
  operationId: 'getMyEnrolment',
  summary: 'The caller’s own enrolment; it goes on with what needs no key',
  request: { params },
  responses: { 200: enrolmentAnswer },
});

const report = defineRoute({
  method: 'post',
  path: '/me/enrolments/{id}/events',
  operationId: 'reportMyEvent',
  summary: 'Report what was seen or done, and get the next action',
  request: { params, body: body(reportEvent) },
  responses: { 200: enrolmentAnswer },
});

const authenticate = defineRoute({
  method: 'post',
  path: '/me/enrolments/{id}/pin-auth',
  operationId: 'authenticateForMyKey',
  summary: 'Authenticate one CTAP message of the current action for a key with a sealed PIN',
  request: { params, body: body(pinAuthRequest) },
  responses: {
    200: {
      description: 'The pinUvAuthParam and the length of the journal',
      content: json(pinAuthAnswer),
    },
  },
});

const cancel = defineRoute({
  method: 'post',
  path: '/me/enrolments/{id}/cancel',
  operationId: 'cancelMyEnrolment',
  summary: 'Take back what was done, with the key or without it',
  request: { params, body: body(cancelEnrolment) },
  responses: { 200: enrolmentAnswer },
});

/** The token's person and nobody else; the service lets them reach nothing that is not their own. */
function ownActor(c: Context<AppEnv>): Actor {
  return { ...actorOf(c), userToken: c.var.userToken, onlyOwn: true };
}

/**
 * What somebody who was invited does with their own key: `/api/me/invitation`, `/api/me/enrolments…`. No user id is taken from
 * the request. Failures: those of `InvitationService` and `EnrolmentService`, as problem documents; 401 `session_not_fresh`.
 */
export function createMyEnrolmentRoutes({
  invitations,
  enrolments,
  ownTurn,
}: Pick<AppDeps, 'invitations' | 'enrolments' | 'ownTurn'>) {
  return createRoutes()
    .openapi(invited, async (c) => {
      const actor = actorOf(c);
      const doubt = c.var.signInDoubt();
      await invitations.noteVisit(actor, doubt === null);
      if (doubt !== null) throw doubt;
      const own = await invitations.own(actor);
      // A key that appeared in Entra ended it: nobody was at this page who reported it.
      if (own.state === 'enrolled') await invitations.tidyOwn(actor);
      return c.json(own, 200);
    })
    .openapi(start, async (c) =>
      c.json(await invitations.startOwn(c.req.valid('json'), ownActor(c)), 201),
    )
    .openapi(show, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await enrolments.show(id, ownActor(c), true), 200);
    })
    .openapi(report, async (c) => {
      const { id } = c.req.valid('param');
      const actor = ownActor(c);
      const said = c.req.valid('json');
      const work = () => enrolments.report(id, said, actor);
      // What the key made is registered with it.
      const isMade = said.event.type === 'credentialMade';
      const reported = await (isMade ? ownTurn(actor.id, work) : work());
      if (reported.action.kind === 'done') await invitations.tidyOwn(actor);
      return c.json(reported, 200);
    })
    .openapi(authenticate, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await enrolments.authenticate(id, c.req.valid('json'), ownActor(c)), 200);
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await enrolments.cancel(id, c.req.valid('json'), ownActor(c)), 200);
    });
}
