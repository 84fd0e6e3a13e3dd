import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { guidedProfileOf } from '#bff/guided/guidedProfileOf.ts';
import type { GuidedCaller, GuidedService } from '#bff/guided/guidedService.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import type { InvitationService } from '#bff/invitations/invitationService.ts';
import type { ProfileBook } from '#bff/profiles/profileBook.ts';
import {
  chooseGuidedKey,
  guid,
  guidedEnrolment,
  myGuided,
  startMyGuided,
} from '#shared/api/index.ts';
import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';

const params = z.object({ id: guid });

const answer = {
  description: 'How it stands',
  content: { 'application/json': { schema: guidedEnrolment } },
} as const;

const overview = defineRoute({
  method: 'get',
  path: '/self/guided',
  operationId: 'getMyGuided',
  summary: 'The caller’s own registration on Microsoft’s page, and what a new one can follow',
  responses: {
    200: {
      description: 'The newest of the last day, and the profiles',
      content: { 'application/json': { schema: myGuided } },
    },
  },
});

const start = defineRoute({
  method: 'post',
  path: '/self/guided',
  operationId: 'startMyGuided',
  summary: 'Watch for a key that the caller registers on Microsoft’s page',
  request: { body: { required: true, content: { 'application/json': { schema: startMyGuided } } } },
  responses: { 201: answer },
});

const choose = defineRoute({
  method: 'post',
  path: '/self/guided/{id}/key',
  operationId: 'chooseMyGuidedKey',
  summary: 'Say which of several new keys is the caller’s',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: chooseGuidedKey } } },
  },
  responses: { 200: answer },
});

const watchAgain = defineRoute({
  method: 'post',
  path: '/self/guided/{id}/watch',
  operationId: 'watchMyGuidedAgain',
  summary: 'Look for the caller’s new key once more',
  request: { params },
  responses: { 200: answer },
});

const cancel = defineRoute({
  method: 'post',
  path: '/self/guided/{id}/cancel',
  operationId: 'cancelMyGuided',
  summary: 'Stop looking; what is registered stays',
  request: { params },
  responses: { 200: answer },
});

/** What {@link createSelfGuidedRoutes} needs. */
export interface SelfGuidedRouteDeps {
  readonly guided: GuidedService;
  readonly profiles: Pick<ProfileBook, 'list'>;
  readonly invitations: Pick<InvitationService, 'ownGuided' | 'startOwnGuided'>;
}

/**
 * The caller's own registration on Microsoft's page: `/api/self/guided…`. No user id is taken from the request; the token
 * says who, and a registration of anybody else is not found.
 * Failures: those of {@link GuidedService}, as problem documents.
 */
export function createSelfGuidedRoutes({ guided, profiles, invitations }: SelfGuidedRouteDeps) {
  const callerOf = (c: Context<AppEnv>): GuidedCaller => ({ as: 'holder', actor: actorOf(c) });
  return createRoutes()
    .openapi(overview, async (c) => {
      const [enrolment, all, invitation] = await Promise.all([
        guided.newestOf(c.var.caller.id),
        profiles.list(),
        invitations.ownGuided(actorOf(c)),
      ]);
      const offered = all
        .filter((profile) => acceptedWays(profile).includes('guided'))
        .map(guidedProfileOf);
      return c.json({ enrolment, profiles: offered, invitation }, 200);
    })
    .openapi(start, async (c) => {
      const body = c.req.valid('json');
      if ('byInvitation' in body) {
        const id = await invitations.startOwnGuided(actorOf(c));
        return c.json(await guided.show(id, callerOf(c)), 201);
      }
      const { id: userId } = c.var.caller;
      return c.json(await guided.start({ userId, profileId: body.profileId }, callerOf(c)), 201);
    })
    .openapi(choose, async (c) => {
      const { id } = c.req.valid('param');
      const { methodId } = c.req.valid('json');
      return c.json(await guided.choose(id, methodId, callerOf(c)), 200);
    })
    .openapi(watchAgain, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await guided.watchAgain(id, callerOf(c)), 200);
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await guided.cancel(id, callerOf(c)), 200);
    });
}
