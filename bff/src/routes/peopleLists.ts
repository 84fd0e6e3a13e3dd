import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { DirectoryCall } from '#bff/graph/directory.ts';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import type { PeopleLists } from '#bff/people/peopleLists.ts';
import {
  checkedPeople,
  checkPeople,
  groupList,
  groupPeople,
  guid,
  resolvedPeople,
  resolvePeople,
} from '#shared/api/index.ts';
import { unitList } from '#shared/api/operatorScopes.ts';

/** Graph's own cursors have some hundred characters. */
const MOST_CURSOR = 6_000;

const search = defineRoute({
  method: 'get',
  path: '/groups',
  operationId: 'searchGroups',
  summary: 'Groups by words of the name or by object id; at most 25',
  request: { query: z.object({ query: z.string().trim().min(1).max(120) }) },
  responses: {
    200: { description: 'Groups', content: { 'application/json': { schema: groupList } } },
  },
});

const searchUnits = defineRoute({
  method: 'get',
  path: '/units',
  operationId: 'searchUnits',
  summary: 'Administrative units by words of the name or by object id; at most 25',
  request: { query: z.object({ query: z.string().trim().min(1).max(120) }) },
  responses: {
    200: { description: 'Units', content: { 'application/json': { schema: unitList } } },
  },
});

const members = defineRoute({
  method: 'get',
  path: '/groups/{groupId}/people',
  operationId: 'listGroupPeople',
  summary: 'People of a group and of the groups in it, a page at a time',
  request: {
    params: z.object({ groupId: guid }),
    query: z.object({
      cursor: z
        .string()
        .regex(/^[A-Za-z0-9_-]+$/)
        .max(MOST_CURSOR)
        .optional(),
    }),
  },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: groupPeople } } },
  },
});

const resolve = defineRoute({
  method: 'post',
  path: '/people/resolve',
  operationId: 'resolvePeople',
  summary: 'Whom object ids, user principal names or mail addresses mean',
  request: {
    body: { required: true, content: { 'application/json': { schema: resolvePeople } } },
  },
  responses: {
    200: {
      description: 'One result a reference, in their order',
      content: { 'application/json': { schema: resolvedPeople } },
    },
  },
});

const check = defineRoute({
  method: 'post',
  path: '/people/check',
  operationId: 'checkPeople',
  summary: 'Whether a key could be enrolled for each of these people',
  request: {
    body: { required: true, content: { 'application/json': { schema: checkPeople } } },
  },
  responses: {
    200: {
      description: 'One result a person, in their order',
      content: { 'application/json': { schema: checkedPeople } },
    },
  },
});

/** Within a batch's class everybody gets the same number of turns. */
function callOf(c: Context<AppEnv>): DirectoryCall {
  return { signal: c.req.raw.signal, operator: c.var.caller.id };
}

/**
 * Lists of people who are to get keys, and units for scopes: `/api/groups…`, `/api/units`, `/api/people/resolve`, `/api/people/check`. Reads only, for those who
 * enrol; the POSTs are POSTs because names of people do not belong in addresses.
 * @throws AppError `request_invalid`; GraphError, among them `group_not_found`.
 */
export function createPeopleListRoutes(deps: { readonly peopleLists: PeopleLists }) {
  const { peopleLists } = deps;
  return createRoutes()
    .openapi(search, async (c) => {
      const { query } = c.req.valid('query');
      return c.json(await peopleLists.searchGroups(query, callOf(c)), 200);
    })
    .openapi(searchUnits, async (c) => {
      const { query } = c.req.valid('query');
      return c.json(await peopleLists.searchUnits(query, callOf(c)), 200);
    })
    .openapi(members, async (c) => {
      const { groupId } = c.req.valid('param');
      const { cursor } = c.req.valid('query');
      const page = await peopleLists.groupPeople(groupId, cursor, callOf(c));
      return c.json({ ...page, people: [...page.people] }, 200);
    })
    .openapi(resolve, async (c) => {
      const { references } = c.req.valid('json');
      const results = await peopleLists.resolve(references, callOf(c));
      return c.json({ results }, 200);
    })
    .openapi(check, async (c) => {
      const { userIds } = c.req.valid('json');
      return c.json(await peopleLists.check(userIds, callOf(c)), 200);
    });
}
