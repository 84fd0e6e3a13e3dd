import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HttpFailure } from './httpFailure.ts';

/** The largest body is an attestation with its certificate chain: about 16 KiB as base64url. */
const MAXIMUM_BODY_BYTES = 64 * 1024;

/**
 * Refuses larger bodies before they are read. A body that says its length is judged by that, without looking at the body:
 * a request whose body was looked at is read through a web stream, which takes ten times as long. Node lets nobody send
 * more than they said.
 * @throws HttpFailure `request_too_large`
 */
export function limitBody(): MiddlewareHandler {
  const countWhatComes = bodyLimit({ maxSize: MAXIMUM_BODY_BYTES, onError: refuse });
  return async (c, next) => {
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) {
      return countWhatComes(c, next);
    }
    return /^\d+$/.test(length) && Number(length) <= MAXIMUM_BODY_BYTES ? next() : refuse();
  };
}

function refuse(): never {
  throw new HttpFailure('request_too_large', 'the body is larger than 64 KiB');
}
