import { z } from '@hono/zod-openapi';
import type { PinDesk } from '#bff/enrolment/pinDesk.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import type { OwnKeyDesk } from '#bff/myKeys/ownKeyDesk.ts';
import { confirmedPin, confirmPin, guid, myKeys, revealedPin } from '#shared/api/index.ts';
import { confirmAnswer, pageSession, pinAnswer, viewerOf } from './pinAnswer.ts';

const keys = defineRoute({
  method: 'get',
  path: '/me/keys',
  operationId: 'getMyKeys',
  summary: 'The caller’s own passkeys, and the PINs that wait for them',
  responses: {
    200: {
      description: 'Passkeys and waiting PINs',
      content: { 'application/json': { schema: myKeys } },
    },
  },
});

const params = z.object({ enrolmentId: guid });

const reveal = defineRoute({
  method: 'post',
  path: '/me/pins/{enrolmentId}/reveal',
  operationId: 'revealMyPin',
  summary: 'The PIN of the caller’s own key, once',
  request: { params, headers: pageSession },
  responses: {
    200: {
      description: 'The PIN, for this page; to be confirmed within a minute',
      content: { 'application/json': { schema: revealedPin } },
    },
  },
});

const confirm = defineRoute({
  method: 'post',
  path: '/me/pins/{enrolmentId}/confirm',
  operationId: 'confirmMyPin',
  summary: 'The PIN was seen; it is not shown again',
  request: {
    params,
    headers: pageSession,
    body: { required: true, content: { 'application/json': { schema: confirmPin } } },
  },
  responses: {
    200: {
      description: 'When it was confirmed first',
      content: { 'application/json': { schema: confirmedPin } },
    },
  },
});

/** What {@link createSelfRoutes} needs. */
export interface SelfRouteDeps {
  readonly ownKeys: OwnKeyDesk;
  readonly pins: PinDesk;
}

/**
 * What any signed-in person may do about themselves: `/api/me/keys`, `/api/me/pins/{enrolmentId}/…`. No user id is taken
 * from the request; the token says who.
 * Failures: those of {@link PinDesk}; GraphError.
 */
export function createSelfRoutes(deps: SelfRouteDeps) {
  return createRoutes()
    .openapi(keys, async (c) => {
      const { id } = c.var.caller;
      const [passkeys, pins] = await Promise.all([
        deps.ownKeys.list(id, c.req.raw.signal),
        deps.pins.list(id),
      ]);
      return c.json({ passkeys, pins }, 200);
    })
    .openapi(reveal, async (c) => {
      const { enrolmentId } = c.req.valid('param');
      const shown = await deps.pins.disclose('holder', enrolmentId, viewerOf(c));
      return c.json(pinAnswer(shown), 200);
    })
    .openapi(confirm, async (c) => {
      const { enrolmentId } = c.req.valid('param');
      return c.json(await confirmAnswer(deps.pins, enrolmentId, c.req.valid('json'), c), 200);
    });
}
