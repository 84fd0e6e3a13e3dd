import type { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  keyEventList,
  keyEventReported,
  keyTakenAway,
  lostKeyList,
  myKeys,
  renameKey,
  reportKeyEvent,
  takeAwayKey,
} from '#shared/api/index.ts';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
const body = <T extends z.ZodType>(schema: T) => ({ required: true, content: json(schema) });

const remove = defineRoute({
  method: 'post',
  path: '/me/keys/remove',
  operationId: 'removeMyKey',
  summary: 'Remove one of the caller’s own keys from Entra',
  request: { body: body(takeAwayKey) },
  responses: { 200: { description: 'What came of it', content: json(keyTakenAway) } },
});

const lose = defineRoute({
  method: 'post',
  path: '/me/keys/lost',
  operationId: 'loseMyKey',
  summary: 'The caller lost a key: it goes, its PIN is destroyed, and who has to know is told',
  request: { body: body(takeAwayKey) },
  responses: { 200: { description: 'What came of it', content: json(keyTakenAway) } },
});

const rename = defineRoute({
  method: 'post',
  path: '/me/keys/rename',
  operationId: 'renameMyKey',
  summary: 'Give one of the caller’s own keys another name, where Graph lets it',
  request: { body: body(renameKey) },
  responses: { 200: { description: 'Passkeys and PINs now', content: json(myKeys) } },
});

const events = defineRoute({
  method: 'get',
  path: '/me/key-events',
  operationId: 'listMyKeyEvents',
  summary: 'What happened to the caller’s keys within the last 30 days',
  responses: { 200: { description: 'Newest first', content: json(keyEventList) } },
});

const report = defineRoute({
  method: 'post',
  path: '/me/key-events/report',
  operationId: 'reportMyKeyEvent',
  summary: 'This was not me: the key goes, and who did it is stopped',
  request: { body: body(reportKeyEvent) },
  responses: { 200: { description: 'What came of it', content: json(keyEventReported) } },
});

const lost = defineRoute({
  method: 'get',
  path: '/lost-keys',
  operationId: 'listLostKeys',
  summary: 'Who lost a key and waits for another one',
  responses: { 200: { description: 'Newest first', content: json(lostKeyList) } },
});

/**
 * What people do about their own keys: `/api/me/keys/…`, `/api/me/key-events…`; and for operators `/api/lost-keys`. No user id is taken
 * from the request. Failures: those of `OwnKeyDesk`, as problem documents; 401 `session_not_fresh`.
 */
export function createMyKeyRoutes({ ownKeys, pins }: Pick<AppDeps, 'ownKeys' | 'pins'>) {
  return createRoutes()
    .openapi(remove, async (c) =>
      c.json(await ownKeys.remove(c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(lose, async (c) => c.json(await ownKeys.lose(c.req.valid('json'), actorOf(c)), 200))
    .openapi(rename, async (c) => {
      const holderId = c.var.caller.id;
      await ownKeys.rename(c.req.valid('json'), actorOf(c));
      const passkeys = await ownKeys.list(holderId, c.req.raw.signal);
      return c.json({ passkeys, pins: await pins.list(holderId) }, 200);
    })
    .openapi(events, async (c) => c.json(await ownKeys.events(c.var.caller.id), 200))
    .openapi(report, async (c) => {
      const { eventId } = c.req.valid('json');
      return c.json(await ownKeys.report(eventId, actorOf(c)), 200);
    })
    .openapi(lost, async (c) => c.json(await ownKeys.lost(), 200));
}
