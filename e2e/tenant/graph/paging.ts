import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { GraphRefusal } from './graphError.ts';
import type { GraphCall } from './graphRoute.ts';
import type { QueryOptions } from './queryOptions.ts';

/** Signs skip tokens, so that a made-up or altered one is noticed. */
const SECRET = randomBytes(32);
const DEFAULT_PAGE = 100;

function expired(): GraphRefusal {
  return new GraphRefusal(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );
}

/** Path and options the token belongs to; a token carried to another query is refused. */
function queryKey(call: GraphCall): string {
  const query = new URLSearchParams(call.url.searchParams);
  query.delete('$skiptoken');
  query.sort();
  return `${call.url.pathname.toLowerCase()}?${query.toString()}`;
}

function seal(offset: number, key: string): string {
  const body = Buffer.alloc(16);
  randomBytes(12).copy(body);
  body.writeUInt32BE(offset, 12);
  const tag = createHmac('sha256', SECRET).update(body).update(key).digest();
  return Buffer.concat([tag, body]).toString('base64url');
}

function unseal(token: string, key: string): number {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 48) throw expired();
  const body = bytes.subarray(32);
  const tag = createHmac('sha256', SECRET).update(body).update(key).digest();
  if (!timingSafeEqual(tag, bytes.subarray(0, 32))) throw expired();
  return body.readUInt32BE(12);
}

/** One page of a list, with `@odata.nextLink` while there is more and `@odata.count` when asked. */
export function pageOf<T>(
  call: GraphCall,
  context: string,
  rows: readonly T[],
  options: QueryOptions,
): Record<string, unknown> & { value: T[] } {
  const key = queryKey(call);
  const start = options.skipToken === undefined ? 0 : unseal(options.skipToken, key);
  const end = start + (options.top ?? DEFAULT_PAGE);
  const body: Record<string, unknown> & { value: T[] } = {
    '@odata.context': call.context(context),
    value: rows.slice(start, end),
  };
  if (options.count && start === 0) body['@odata.count'] = rows.length;
  if (end < rows.length) {
    const next = new URL(`${call.world.carried.origin}${call.url.pathname}${call.url.search}`);
    next.searchParams.set('$skiptoken', seal(end, key));
    body['@odata.nextLink'] = next.toString();
  }
  return body;
}
