import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import {
  type OperationId,
  type Repeatable,
  ROUTE_ACCESS,
  type RouteRule,
} from '#bff/auth/routeAccess.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { AppEnv } from './context.ts';
import { HttpFailure } from './httpFailure.ts';
import type { IdempotencyStore, IdempotentCall } from './idempotencyStore.ts';

/** Where the caller names a call that changes something. */
export const IDEMPOTENCY_HEADER = 'idempotency-key';

const COME_BACK_SECONDS = 2;
const FIRST_OF_OURS = 500;
const ANOTHER_TOKEN = 401;

const keySchema = z.guid();

/** What {@link idempotent} does for an operation. */
export function repeatableOf(operationId: OperationId, method: string): Repeatable {
  if (method.toLowerCase() === 'get') return 'no';
  const rule: RouteRule = ROUTE_ACCESS[operationId];
  return rule.repeatable ?? (rule.rate === 'secret' ? 'noted' : 'answer');
}

function keyOf(c: Context<AppEnv>): string {
  const parsed = keySchema.safeParse(c.req.header(IDEMPOTENCY_HEADER));
  if (parsed.success) return parsed.data.toLowerCase();
  throw new HttpFailure('request_invalid', 'the call has no Idempotency-Key', {
    errors: [{ path: `header.${IDEMPOTENCY_HEADER}`, message: 'invalid_format' }],
  });
}

/**
 * Lets a call that changes something happen once, however often it arrives: the same `Idempotency-Key` of the same caller
 * with the same method, path and body gets the answer that the first one got. A failure of ours (5xx), and the word that
 * another token is wanted (401), is not kept: the same key may try again. What was interrupted half-way may be done again too; the journal then says what is left to do.
 * @throws HttpFailure `request_invalid` without a key, `idempotency_mismatch` (422) for another call under the same key,
 * `conflict` (409) with `Retry-After` while the first one is still at work, and without it where the answer was a secret.
 */
export function idempotent(operationId: OperationId, method: string): MiddlewareHandler<AppEnv> {
  const repeatable = repeatableOf(operationId, method);
  return async (c, next) => {
    if (repeatable === 'no') return next();
    const { idempotency } = c.var;
    const call: IdempotentCall = {
      callerId: c.var.caller.id.toLowerCase(),
      key: keyOf(c),
      method: c.req.method,
      path: c.req.path,
      body: await c.req.text(),
    };
    const claim = await idempotency.claim(call);
    switch (claim.kind) {
      case 'mismatch':
        throw new HttpFailure('idempotency_mismatch', 'this key was used for another call');
      case 'noted':
        throw new HttpFailure('conflict', 'this was done, and its answer is not given twice');
      case 'inProgress':
        throw new HttpFailure('conflict', 'the same call is still at work', {
          retryAfterSeconds: COME_BACK_SECONDS,
        });
      case 'answered': {
        const { status, contentType, body } = claim.answer;
        return new Response(body, {
          status,
          headers: { 'content-type': contentType, 'idempotency-replayed': 'true' },
        });
      }
      case 'new':
        break;
    }
    // What a handler throws arrives here as the answer that the app made of it.
    await next();
    try {
      await remember(idempotency, call, claim.attempt, c, repeatable);
    } catch (error) {
      // The call is done, and its answer is worth more than our note of it.
      c.var.log.warn('idempotency_failed', {
        code: failureCodeOf(error),
      });
    }
  };
}

async function remember(
  idempotency: IdempotencyStore,
  call: IdempotentCall,
  attempt: string,
  c: Context<AppEnv>,
  repeatable: Repeatable,
): Promise<void> {
  const answer = c.res;
  const { status } = answer;
  // A refusal of a secret holds none and took nothing away.
  const isForgotten =
    status >= FIRST_OF_OURS || status === ANOTHER_TOKEN || (repeatable === 'noted' && !answer.ok);
  if (isForgotten) return idempotency.release(call, attempt);
  if (repeatable === 'noted') return idempotency.settle(call, attempt, null);
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  const body = await answer.text();
  // The same once more: a copy of it would be sent as a stream, and what Hono finds here it would mix with the new one.
  c.res = undefined;
  c.res = new Response(body, { status, headers: answer.headers });
  return idempotency.settle(call, attempt, { status, contentType, body });
}
