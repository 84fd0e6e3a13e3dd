import { z } from '@hono/zod-openapi';
import type { PasskeyInventory } from '#bff/deps.ts';
import type { HolderPins } from '#bff/enrolment/holderPins.ts';
import type { Directory } from '#bff/graph/directory.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { guid, myKeys, revealedPin } from '#shared/api/index.ts';

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

const reveal = defineRoute({
  method: 'post',
  path: '/me/pins/{enrolmentId}/reveal',
  operationId: 'revealMyPin',
  summary: 'The PIN of the caller’s own key, once',
  request: { params: z.object({ enrolmentId: guid }) },
  responses: {
    200: {
      description: 'The PIN. It is not shown again.',
      content: { 'application/json': { schema: revealedPin } },
    },
  },
});

/** What {@link createSelfRoutes} needs. */
export interface SelfRouteDeps {
  readonly directory: Directory;
  readonly inventory: PasskeyInventory;
  readonly pins: HolderPins;
}

/**
 * What any signed-in person may do about themselves: `/api/me/keys`, `/api/me/pins/{enrolmentId}/reveal`. No user id is
 * taken from the request; the token says who.
 * @throws AppError `not_found` also for somebody else's enrolment, `pin_already_revealed`, `escrow_unreadable`; GraphError.
 */
export function createSelfRoutes(deps: SelfRouteDeps) {
  return createRoutes()
    .openapi(keys, async (c) => {
      const { id } = c.var.caller;
      const [passkeys, serials, pins] = await Promise.all([
        deps.directory.listPasskeys(id, { signal: c.req.raw.signal }),
        deps.inventory.serialsOf(id),
        deps.pins.list(id),
      ]);
      const own = passkeys.map((passkey) => ({
        ...passkey,
        serial: serials.get(passkey.id) ?? passkey.serial,
      }));
      return c.json({ passkeys: own, pins }, 200);
    })
    .openapi(reveal, async (c) => {
      const { enrolmentId } = c.req.valid('param');
      const holder = { id: c.var.caller.id, requestId: c.var.requestId };
      const pin = await deps.pins.reveal(enrolmentId.toLowerCase(), holder);
      return c.json({ pin: pin.reveal() }, 200);
    });
}
