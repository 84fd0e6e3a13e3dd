import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { approvalHeader } from '#bff/http/approvalHeader.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import {
  confirmedPin,
  confirmPin,
  guid,
  RESERVATION_HEADER,
  revealedPin,
} from '#shared/api/index.ts';
import { confirmAnswer, pageSession, pinAnswer, viewerOf } from './pinAnswer.ts';

const params = z.object({ id: guid });
const headers = pageSession.extend(approvalHeader.shape);

const show = defineRoute({
  method: 'post',
  path: '/enrolments/{id}/pin',
  operationId: 'showPin',
  summary: 'The PIN to tell the holder, once, where the profile says that the operator does',
  request: { params, headers },
  responses: {
    200: {
      description: 'The PIN, for this page; to be confirmed within a minute',
      content: { 'application/json': { schema: revealedPin } },
    },
  },
});

const letter = defineRoute({
  method: 'post',
  path: '/enrolments/{id}/letter',
  operationId: 'printLetter',
  summary: 'The letter with the PIN, once, where the profile says that it goes by letter',
  request: { params, headers },
  responses: {
    200: {
      description: `The letter. Header ${RESERVATION_HEADER}: what to confirm within a minute`,
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
});

const confirm = defineRoute({
  method: 'post',
  path: '/enrolments/{id}/pin/confirm',
  operationId: 'confirmPin',
  summary: 'The PIN was shown, or its letter saved; it is not to be had again',
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

/**
 * PINs that go to their holders through an operator: `/api/enrolments/{id}/pin`, `…/letter`, `…/pin/confirm`. Only
 * profiles that say so; asking for any other PIN raises an alert.
 * Failures: those of {@link PinDesk}.
 */
export function createPinRoutes({ pins, printLetter }: Pick<AppDeps, 'pins' | 'printLetter'>) {
  return createRoutes()
    .openapi(show, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(pinAnswer(await pins.disclose('operator', id, viewerOf(c))), 200);
    })
    .openapi(letter, async (c) => {
      const { id } = c.req.valid('param');
      const disclosed = await pins.disclose('letter', id, viewerOf(c));
      const bytes = await printLetter(disclosed);
      return c.body(bytes, 200, {
        'content-type': 'application/pdf',
        // Named here, by nothing that anybody typed.
        'content-disposition': `attachment; filename="pin-letter-${id.slice(0, 8)}.pdf"`,
        [RESERVATION_HEADER]: disclosed.reservationId,
      });
    })
    .openapi(confirm, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await confirmAnswer(pins, id, c.req.valid('json'), c), 200);
    });
}
