import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { approvalHeader } from '#bff/http/approvalHeader.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  confirmedLetters,
  confirmLetters,
  guid,
  LETTERS_LEFT_HEADER,
  RESERVATION_HEADER,
} from '#shared/api/index.ts';
import { pageSession, viewerOf } from './pinAnswer.ts';

const params = z.object({ id: guid });

const print = defineRoute({
  method: 'post',
  path: '/batches/{id}/letters',
  operationId: 'printBatchLetters',
  summary: 'The sealed letters of a batch that were not printed yet, at most 50',
  request: { params, headers: pageSession.extend(approvalHeader.shape) },
  responses: {
    200: {
      description: `Letters in list order. Header ${RESERVATION_HEADER}: what to confirm within a minute, a reservation each; header ${LETTERS_LEFT_HEADER}: how many are left for another call`,
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
});

const confirm = defineRoute({
  method: 'post',
  path: '/batches/{id}/letters/confirm',
  operationId: 'confirmBatchLetters',
  summary: 'These letters were saved; they are not to be had again',
  request: {
    params,
    headers: pageSession,
    body: { required: true, content: { 'application/json': { schema: confirmLetters } } },
  },
  responses: {
    200: {
      description: 'How many are confirmed',
      content: { 'application/json': { schema: confirmedLetters } },
    },
  },
});

/**
 * The sealed letters of a batch: `/api/batches/{id}/letters`, `…/letters/confirm`.
 * Failures: those of {@link BatchLetters}, as problem documents.
 */
export function createBatchLetterRoutes(deps: Pick<AppDeps, 'batchLetters' | 'printLetter'>) {
  const { batchLetters, printLetter } = deps;
  return createRoutes()
    .openapi(print, async (c) => {
      const { id } = c.req.valid('param');
      const { letters, left } = await batchLetters.disclose(id, viewerOf(c));
      const bytes = await printLetter(...letters);
      return c.body(bytes, 200, {
        'content-type': 'application/pdf',
        // Named here, by nothing that anybody typed.
        'content-disposition': `attachment; filename="pin-letters-${id.slice(0, 8)}.pdf"`,
        [RESERVATION_HEADER]: letters.map(({ reservationId }) => reservationId).join(','),
        [LETTERS_LEFT_HEADER]: String(left),
      });
    })
    .openapi(confirm, async (c) => {
      const { id } = c.req.valid('param');
      const ids = c.req.valid('json').reservationIds;
      return c.json({ confirmed: await batchLetters.confirm(id, ids, viewerOf(c)) }, 200);
    });
}
