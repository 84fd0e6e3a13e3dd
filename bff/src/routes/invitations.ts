import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  checkedInvitations,
  checkInvitations,
  confirmedPin,
  confirmPin,
  guid,
  invitation,
  invitationList,
  invite,
  issuePass,
  revealedPass,
} from '#shared/api/index.ts';
import { passAnswer } from './passAnswer.ts';
import { confirmAnswer, pageSession, viewerOf } from './pinAnswer.ts';

const params = z.object({ id: guid });
const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: json(schema) });
const invitationAnswer = { description: 'The invitation', content: json(invitation) } as const;

const list = defineRoute({
  method: 'get',
  path: '/invitations',
  operationId: 'listInvitations',
  summary: 'Invitations, newest first, at most 500',
  responses: { 200: { description: 'The invitations', content: json(invitationList) } },
});

const check = defineRoute({
  method: 'post',
  path: '/invitations/check',
  operationId: 'checkInvitations',
  summary: 'What stands in the way of inviting these people, by the tenant’s policies too',
  request: { body: body(checkInvitations) },
  responses: { 200: { description: 'Each of them', content: json(checkedInvitations) } },
});

const send = defineRoute({
  method: 'post',
  path: '/invitations',
  operationId: 'invite',
  summary: 'Invite one person and issue their access pass',
  request: { body: body(invite) },
  responses: { 201: invitationAnswer },
});

const again = defineRoute({
  method: 'post',
  path: '/invitations/{id}/passes',
  operationId: 'issuePass',
  summary: 'Issue another access pass for an open invitation',
  request: { params, body: body(issuePass) },
  responses: { 201: invitationAnswer },
});

const remind = defineRoute({
  method: 'post',
  path: '/invitations/{id}/remind',
  operationId: 'remindInvited',
  summary: 'Send the mail with the link once more',
  request: { params },
  responses: { 200: invitationAnswer },
});

const cancel = defineRoute({
  method: 'post',
  path: '/invitations/{id}/cancel',
  operationId: 'cancelInvitation',
  summary: 'End an invitation and delete its access pass',
  request: { params },
  responses: { 200: invitationAnswer },
});

const show = defineRoute({
  method: 'post',
  path: '/invitations/{id}/pass',
  operationId: 'showPass',
  summary: 'The access pass to tell the person, once, to the operator who issued it',
  request: { params, headers: pageSession },
  responses: {
    200: {
      description: 'The pass, for this page; to be confirmed within a minute',
      content: json(revealedPass),
    },
  },
});

const confirm = defineRoute({
  method: 'post',
  path: '/invitations/{id}/pass/confirm',
  operationId: 'confirmPass',
  summary: 'The access pass was seen; it is destroyed here',
  request: { params, headers: pageSession, body: body(confirmPin) },
  responses: { 200: { description: 'When it was confirmed first', content: json(confirmedPin) } },
});

/**
 * Invitations: `/api/invitations…`. Admins and operators act; auditors read. Failures: those of `InvitationService` and
 * `PassDesk`, as problem documents.
 */
export function createInvitationRoutes({
  invitations,
  passes,
}: Pick<AppDeps, 'invitations' | 'passes'>) {
  return createRoutes()
    .openapi(list, async (c) => c.json(await invitations.list(), 200))
    .openapi(check, async (c) =>
      c.json(await invitations.check(c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(send, async (c) =>
      c.json(await invitations.invite(c.req.valid('json'), actorOf(c)), 201),
    )
    .openapi(again, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await invitations.issueAgain(id, c.req.valid('json'), actorOf(c)), 201);
    })
    .openapi(remind, async (c) =>
      c.json(await invitations.remind(c.req.valid('param').id, actorOf(c)), 200),
    )
    .openapi(cancel, async (c) =>
      c.json(await invitations.cancel(c.req.valid('param').id, actorOf(c)), 200),
    )
    .openapi(show, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(passAnswer(await passes.disclose('operator', id, viewerOf(c))), 200);
    })
    .openapi(confirm, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await confirmAnswer(passes, id, c.req.valid('json'), c), 200);
    });
}
