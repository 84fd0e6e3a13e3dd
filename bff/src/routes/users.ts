import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { guid, type Passkey, peopleList, personDetail } from '#shared/api/index.ts';

const searchRoute = defineRoute({
  method: 'get',
  path: '/users',
  operationId: 'searchPeople',
  summary: 'People by name, mail or UPN; at most 25',
  request: { query: z.object({ query: z.string().trim().min(1).max(120) }) },
  responses: {
    200: { description: 'People', content: { 'application/json': { schema: peopleList } } },
  },
});

const personRoute = defineRoute({
  method: 'get',
  path: '/users/{userId}',
  operationId: 'getPerson',
  summary: 'One person, their passkeys and what stands in the way of another one',
  request: { params: z.object({ userId: guid }) },
  responses: {
    200: { description: 'The person', content: { 'application/json': { schema: personDetail } } },
  },
});

function withSerials(
  passkeys: readonly Passkey[],
  serials: ReadonlyMap<string, string>,
): Passkey[] {
  return passkeys.map((passkey) => ({ ...passkey, serial: serials.get(passkey.id) ?? null }));
}

/**
 * `GET /api/users?query=` and `GET /api/users/{userId}`, for staff. Reads only; ids are GUIDs.
 * @throws AppError `request_invalid`, `user_not_found`; GraphError.
 */
export function createUserRoutes(
  deps: Pick<AppDeps, 'directory' | 'guard' | 'inventory' | 'pins'>,
) {
  const { directory, guard, inventory, pins } = deps;
  return createRoutes()
    .openapi(searchRoute, async (c) => {
      const { query } = c.req.valid('query');
      const found = await directory.searchPeople(query, {
        signal: c.req.raw.signal,
        operator: c.var.caller.id,
      });
      return c.json(found, 200);
    })
    .openapi(personRoute, async (c) => {
      const { userId } = c.req.valid('param');
      const call = { signal: c.req.raw.signal, operator: c.var.caller.id };
      const [guarded, passkeys, serials, pinsToHandOver] = await Promise.all([
        guard.problem('enrol', userId, actorOf(c)),
        directory.listPasskeys(userId, call),
        inventory.serialsOf(userId),
        pins.listToHandOver(userId),
      ]);
      // What the guard read of the person is remembered.
      const person = await directory.getPerson(userId, call);
      const found = await directory.readiness(person, passkeys, call);
      const isNews =
        guarded !== null && guarded !== 'session_forbidden' && !found.includes(guarded);
      const problems = isNews ? [...found, guarded] : found;
      const own = withSerials(passkeys, serials);
      return c.json({ person, passkeys: own, pinsToHandOver, problems }, 200);
    });
}
